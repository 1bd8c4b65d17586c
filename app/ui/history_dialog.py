"""The history of a case over the window: choose the case, a person or an assessment, and see what each version said."""

from PySide6.QtWidgets import QWidget

from app.i18n import Translator
from app.ui.binding import show_options
from app.ui.dialog import Dialog
from app.ui.pages.gate import GateCard
from app.ui.pages.history import VersionList
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.case_history import CaseHistory

_WIDTH, _HEIGHT, _MARGIN = 720, 620, 24


class HistoryDialog(Dialog):
    """Shows the state of ``CaseHistory``."""

    def __init__(self, parent: QWidget, model: CaseHistory, say: Translator, theme: Theme) -> None:
        super().__init__(parent, say("History"))
        self.model, self._say = model, say
        self.about = Combo()
        self.body.addWidget(Field(say("Of what"), self.about))
        self.held = Text("", "hint")
        self.body.addWidget(self.held)
        self._scroll = ScrollColumn(gap=8)
        self.versions = VersionList(say)
        self.gate: GateCard | None = None
        self._scroll.column.addWidget(self.versions)
        self._scroll.column.addStretch(1)
        self.body.addWidget(self._scroll, 1)
        self.shut = self.add_button(say("Close"), default=True)
        self.shut.clicked.connect(self.reject)
        self.about.activated.connect(self._chosen)
        self.versions.put_back.connect(model.put_back)
        model.changed.connect(self.refresh)
        room = parent.window().size()
        self.resize(
            min(theme.px(_WIDTH), room.width() - 2 * _MARGIN), min(theme.px(_HEIGHT), room.height() - 2 * _MARGIN)
        )
        self.refresh()
        self.about.setFocus()

    def refresh(self) -> None:
        """Show the versions of what was chosen, or that they are hidden."""
        state = self.model.state
        self.asks = f"history/{state.chosen}"
        show_options(self.about, [(one.key, one.label) for one in state.choices], state.chosen)
        self.held.setText(state.held)
        self.held.setVisible(bool(state.held))
        self.show_error(state.error)
        if self.gate is not None and self.gate.gate != state.gate:
            self._scroll.column.removeWidget(self.gate)
            self.gate.hide()
            self.gate.deleteLater()
            self.gate = None
        if state.gate is not None and self.gate is None:
            self.gate = GateCard(state.gate, self._say)
            self.gate.asked.connect(self._asked)
            self.gate.closed.connect(self.reject)
            self._scroll.column.insertWidget(0, self.gate)
        self.versions.show_versions(state.versions, changeable=state.changeable, of=state.chosen)

    def _chosen(self, _row: int) -> None:
        """Show the versions of something else, from the first one on."""
        self._scroll.verticalScrollBar().setValue(0)
        self.model.load(str(self.about.currentData()))

    def _asked(self, _record: str) -> None:
        """Show what is hidden."""
        self.model.show()
