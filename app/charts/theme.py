"""The colours of drawings. Source: the tokens of the drawings of the screens.

The screen hands in the colours of its own theme. Colours that come with the data (rows) are made to stand out from the
ground with a contrast of 3 : 1 (WCAG 2.2, 1.4.11), or with more where the theme asks for it.
"""

import msgspec

_LINEAR_LIMIT = 0.04045


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of a drawing as ``#RRGGBB``.

    ``ink`` and ``muted`` are texts on ``card``; ``stripe`` is the quiet background of every other row. The last four
    are the weights of findings; ``critical`` also marks the line of a separation. ``least`` is the contrast of shapes
    with ``card``.
    """

    ink: str
    muted: str
    line: str
    card: str
    stripe: str
    primary: str
    focus: str
    critical: str
    high: str
    elevated: str
    information: str
    least: float = 3.0

    def shape(self, colour: str) -> str:
        """Return a colour as it is drawn on ``card`` in this theme."""
        return readable(colour, on=self.card, ratio=self.least)

    def weight(self, weight: str) -> str:
        """Return the colour of ``critical``, ``high``, ``elevated`` or ``information``."""
        found = {"critical": self.critical, "high": self.high, "elevated": self.elevated}
        return found.get(weight, self.information)


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


def greyed(colour: str) -> str:
    """Return the grey that is as light as a colour, as a printer without colour makes it."""
    light = luminance(colour)
    part = light * 12.92 if light <= _LINEAR_LIMIT / 12.92 else 1.055 * light ** (1 / 2.4) - 0.055
    return f"#{round(part * 255):02X}" + f"{round(part * 255):02X}" * 2


def readable(colour: str, *, on: str, ratio: float) -> str:
    """Return the colour, or the nearest mix with black or white that reaches the contrast on a ground."""
    towards = "#FFFFFF" if luminance(on) < 0.18 else "#000000"
    for step in range(21):
        mixed = blend(colour, towards, step / 20)
        if contrast(mixed, on) >= ratio:
            return mixed
    return towards


LIGHT = Theme(
    ink="#1F2933",
    muted="#5B6770",
    line="#D9DEE2",
    card="#FFFFFF",
    stripe="#F7F7F5",
    primary="#0F4C5C",
    focus="#E9C46A",
    critical="#A4243B",
    high="#C8691C",
    elevated="#8A7A1F",
    information="#3D5A80",
)

PAPER = msgspec.structs.replace(LIGHT, line="#CDD3D8")
