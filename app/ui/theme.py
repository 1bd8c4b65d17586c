"""The looks of the program: colour tokens, text size and the bundled font.

The tokens come from the drawings (design, "Tokens of the drawings"). A frozen ``Theme`` is handed to every page; the
one style sheet is made from it in ``app.ui.stylesheet``.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette

from app.domain.finding import Weight
from app.resources import resource
from app.settings import Settings

ThemeName = Literal["light", "dark", "contrast"]
FONT = "Noto Sans"
BASE_SIZE = 13


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours as ``#rrggbb`` and the text size in percent.

    ``fill_…`` are the weights as a background under ``on_fill``: a shade darker than the drawing where its own colour
    would leave white text below a contrast of 4.5.
    """

    name: ThemeName
    ink: str
    muted: str
    line: str
    edge: str
    ground: str
    card: str
    soft: str
    primary: str
    primary_hover: str
    on_primary: str
    accent: str
    link: str
    disabled: str
    rail: str
    rail_ink: str
    rail_muted: str
    rail_deep: str
    rail_current: str
    focus: str
    critical: str
    high: str
    elevated: str
    information: str
    fill_critical: str
    fill_high: str
    fill_elevated: str
    fill_information: str
    on_fill: str
    fiction: str
    on_fiction: str
    percent: int = 100

    def px(self, size: float) -> int:
        """Return a size in pixels at the chosen text size."""
        return round(size * self.percent / 100)

    def weight(self, weight: Weight) -> str:
        """Return the colour of a weight, for edges and dots."""
        return {
            Weight.CRITICAL: self.critical,
            Weight.HIGH: self.high,
            Weight.ELEVATED: self.elevated,
            Weight.INFORMATION: self.information,
        }[weight]

    def fill(self, weight: Weight) -> str:
        """Return the colour of a weight as a background under text."""
        return {
            Weight.CRITICAL: self.fill_critical,
            Weight.HIGH: self.fill_high,
            Weight.ELEVATED: self.fill_elevated,
            Weight.INFORMATION: self.fill_information,
        }[weight]

    def color(self, token: str) -> QColor:
        """Return a token (``ink``) or a colour (``#1F2933``) as a Qt colour."""
        return QColor(token if token.startswith("#") else getattr(self, token))


LIGHT = Theme(
    name="light",
    ink="#1F2933",
    muted="#5B6770",
    line="#D9DEE2",
    edge="#B4BEC6",
    ground="#F4F5F3",
    card="#FFFFFF",
    soft="#FAFAF8",
    primary="#0F4C5C",
    primary_hover="#146478",
    on_primary="#FFFFFF",
    accent="#0F4C5C",
    link="#3D5A80",
    disabled="#8B959C",
    rail="#12343F",
    rail_ink="#E8EEF0",
    rail_muted="#A3B5BC",
    rail_deep="#0C2831",
    rail_current="#1D4A58",
    focus="#E9C46A",
    critical="#A4243B",
    high="#C8691C",
    elevated="#8A7A1F",
    information="#3D5A80",
    fill_critical="#A4243B",
    fill_high="#B4590F",
    fill_elevated="#7A6B16",
    fill_information="#3D5A80",
    on_fill="#FFFFFF",
    fiction="#F3E7C4",
    on_fiction="#4A3B08",
)

DARK = Theme(
    name="dark",
    ink="#E6EAED",
    muted="#A3AFB8",
    line="#323D45",
    edge="#52606A",
    ground="#14191D",
    card="#1C2329",
    soft="#222A31",
    primary="#1B7288",
    primary_hover="#22879F",
    on_primary="#FFFFFF",
    accent="#7CC4D6",
    link="#A3BEDF",
    disabled="#75818A",
    rail="#0D2129",
    rail_ink="#E8EEF0",
    rail_muted="#9CB0B8",
    rail_deep="#081820",
    rail_current="#1A3F4B",
    focus="#E9C46A",
    critical="#E0667B",
    high="#E0914F",
    elevated="#C2B04E",
    information="#8FB0DA",
    fill_critical="#B02C45",
    fill_high="#AD560F",
    fill_elevated="#77691A",
    fill_information="#45658F",
    on_fill="#FFFFFF",
    fiction="#4A3F1C",
    on_fiction="#F6E8BD",
)

CONTRAST = Theme(
    name="contrast",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    ground="#000000",
    card="#000000",
    soft="#000000",
    primary="#FFE14D",
    primary_hover="#FFF0A0",
    on_primary="#000000",
    accent="#FFE14D",
    link="#8CD3FF",
    disabled="#C0C0C0",
    rail="#000000",
    rail_ink="#FFFFFF",
    rail_muted="#FFFFFF",
    rail_deep="#000000",
    rail_current="#333333",
    focus="#FFE14D",
    critical="#FF8FA3",
    high="#FFB46B",
    elevated="#F0E27A",
    information="#A9CCFF",
    fill_critical="#FF8FA3",
    fill_high="#FFB46B",
    fill_elevated="#F0E27A",
    fill_information="#A9CCFF",
    on_fill="#000000",
    fiction="#FFE14D",
    on_fiction="#000000",
)

THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def theme_for(settings: Settings) -> Theme:
    """Return the theme that the settings ask for; "system" follows the system's scheme and contrast."""
    name: ThemeName = system_theme() if settings.theme == "system" else settings.theme
    return replace(THEMES[name], percent=settings.text_percent)


def system_theme() -> ThemeName:
    """Return the theme nearest to what the system asks for."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


@cache
def register_fonts() -> None:
    """Make the bundled fonts known to Qt, once per process."""
    for path in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def qt_palette(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet leaves to Qt's own style."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.soft,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.primary,
        QPalette.ColorRole.HighlightedText: theme.on_primary,
        QPalette.ColorRole.Link: theme.link,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Accent: theme.primary,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return palette
