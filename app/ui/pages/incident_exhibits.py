"""The exhibits of an incident: a chip for each that opens the viewer, and ways to add one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import show_options
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.choice import Choice


class ExhibitChip(QWidget):
    """One exhibit: its number and title open the viewer, the cross takes it off the incident."""

    viewed = Signal(str)
    removed = Signal(str)

    def __init__(self, exhibit: Choice, say: Translator) -> None:
        super().__init__()
        self.exhibit = exhibit.key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.link = RecordLink(exhibit.label, exhibit.key, say("View {exhibit}", exhibit=exhibit.label))
        self.link.clicked_key.connect(self.viewed)
        self.drop = QPushButton("✕")
        self.drop.setAccessibleName(say("Take {exhibit} off this incident", exhibit=exhibit.label))
        self.drop.setToolTip(say("Take {exhibit} off this incident", exhibit=exhibit.label))
        set_kind(self.drop, "quiet")
        self.drop.clicked.connect(self._dropped)
        row.addWidget(self.link)
        row.addWidget(self.drop)

    def _dropped(self) -> None:
        self.removed.emit(self.exhibit)


class ExhibitLinks(QWidget):
    """Every exhibit of the incident; ``asked`` when a file has to be chosen, ``linked`` carries a known exhibit."""

    viewed = Signal(str)
    removed = Signal(str)
    linked = Signal(str)
    asked = Signal()

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self._shown: tuple[Choice, ...] = ()
        self.chips: list[ExhibitChip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(say("Exhibits"), "label", wrap=False))
        self._room = QWidget()
        self._flow = FlowLayout(self._room, gap=6)
        column.addWidget(self._room)
        row = QHBoxLayout()
        self.known = Combo()
        self.known.setAccessibleName(say("Link an exhibit of this case"))
        self.known.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.known.setMinimumContentsLength(30)
        self.known.activated.connect(self._chosen)
        self.add = QPushButton(say("+ File …"))
        self.add.setAccessibleName(say("Add a file as an exhibit"))
        set_kind(self.add, "quiet")
        self.add.clicked.connect(self.asked)
        row.addWidget(self.known)
        row.addWidget(self.add)
        row.addWidget(Text(say("Or drag files onto this form."), "hint"), 1)
        column.addLayout(row)
        self.intake = Text("", "muted")
        self.intake.hide()
        column.addWidget(self.intake)

    def show_links(self, linked: Sequence[str], known: Sequence[Choice]) -> None:
        """Show the exhibits that are linked, and offer the others."""
        names = {choice.key: choice for choice in known}
        shown = tuple(names.get(key, Choice(key, self._say("exhibit"))) for key in linked)
        if shown != self._shown:
            self._shown = shown
            self._flow.clear()
            self.chips = []
            for choice in shown:
                chip = ExhibitChip(choice, self._say)
                chip.viewed.connect(self.viewed)
                chip.removed.connect(self.removed)
                self.chips.append(chip)
                self._flow.addWidget(chip)
        self._room.setVisible(bool(shown))
        others = [(choice.key, choice.label) for choice in known if choice.key not in linked]
        show_options(self.known, [("", self._say("link an exhibit of this case …")), *others], "")
        self.known.setVisible(bool(others))

    def show_intake(self, words: str) -> None:
        """Say which file is being taken in."""
        self.intake.setText(words)
        self.intake.setVisible(bool(words))

    def _chosen(self, _index: int) -> None:
        """Tell which exhibit was chosen."""
        if key := str(self.known.currentData()):
            self.linked.emit(key)
