"""Fields outside the forms whose half-typed words survive a lock: questions, filters, what is looked for.

The workspace has one ``LooseKeeper``. Who shows a field asks for the keeper over it; without a workspace there is none
and the words live as long as the field.
"""

from typing import cast
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.ui.draft_timer import DraftTimer
from app.viewmodels.loose_words import LooseWords

STANDING = "standing"
"""The property of a line that says what its page put into it; only other words in it were typed."""

LooseField = QLineEdit | QPlainTextEdit | QComboBox


class LooseKeeper(QObject):
    """Keeps what is typed in the fields that it watches; ``over`` is the widget in which they stand."""

    def __init__(self, over: QWidget, words: LooseWords) -> None:
        super().__init__(over)
        self.words = words
        self._watched: WeakSet[_Watched] = WeakSet()
        self._pause = DraftTimer(self, self.keep)

    def watch(self, place: str, field: LooseField) -> None:
        """Show what was half typed at a place, and keep what is typed there from now on."""
        known = [one for one in field.findChildren(_Watched) if one.place == place]
        self._watched.add(known[0] if known else _Watched(self, place, field))

    def keep(self) -> None:
        """Keep what stands in the fields, also what a page put there itself."""
        for watched in list(self._watched):
            if isValid(watched):
                watched.collect()
        self.words.keep()

    def soon(self) -> None:
        """Keep the words in a moment."""
        self._pause.touch()

    def forget(self, start: str) -> None:
        """Drop what was typed in every place that begins so; the fields there are not looked at any more."""
        for watched in list(self._watched):
            if isValid(watched) and watched.place.startswith(start):
                self._watched.discard(watched)
        self.words.forget(start)
        self.soon()

    def clear(self) -> None:
        """Drop everything that was typed, also on the screen, because nobody can say whom it names."""
        for watched in list(self._watched):
            if isValid(watched):
                watched.empty()
        self.words.forget("")
        self.soon()

    def has(self, watched: "_Watched") -> bool:
        """Whether a field is still looked at."""
        return watched in self._watched


class _Watched(QObject):
    """Goes between one field and the words; it lives as long as the field."""

    def __init__(self, keeper: LooseKeeper, place: str, field: LooseField) -> None:
        super().__init__(field)
        self._keeper, self.place = keeper, place
        self.fill()
        keeper.words.changed.connect(self.fill)
        if isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self._changed)
        else:
            field.textChanged.connect(self._changed)

    def fill(self) -> None:
        """Show the kept words in a field in which nothing stands."""
        field, words = self._field(), self._keeper.words.at(self.place)
        if not words:
            return
        if isinstance(field, QComboBox):
            row = field.findData(words)
            if row >= 0:
                field.setCurrentIndex(row)
        elif isinstance(field, QLineEdit):
            if field.text() in ("", _standing(field)):
                field.setText(words)
        elif not field.toPlainText():
            field.setPlainText(words)
            field.moveCursor(QTextCursor.MoveOperation.End)

    def empty(self) -> None:
        """Take what was typed out of the field; a choice is not typed."""
        field = self._field()
        if isinstance(field, QLineEdit):
            field.setText(_standing(field))
        elif not isinstance(field, QComboBox):
            field.clear()

    def collect(self) -> None:
        """Take over what stands in the field now."""
        field = self._field()
        if isinstance(field, QComboBox):
            words = str(field.currentData() or "")
        elif isinstance(field, QLineEdit):
            words = "" if field.text() == _standing(field) else field.text()
        else:
            words = field.toPlainText()
        self._keeper.words.type(self.place, words)

    def _changed(self, *_value: object) -> None:
        """Something was typed or chosen."""
        if self._keeper.has(self):
            self.collect()
            self._keeper.soon()

    def _field(self) -> LooseField:
        return cast("LooseField", self.parent())


def _standing(line: QLineEdit) -> str:
    """Return what the page itself put into a line, "" for nothing."""
    return str(line.property(STANDING) or "")


def keeper_over(widget: QWidget) -> LooseKeeper | None:
    """Return the keeper of the workspace in which a widget stands, or over which its dialog lies."""
    above: QWidget | None = widget
    while above is not None:
        found = above.findChild(LooseKeeper, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        above = above.parentWidget()
    return None
