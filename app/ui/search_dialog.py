"""Looking for words over the window: a field, and what was found below it while one types."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.theme import Theme
from app.ui.widgets.text import Text
from app.viewmodels.search import Goal, Group, HitRow, Search

_WAIT_MS: Final = 150
_WIDTH, _HEIGHT, _MARGIN = 760, 620, 24
_KEY, _ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_TO_LIST: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitDelegate(QStyledItemDelegate):
    """Draws a heading, or a hit with what was looked for in bold; words are never taken as markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(self._theme.primary))
        painter.translate(option.rect.topLeft())
        document = self._document(index, option.rect.width(), chosen=chosen)
        document.drawContents(painter, QRectF(0, 0, option.rect.width(), option.rect.height()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the words at the width of the list."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        return QSize(width, int(self._document(index, width, chosen=False).size().height()) + 1)

    def _document(self, index: QModelIndex | QPersistentModelIndex, width: int, *, chosen: bool) -> QTextDocument:
        theme = self._theme
        document = QTextDocument()
        document.setDocumentMargin(theme.px(7))
        font = QFont()
        font.setPixelSize(theme.px(13))
        document.setDefaultFont(font)
        document.setTextWidth(width)
        cursor = QTextCursor(document)
        row = index.data(_ROW)
        if not isinstance(row, HitRow):
            cursor.insertText(str(index.data(Qt.ItemDataRole.DisplayRole)), _format(theme.muted, bold=True))
            return document
        ink = theme.on_primary if chosen else theme.ink
        quiet = theme.on_primary if chosen else theme.muted
        cursor.insertText(row.title, _format(ink, bold=True))
        if row.day:
            cursor.insertText(f"  ·  {row.day}", _format(quiet))
        cursor.insertBlock()
        for words, marked in row.pieces:
            cursor.insertText(words, _format(ink, bold=marked, line=marked))
        return document


class SearchDialog(Dialog):
    """Shows the state of ``Search``; ``opened`` carries the ``Goal`` of the hit that was chosen."""

    opened = Signal(object)

    def __init__(self, parent: QWidget, model: Search, say: Translator, theme: Theme) -> None:
        super().__init__(parent, say("Search"))
        self.model, self.say = model, say
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Search in all cases"))
        self.field.setAccessibleName(say("Search in all cases"))
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self.field.installEventFilter(self)
        self.only = QCheckBox(say("Only in the open case"))
        self.only.setVisible(model.state.can_narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(say("What was found"))
        self.list.setItemDelegate(HitDelegate(theme))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.message = Text("", "muted")
        self.note = Text("", "hint")
        self.count = Text(say("↑ ↓ choose · Enter opens · Esc closes"), "hint")
        for part in (self.field, self.only, self.message):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        for part in (self.note, self.count):
            self.body.addWidget(part)
        self.body.addStretch(0)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._look)
        self.field.textChanged.connect(self._typed)
        self.only.toggled.connect(self._narrowed)
        self.list.itemClicked.connect(self._clicked)
        self.list.itemActivated.connect(self._clicked)
        model.changed.connect(self.refresh)
        self.keep_typed("search", {"words": self.field})
        room = parent.window().size()
        self.resize(
            min(theme.px(_WIDTH), room.width() - 2 * _MARGIN), min(theme.px(_HEIGHT), room.height() - 2 * _MARGIN)
        )
        self.refresh()
        self.field.setFocus()

    def refresh(self) -> None:
        """Show what was found."""
        state = self.model.state
        chosen = self._key()
        self.list.clear()
        for group in state.groups:
            self._add(group)
        self.list.setVisible(bool(state.groups))
        self.count.setVisible(bool(state.groups))
        self.message.setVisible(bool(state.message))
        self.message.setText(state.message)
        self.note.setVisible(bool(state.note))
        self.note.setText(state.note)
        keys = [str(self.list.item(row).data(_KEY) or "") for row in range(self.list.count())]
        hits = [row for row, key in enumerate(keys) if key]
        if hits:
            self.list.setCurrentRow(keys.index(chosen) if chosen in keys and chosen else hits[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list and Enter open a hit while the cursor stays in the field."""
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in _ENTER:
                self._enter(reveal=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
            if key in _TO_LIST and self.list.isVisible():
                self._move(key)
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: int) -> None:
        """Choose another hit; headings are passed over."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}[Qt.Key(key)]
        hits = [row for row in range(self.list.count()) if self.list.item(row).data(_KEY)]
        at = hits.index(self.list.currentRow()) if self.list.currentRow() in hits else 0
        self.list.setCurrentRow(hits[min(max(at + step, 0), len(hits) - 1)])
        if self.list.currentRow() == hits[0]:
            self.list.scrollToTop()

    def _enter(self, *, reveal: bool) -> None:
        """Open the chosen hit, or show its hidden words; what was typed last is looked for first."""
        if self._wait.isActive():
            self._wait.stop()
            self._look()
            return
        if reveal:
            self.model.reveal(self._key())
        else:
            self._open(self.model.goal(self._key()))

    def _open(self, goal: Goal | None) -> None:
        if goal is not None:
            self.accept()
            self.opened.emit(goal)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._open(self.model.goal(str(item.data(_KEY) or "")))

    def _typed(self, _text: str) -> None:
        self._wait.start()

    def _narrowed(self, only: bool) -> None:
        self.model.narrow(only_case=only)
        self.field.setFocus()

    def _look(self) -> None:
        self.model.look_for(self.field.text())

    def _key(self) -> str:
        row = self.list.currentRow()
        return str(self.list.item(row).data(_KEY) or "") if row >= 0 else ""

    def _add(self, group: Group) -> None:
        heading = QListWidgetItem(group.title)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(heading)
        for row in group.rows:
            words = "".join(piece for piece, _ in row.pieces)
            item = QListWidgetItem(words)
            item.setData(_KEY, row.key)
            item.setData(_ROW, row)
            told = ". ".join(part for part in (group.title, row.title, row.day, words) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.list.addItem(item)


def _format(ink: str, *, bold: bool = False, line: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(ink))
    look.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    look.setFontUnderline(line)
    return look
