"""The colours of drawings on the screen: those of the theme that the windows wear."""

from app.charts.theme import Theme as ChartTheme
from app.ui.theme import Theme


def chart_theme(theme: Theme) -> ChartTheme:
    """Return the colours of drawings in a theme of the screen."""
    return ChartTheme(
        ink=theme.ink,
        muted=theme.muted,
        line=theme.line,
        card=theme.card,
        stripe=theme.soft,
        primary=theme.accent,
        focus=theme.focus,
        critical=theme.critical,
        high=theme.high,
        elevated=theme.elevated,
        information=theme.information,
    )
