"""Who knew what, and when: the picture, and below it what each saw alone beside what all together show."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.charts.canvas import Draw
from app.ui.charts.chart_view import ChartView
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link_row import LinkRow
from app.ui.widgets.text import Text
from app.viewmodels.pattern_state import SightCard


class SightView(QFrame):
    """One organisation, or all together; ``opened`` carries an incident."""

    opened = Signal(str)

    def __init__(self, card: SightCard) -> None:
        super().__init__()
        set_kind(self, "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 9, 8)
        column.setSpacing(4)
        column.addWidget(Text(card.name, "strong"))
        for words in card.lines:
            column.addWidget(Text(words))
        for words in card.signals:
            column.addWidget(Text(f"◦ {words}"))
        if card.no_signals:
            column.addWidget(Text(card.no_signals, "muted"))
        for title, links in ((card.known_title, card.known), (card.unseen_title, card.unseen)):
            if title:
                row = LinkRow(links)
                row.opened.connect(self.opened)
                column.addWidget(Text(title, "hint"))
                column.addWidget(row)


class KnowledgeCard(Card):
    """The card on the pattern page; ``opened`` carries an incident, ``file_asked`` a picture and a kind of file."""

    opened = Signal(str)
    file_asked = Signal(str, str)

    def __init__(self, say: Translator, theme: Theme) -> None:
        super().__init__(say("Who knew what, and when"))
        self.body.addWidget(
            Text(say("Each had a piece. Alone, the rules look only at what that organisation knew."), "muted")
        )
        self.view = ChartView("knowledge", say, theme, 2)
        self.view.opened.connect(self._opened)
        self.view.file_asked.connect(self.file_asked)
        self.head.addWidget(self.view.menu_button)
        self.body.addWidget(self.view)
        self._sights = QVBoxLayout()
        self._sights.setSpacing(8)
        self.body.addLayout(self._sights)
        self._nobody = Text(
            say("No source names an organisation yet. Fill that in at the sources; then this shows who knew what."),
            "muted",
        )
        self.body.addWidget(self._nobody)
        self._shown: tuple[SightCard, ...] | None = None

    def show_sights(self, cards: Sequence[SightCard], draw: Draw) -> None:
        """Show who knew what."""
        for widget in (self.view, self.view.menu_button):
            widget.setVisible(bool(cards))
        self._nobody.setVisible(not cards)
        if cards:
            self.view.show_drawing(draw)
        if tuple(cards) != self._shown:
            self._shown = tuple(cards)
            clear_layout(self._sights)
            for card in cards:
                view = SightView(card)
                view.opened.connect(self.opened)
                self._sights.addWidget(view)

    def _opened(self, key: str) -> None:
        """Pass on the incident of a mark."""
        self.opened.emit(key.partition("@")[0])
