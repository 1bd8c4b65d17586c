"""Rows that are as high as their wrapped words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import Theme

_HIGHEST = 10_000


class WrapDelegate(QStyledItemDelegate):
    """Asks for the height of all words; Qt forgets the padding of the style sheet and cuts the last line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._across = 2 * (theme.px(6) + 3)
        self._along = 2 * theme.px(5) + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the width that Qt asks for and the height of the wrapped words."""
        hint = super().sizeHint(option, index)
        room = option.rect.width() - self._across
        if room <= 0:
            return hint
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = option.fontMetrics.boundingRect(QRect(0, 0, room, _HIGHEST), Qt.TextFlag.TextWordWrap, words)
        return QSize(hint.width(), max(hint.height(), box.height() + self._along))
