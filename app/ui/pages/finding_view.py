"""One finding on the screen: what was seen, what it rests on, its caution, and how it was counted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.source_links import SourceLinks
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.link_row import LinkRow
from app.ui.widgets.pill import Pill
from app.ui.widgets.text import Text
from app.viewmodels.pattern_state import FindingCard, FindingRow

_FEW = 2


class FindingView(QFrame):
    """Shows a finding; ``opened`` carries an incident, ``listed`` the rule of which all incidents are asked for."""

    opened = Signal(str)
    listed = Signal(str)

    def __init__(self, card: FindingCard, say: Translator) -> None:
        super().__init__()
        self.card = card
        self._say = say
        set_kind(self, "finding", weight=card.weight)
        self.setAccessibleName(f"{card.pill}: {card.title}" if card.pill else card.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 9, 8)
        column.setSpacing(5)
        head = QHBoxLayout()
        head.setSpacing(8)
        if card.pill:
            head.addWidget(Pill(card.weight, card.pill), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(card.title, "strong"), 1)
        column.addLayout(head)
        column.addWidget(Text(card.lead or card.sentence))
        self.links: dict[str, RecordLink] = {}
        for row in card.rows:
            column.addWidget(self._row(row))
        if card.grid:
            column.addWidget(self._grid())
        for words in card.more[:_FEW]:
            column.addWidget(Text(words))
        if card.links or card.everything:
            column.addWidget(self._links())
        if card.caution:
            column.addWidget(Text(f"◦ {card.caution}", "hint"))
        for missing in card.missing[:_FEW]:
            column.addWidget(Text(say("Missing: {what}", what=missing), "hint"))
        self.more = QPushButton(say("How it was counted"))
        set_kind(self.more, "quiet")
        self.more.setCheckable(True)
        self.more.setAccessibleName(f"{card.title}: {say('How it was counted')}")
        self.more.toggled.connect(self._toggled)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.how = self._how()
        self.how.hide()
        column.addWidget(self.how)

    def _row(self, row: FindingRow) -> QWidget:
        """Build one row: what it is, and what is recorded of it."""
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addWidget(Text(row.label, "label"))
        if row.words:
            column.addWidget(Text(row.words, "" if row.links else "muted"))
        if row.links:
            links = LinkRow(row.links)
            links.opened.connect(self.opened)
            column.addWidget(links)
        return place

    def _grid(self) -> QWidget:
        """Build the table of directions."""
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for line, cells in enumerate(self.card.grid):
            for across, words in enumerate(cells):
                kind = "label" if line == 0 or across == 0 else ""
                grid.addWidget(Text(words, kind), line, across, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(across, 1)
        return place

    def _links(self) -> QWidget:
        """Build the numbers of the incidents."""
        place = QWidget()
        flow = FlowLayout(place, gap=5)
        for link in self.card.links:
            button = RecordLink(link.text, link.key, link.name)
            button.clicked_key.connect(self.opened)
            self.links[link.key] = button
            flow.addWidget(button)
        if self.card.everything:
            everything = RecordLink(self.card.everything, self.card.rule)
            everything.clicked_key.connect(self.listed)
            self.links[self.card.rule] = everything
            flow.addWidget(everything)
        return place

    def _how(self) -> QWidget:
        """Build what is told when it is asked for: the rule, how it counts, and its sources."""
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for words in self.card.more[_FEW:]:
            column.addWidget(Text(words))
        for missing in self.card.missing[_FEW:]:
            column.addWidget(Text(self._say("Missing: {what}", what=missing), "hint"))
        for row in self.card.unplaced:
            column.addWidget(self._row(row))
        column.addWidget(Text(self.card.rule_line, "label"))
        column.addWidget(Text(self.card.definition, "hint"))
        if self.card.sources:
            column.addWidget(SourceLinks(self.card.sources, self._say, self._say("Sources:")))
        if self.card.professional:
            words = self._say("{label}: {words}", label=self._say("Rests on"), words=self.card.professional)
            foot = QHBoxLayout()
            foot.setSpacing(8)
            foot.addWidget(Text(words, "hint"), 1)
            foot.addWidget(Pill("neutral", self.card.check), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(foot)
        for words in self.card.beside:
            column.addWidget(Text(words, "hint"))
        if self.card.beside_sources:
            column.addWidget(SourceLinks(self.card.beside_sources, self._say, self._say("Sources:")))
        return place

    def _toggled(self, opened: bool) -> None:
        """Show or hide how it was counted."""
        self.how.setVisible(opened)
        self.more.setText(self._say("Hide how it was counted") if opened else self._say("How it was counted"))
