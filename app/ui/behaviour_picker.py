"""Choosing behaviours by typing: chips in the colour of their lane, below them what was found and why it matters."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.source_links import SourceLinks
from app.ui.widgets.chip import Chip, on_ground
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind, set_look
from app.ui.widgets.text import Text

_ROWS = 6


class Named(Protocol):
    """What the picker shows of a behaviour."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def label(self) -> str:
        """Return the words."""

    @property
    def colour(self) -> str:
        """Return the colour of its lane."""

    @property
    def lane(self) -> str:
        """Return the name of its lane."""

    @property
    def about(self) -> str:
        """Return why it matters."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the sources that ``about`` names."""


class BehaviourPicker(QFrame):
    """Type to search, arrow keys to move, Enter to add, Backspace in the empty field to take the last one away.

    ``added`` and ``removed`` carry the id of a behaviour; ``opened`` tells that the list takes room below the field.
    """

    added = Signal(str)
    removed = Signal(str)
    opened = Signal()

    def __init__(self, search: Callable[[str], Sequence[Named]], say: Translator) -> None:
        super().__init__()
        self._search, self._say = search, say
        self._shown: tuple[str, ...] = ()
        self._keys: dict[str, tuple[str, ...]] = {}
        set_kind(self, "fieldlike")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(4)
        self._room = QWidget()
        self._flow = FlowLayout(self._room)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(say("type to search…"))
        self.edit.setMinimumWidth(150)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        set_kind(self.edit, "bare")
        self.setFocusProxy(self.edit)
        column.addWidget(self._room)
        self._flow.addWidget(self.edit)
        self.found = QListWidget()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setAccessibleName(say("behaviours found"))
        self.found.itemClicked.connect(self._clicked)
        self.found.hide()
        column.addWidget(self.found)
        self.about = Text("", "hint")
        self.about.hide()
        column.addWidget(self.about)
        self.sources = SourceLinks((), say, say("Sources:"))
        column.addWidget(self.sources)
        self.found.currentItemChanged.connect(self._explain)

    @property
    def chips(self) -> tuple[str, ...]:
        """Return the ids on the chips."""
        return self._shown

    def show_chips(self, behaviours: Sequence[Named]) -> None:
        """Show what is chosen."""
        ids = tuple(behaviour.id for behaviour in behaviours)
        if ids == self._shown:
            return
        self._shown = ids
        had_focus = self.edit.hasFocus()
        while self._flow.count() > 0:
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if isinstance(widget, Chip):
                widget.hide()
                widget.deleteLater()
        for behaviour in behaviours:
            hint = self._say("{lane} · Delete takes it away", lane=behaviour.lane)
            words = "\n".join(part for part in (behaviour.about, hint) if part)
            chip = Chip(behaviour.label, behaviour.colour, closable=True, close_hint=words)
            chip.setObjectName(behaviour.id)
            chip.closed.connect(self._closed)
            self._flow.addWidget(chip)
            # A hidden widget takes no room in a layout, and a new one stays hidden until the next turn of the loop.
            chip.show()
        self._flow.addWidget(self.edit)
        self._fit()
        if had_focus:
            self.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height again: another width makes other rows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the rows of chips the height that they need."""
        self._flow.invalidate()
        margins = self.contentsMargins()
        inner = self.width() - 16 - margins.left() - margins.right()
        self._room.setFixedHeight(self._flow.heightForWidth(max(inner, 100)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus ring around the field and lend the list the keys of the search field."""
        if isinstance(event, QFocusEvent):
            if watched is self.edit:
                set_look(self, focused="true" if event.gotFocus() else "false")
                if event.gotFocus() and self.edit.text():
                    self._typed(self.edit.text())
            if event.lostFocus():
                self._left(watched, event)
        if watched is not self.edit:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self.found.isVisibleTo(self):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Return whether a key was for the list or the chips."""
        key, open_list = event.key(), self.found.isVisibleTo(self)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and open_list:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.found.setCurrentRow((self.found.currentRow() + step) % self.found.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if open_list and self.found.currentItem() is not None:
                self._add(self.found.currentItem())
        elif key == Qt.Key.Key_Escape and open_list:
            self._clear()
        elif key == Qt.Key.Key_Backspace and not self.edit.text() and self._shown:
            self.removed.emit(self._shown[-1])
        elif key == Qt.Key.Key_Down:
            self._typed(self.edit.text(), everything=True)
        else:
            return False
        return True

    def _typed(self, words: str, *, everything: bool = False) -> None:
        """Show what was found."""
        self.found.clear()
        found = self._search(words) if words.strip() or everything else ()
        for behaviour in found:
            item = QListWidgetItem(
                _dot(on_ground(behaviour.colour, self.palette())), f"{behaviour.label}  ·  {behaviour.lane}"
            )
            item.setData(Qt.ItemDataRole.UserRole, behaviour.id)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, behaviour.about)
            item.setToolTip(behaviour.about)
            self._keys[behaviour.id] = behaviour.keys
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        if self.found.count():
            height = max(self.found.sizeHintForRow(0), 1) * min(self.found.count(), _ROWS) + 4
            self.found.setFixedHeight(height)
        self.found.setVisible(bool(self.found.count()))
        nothing = bool(words.strip()) and not found
        self.edit.setAccessibleDescription(self._say("nothing found") if nothing else "")
        set_look(self, invalid="true" if nothing else "false")
        if nothing:
            self.about.setText(self._say("Nothing found. Try another word, or empty the field and press arrow down."))
            self.about.show()
        if found or nothing:
            self.opened.emit()

    def _explain(self, item: QListWidgetItem | None) -> None:
        """Say below the list why the chosen behaviour matters, with links to the sources that it names."""
        words = item.toolTip() if item is not None else ""
        self.about.setText(words)
        self.about.setVisible(bool(words))
        behaviour = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        keys = self._keys.get(behaviour, ())
        self.sources.show_keys(keys)
        self.sources.setVisible(bool(keys))
        for link in self.sources.links.values():
            link.installEventFilter(self)

    def _left(self, left: QObject, event: QFocusEvent) -> None:
        """Close the list and the explanation, unless the focus stays with the field and the sources below it."""
        focus = QApplication.focusWidget()
        inside = focus is self.edit or (focus is not None and self.sources.isAncestorOf(focus))
        opened = left is not self.edit and event.reason() is Qt.FocusReason.ActiveWindowFocusReason
        if not inside and not opened:
            self._close()

    def _close(self) -> None:
        self.found.hide()
        self.about.hide()
        self.sources.hide()

    def _clicked(self, item: QListWidgetItem) -> None:
        """Add what was clicked."""
        self._add(item)
        self.edit.setFocus()

    def _add(self, item: QListWidgetItem) -> None:
        behaviour = str(item.data(Qt.ItemDataRole.UserRole))
        self._clear()
        self.added.emit(behaviour)

    def _clear(self) -> None:
        self.edit.clear()
        self.found.clear()
        self._close()

    def _closed(self) -> None:
        """Take a behaviour away."""
        sender = self.sender()
        if sender is not None:
            self.removed.emit(sender.objectName())


def _dot(colour: QColor) -> QIcon:
    """Return a small disc in the colour of a lane."""
    picture = QPixmap(12, 12)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(1, 1, 10, 10)
    painter.end()
    return QIcon(picture)
