"""Above the pattern: the reference date and the window, chosen by the user."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.i18n import Translator
from app.ui.binding import show_text
from app.ui.loose_words import STANDING
from app.ui.theme import Theme
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_look
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text
from app.viewmodels.choice import Choice
from app.viewmodels.pattern_state import PatternState


class PatternHead(QWidget):
    """``dated`` carries the words typed as a date, ``today`` asks for today, ``windowed`` carries a number of days."""

    dated = Signal(str)
    today = Signal()
    windowed = Signal(str)

    def __init__(self, windows: Sequence[Choice], say: Translator, theme: Theme) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=14)
        self.reference = QLineEdit()
        self.reference.setFixedWidth(theme.px(128))
        self.reference.setAccessibleName(say("Reference date"))
        self.reference.setToolTip(say("Type a day, for example 14 March 2025, and press Enter."))
        self.reference.editingFinished.connect(self._dated)
        self.today_button = QPushButton(say("Today"))
        self.today_button.clicked.connect(self._today)
        self.hint = Text("", "hint", wrap=False)
        flow.addWidget(_group(say("Reference date"), self.reference, self.today_button, self.hint))
        self.windows = Segmented([(choice.key, choice.label) for choice in windows], say("Compared period (days)"))
        self.windows.chosen.connect(self.windowed)
        flow.addWidget(_group(say("Compared period (days)"), self.windows))
        self._shown = ""

    def show_state(self, state: PatternState) -> None:
        """Show what was chosen; a date that is not understood is marked, one that is half typed stays as it is."""
        self.reference.setProperty(STANDING, "" if state.reference_wrong else state.reference)
        if self.reference.text().strip() in ("", self._shown):
            show_text(self.reference, state.reference)
        self._shown = state.reference
        self.hint.setText(state.reference_hint)
        set_look(self.hint, kind="error" if state.reference_wrong else "hint")
        set_look(self.reference, invalid="true" if state.reference_wrong else "false")
        self.reference.setAccessibleDescription(state.reference_hint)
        self.windows.choose(state.window)
        for widget in (self.reference, self.today_button, self.windows):
            widget.setEnabled(state.ready)

    def _today(self) -> None:
        """Ask for today in the place of what is typed."""
        show_text(self.reference, str(self.reference.property(STANDING) or self.reference.text()))
        self._shown = self.reference.text().strip()
        self.today.emit()

    def _dated(self) -> None:
        """Tell which date was typed, when it is another one."""
        words = self.reference.text().strip()
        if words and words != self._shown:
            self._shown = words
            self.dated.emit(words)


def _group(label: str, *widgets: QWidget) -> QWidget:
    """Return a label with what belongs to it, on one line."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Text(label, "label", wrap=False))
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return group
