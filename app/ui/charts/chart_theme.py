"""The colours of drawings on the screen: those of the theme that the windows wear."""

from app.charts.theme import Theme as ChartTheme
from app.ui.theme import Theme

_GRID, _LEAST = "#6B6B6B", 7.0


def chart_theme(theme: Theme) -> ChartTheme:
    """Return the colours of drawings in a theme of the screen.

    High contrast asks more of the marks, and leaves the lines behind them grey.
    """
    high = theme.name == "contrast"
    return ChartTheme(
        ink=theme.ink,
        muted=theme.muted,
        line=_GRID if high else theme.line,
        card=theme.card,
        stripe=theme.soft,
        primary=theme.accent,
        focus=theme.focus,
        critical=theme.critical,
        high=theme.high,
        elevated=theme.elevated,
        information=theme.information,
        least=_LEAST if high else 3.0,
    )
