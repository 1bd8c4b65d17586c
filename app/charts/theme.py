"""Colour tokens for the screen and for paper, the same for charts and for the windows around them.

Source of the light tokens: the drawings of the screens. The dark and the high-contrast tokens keep the same roles. Text
on ``card`` and ``ground`` reaches a contrast of 4.5 : 1, shapes 3 : 1.
"""

import msgspec

_LINEAR_LIMIT = 0.04045


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """One set of colours as ``#RRGGBB``; ``name`` is ``light``, ``dark``, ``paper`` or ``contrast``.

    ``ink`` and ``muted`` are texts on ``card`` or ``ground``; ``stripe`` is the quiet background of every other row;
    ``on_primary`` is text on ``primary`` or on one of the four weights. The ``rail`` colours belong to the left rail.
    ``link`` is the text of something that can be clicked.
    """

    name: str
    ink: str
    muted: str
    line: str
    ground: str
    card: str
    stripe: str
    primary: str
    on_primary: str
    link: str
    rail: str
    rail_text: str
    rail_muted: str
    rail_search: str
    rail_current: str
    focus: str
    critical: str
    high: str
    elevated: str
    information: str

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return luminance(self.card) < luminance(self.ink)

    def weight(self, weight: str) -> str:
        """Return the colour of ``critical``, ``high``, ``elevated`` or ``information``."""
        found = {"critical": self.critical, "high": self.high, "elevated": self.elevated}
        return found.get(weight, self.information)

    def shape(self, colour: str) -> str:
        """Return a colour as it is drawn on ``card`` in this theme: with a contrast of at least 3 : 1."""
        return readable(colour, on=self.card, ratio=3.0)

    def text(self, colour: str) -> str:
        """Return a colour as it is written on ``card`` in this theme: with a contrast of at least 4.5 : 1."""
        return readable(colour, on=self.card, ratio=4.5)


def _channels(colour: str) -> tuple[int, int, int]:
    """Split ``#RRGGBB``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2), 0 for black and 1 for white."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= _LINEAR_LIMIT else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours (WCAG 2.2), 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blend(colour: str, towards: str, part: float) -> str:
    """Mix two colours; ``part`` 0 keeps the first, 1 gives the second."""
    pairs = zip(_channels(colour), _channels(towards), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def readable(colour: str, *, on: str, ratio: float) -> str:
    """Return the colour, or the nearest mix with black or white that reaches the contrast on a ground."""
    towards = "#FFFFFF" if luminance(on) < 0.18 else "#000000"
    for step in range(21):
        mixed = blend(colour, towards, step / 20)
        if contrast(mixed, on) >= ratio:
            return mixed
    return towards


LIGHT = Theme(
    name="light",
    ink="#1F2933",
    muted="#5B6770",
    line="#D9DEE2",
    ground="#F4F5F3",
    card="#FFFFFF",
    stripe="#F7F7F5",
    primary="#0F4C5C",
    on_primary="#FFFFFF",
    link="#34557B",
    rail="#12343F",
    rail_text="#E8EEF0",
    rail_muted="#9FB3BA",
    rail_search="#0C2831",
    rail_current="#1D4A58",
    focus="#E9C46A",
    critical="#A4243B",
    high="#C8691C",
    elevated="#8A7A1F",
    information="#3D5A80",
)

DARK = Theme(
    name="dark",
    ink="#E6EAED",
    muted="#A3AFB8",
    line="#37434C",
    ground="#141A1E",
    card="#1C242A",
    stripe="#222B32",
    primary="#5FB3C6",
    on_primary="#0C1A1F",
    link="#8FB8E0",
    rail="#0D2730",
    rail_text="#E8EEF0",
    rail_muted="#9FB3BA",
    rail_search="#081C23",
    rail_current="#1B4452",
    focus="#E9C46A",
    critical="#EE7C8E",
    high="#E79A5C",
    elevated="#CDBB56",
    information="#8CB0DC",
)

PAPER = Theme(
    name="paper",
    ink="#1F2933",
    muted="#5B6770",
    line="#CDD3D8",
    ground="#FFFFFF",
    card="#FFFFFF",
    stripe="#F7F7F5",
    primary="#0F4C5C",
    on_primary="#FFFFFF",
    link="#1F2933",
    rail="#FFFFFF",
    rail_text="#1F2933",
    rail_muted="#5B6770",
    rail_search="#F7F7F5",
    rail_current="#F4F5F3",
    focus="#0F4C5C",
    critical="#A4243B",
    high="#C8691C",
    elevated="#8A7A1F",
    information="#3D5A80",
)

CONTRAST = Theme(
    name="contrast",
    ink="#000000",
    muted="#2B2B2B",
    line="#000000",
    ground="#FFFFFF",
    card="#FFFFFF",
    stripe="#FFFFFF",
    primary="#00323D",
    on_primary="#FFFFFF",
    link="#00247A",
    rail="#000000",
    rail_text="#FFFFFF",
    rail_muted="#FFFFFF",
    rail_search="#000000",
    rail_current="#00323D",
    focus="#B35900",
    critical="#7D0018",
    high="#7A3A00",
    elevated="#574B00",
    information="#12305C",
)
