"""A page with lists at the left and the form of one record at the right, or one of both where there is little room."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import Translator
from app.ui.pages.gate import GateCard
from app.ui.pages.page import Page
from app.ui.pages.record_form import FormView
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.scroll import ScrollColumn
from app.viewmodels.record_form import RecordForm
from app.viewmodels.record_page import RecordPage

_ROOM_FOR_BOTH = 40
_NO_LIMIT = 16777215


class ListsAndForm(Page):
    """Subclasses put cards into ``lists``, make forms in ``make_form`` and call ``show_form`` when they refresh."""

    share = 40
    room = (18, 26)

    def __init__(self, model: RecordPage, title: str, words: str, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self.model = model
        self.form: FormView[Any] | None = None
        self.gate: GateCard | None = None
        across = QHBoxLayout()
        across.setSpacing(16)
        self._left = ScrollColumn()
        self.lists = self._left.column
        self.lists.setContentsMargins(0, 0, 6, 0)
        across.addWidget(self._left, 1)
        self._place = QVBoxLayout()
        self._empty = Card()
        self._empty.body.addWidget(EmptyState(title, words if model.may_record else ""))
        self._place.addWidget(self._empty)
        across.addLayout(self._place)
        self.column.addLayout(across, 1)

    def make_form(self, form: RecordForm[Any]) -> FormView[Any]:
        """Return the form on the screen."""
        raise NotImplementedError

    def show_form(self) -> None:
        """Show the form that the view-model has open, or that the record is hidden."""
        wanted = self.model.form
        if self.gate is not None and self.gate.gate != self.model.gate:
            self._place.removeWidget(self.gate)
            self.gate.hide()
            self.gate.deleteLater()
            self.gate = None
        if self.gate is None and self.model.gate is not None:
            self.gate = GateCard(self.model.gate, self.say)
            self.gate.asked.connect(self.model.show)
            self.gate.closed.connect(self._closed)
            self._place.addWidget(self.gate)
        if self.form is not None and self.form.form is not wanted:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        if self.form is None and wanted is not None:
            self.form = self.make_form(wanted)
            self.form.closed.connect(self._closed)
            self._place.addWidget(self.form)
        self._set_width()

    def show_record(self, record: str) -> None:
        """Open a record."""
        self.model.open(record)

    def leave(self) -> None:
        """Keep what is half typed."""
        if self.form is not None:
            self.form.leave()

    def hide_again(self) -> None:
        """Hide again what was shown."""
        self.leave()
        self.model.hide_again()

    def place(self) -> str:
        """Return the record in the form."""
        return self.model.opened

    def wanted(self, record: str) -> None:
        """Open a record; what is half typed in another stays as a draft."""
        self.leave()
        self.model.open(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the form its share of the width."""
        super().resizeEvent(event)
        self._set_width()

    def _set_width(self) -> None:
        """Give the form its share of the width, or all of it where there is no room for both."""
        em = self.fontMetrics().height()
        narrow = self.width() < _ROOM_FOR_BOTH * em
        right = self.form or self.gate
        self._left.setVisible(not narrow or right is None)
        self._empty.setVisible(right is None and not narrow)
        least, most = (part * em for part in self.room)
        width = min(max(self.width() * self.share // 100, least), most)
        self._empty.setFixedWidth(width)
        if right is not None:
            right.setMinimumWidth(0 if narrow else width)
            right.setMaximumWidth(_NO_LIMIT if narrow else width)

    def _closed(self) -> None:
        """Put the form away."""
        self.model.close_form()
