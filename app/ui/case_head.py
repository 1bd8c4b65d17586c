"""The head of an open case: its name, its people, what asks attention and the two main actions."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.finding import Weight
from app.i18n import Translator
from app.ui.theme import Theme
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text
from app.viewmodels.frame import Fact, Frame

_DOT = 9
_GAP = 4
_ABOUT = 190


class CaseHead(QWidget):
    """Shows the state of ``Frame``; ``goto`` carries a page and a record when a fact is clicked."""

    goto = Signal(str, str)
    new_incident = Signal()
    edit_case = Signal()
    history = Signal()

    def __init__(self, model: Frame, say: Translator, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self._facts_shown: tuple[Fact, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.title = Text("", "title")
        self.about = Text("", "muted")
        self._actions = QWidget()
        row = FlowLayout(self._actions, gap=12)
        self.edit = QPushButton(say("Case and people"))
        set_kind(self.edit, "quiet")
        self.past = QPushButton(say("History"))
        self.past.setAccessibleName(say("History of this case, its people and its assessments"))
        self.past.setToolTip(say("History of this case, its people and its assessments"))
        set_kind(self.past, "quiet")
        self.past.clicked.connect(self.history)
        self.incident = QPushButton(say("+ Incident") + "  Ctrl+N")
        self.incident.setAccessibleName(say("New incident"))
        set_kind(self.incident, "primary")
        self.dossier = QPushButton(say("Make dossier"))
        self.edit.clicked.connect(self.edit_case)
        self.incident.clicked.connect(self.new_incident)
        self.dossier.clicked.connect(self._dossier)
        for button in (self.edit, self.past, self.incident, self.dossier):
            row.addWidget(button)
        column.addLayout(self._grid)
        self._arrange(1)
        self._facts = QWidget()
        self._flow = FlowLayout(self._facts, gap=8)
        column.addWidget(self._facts)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present head."""
        state = self._model.state
        self.title.setText(f"{state.reference}  {state.name}".strip())
        self.about.setText(state.about)
        if state.facts != self._facts_shown:
            self._facts_shown = state.facts
            self._flow.clear()
            for number, fact in enumerate(state.facts):
                self._flow.addWidget(self._chip(number, fact))
        self._facts.setVisible(bool(state.facts))
        self._fit()

    def offer(self, pages: frozenset[str], *, may_record: bool = True) -> None:
        """Show only the actions that lead to a page, and of those only what the user may do."""
        self.edit.setVisible(may_record)
        self.incident.setVisible(may_record and "incidents" in pages)
        self.dossier.setVisible("dossier" in pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below each other where they do not fit side by side."""
        super().resizeEvent(event)
        self._fit()

    def facts(self) -> tuple[str, ...]:
        """Return the facts as they are shown."""
        return tuple(fact.words for fact in self._facts_shown)

    def _fit(self) -> None:
        """Choose the number of rows that the title, the people and the actions need at this width."""
        beside = self.title.fontMetrics().horizontalAdvance(self.title.text()) + self._actions.sizeHint().width()
        gap = 2 * self._grid.horizontalSpacing()
        rows = 1 if self.width() >= beside + self._theme.px(_ABOUT) + gap else 2 if self.width() >= beside + gap else 3
        if rows != self._rows:
            self._arrange(rows)

    def _arrange(self, rows: int) -> None:
        """Put title, people and actions side by side, or below each other."""
        self._rows = rows
        for part in (self.title, self.about, self._actions):
            self._grid.removeWidget(part)
        self.title.setWordWrap(rows == 3)
        if rows == 1:
            self._grid.addWidget(self.title, 0, 0)
            self._grid.addWidget(self.about, 0, 1)
            self._grid.addWidget(self._actions, 0, 2)
        elif rows == 2:
            self._grid.addWidget(self.title, 0, 0)
            self._grid.addWidget(self._actions, 0, 2)
            self._grid.addWidget(self.about, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self.title, 0, 0, 1, 3)
            self._grid.addWidget(self.about, 1, 0, 1, 3)
            self._grid.addWidget(self._actions, 2, 0, 1, 3)

    def _chip(self, number: int, fact: Fact) -> QPushButton:
        """Build the chip of a fact."""
        button = QPushButton(fact.words)
        button.setProperty("fact", number)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_kind(button, "fact")
        if fact.mark:
            button.setIcon(self._dot(fact.mark))
            button.setIconSize(QSize(self._theme.px(_DOT) + _GAP, self._theme.px(_DOT)))
        button.clicked.connect(self._clicked)
        return button

    def _dot(self, mark: str) -> QIcon:
        """Draw the dot of a mark: full for a weight, an open ring for what was not asked."""
        ratio = self.devicePixelRatioF()
        size = self._theme.px(_DOT)
        picture = QPixmap(round((size + _GAP) * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mark == "open":
            painter.setPen(QPen(QColor(self._theme.muted), 1.6))
            painter.drawEllipse(QRectF(1.2, 1.2, size - 2.4, size - 2.4))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.weight(Weight(mark))))
            painter.drawEllipse(QRectF(0.5, 0.5, size - 1, size - 1))
        painter.end()
        return QIcon(picture)

    def _clicked(self) -> None:
        """Go to where a fact comes from."""
        sender = self.sender()
        number = sender.property("fact")
        fact = self._facts_shown[int(number)]
        self.goto.emit(fact.page, fact.record)

    def _dossier(self) -> None:
        """Go to the page that makes a dossier."""
        self.goto.emit("dossier", "")


class FictionBand(QFrame):
    """Says on every page of a fictional case that it is fiction."""

    def __init__(self, say: Translator) -> None:
        super().__init__()
        set_kind(self, "fiction")
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 3, 22, 3)
        words = Text(say("FICTION · practice case; the people in it do not exist"), wrap=False)
        row.addWidget(words)
        row.addStretch(1)
