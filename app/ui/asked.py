"""What was being asked over the window when it locked, and asking it again once the same user is back.

A question is known by what it would do and to what, such as ``withdraw/…`` with the key of a record: the words that
were typed in it lie under the same name (``app.ui.loose_words``). Who can ask it says so by being ``AsksAgain``.
"""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.dialog import ASKS, Dialog
from app.ui.runner import LaneDesk

# Once, and after the pages have laid out what they read.
_ONCE = Qt.ConnectionType(Qt.ConnectionType.SingleShotConnection.value | Qt.ConnectionType.QueuedConnection.value)


class AsksAgain:
    """A widget that can ask something again that was asked through it before."""

    def asking(self) -> str:
        """Return what it asks now inside itself, without a dialog; "" for nothing."""
        return ""

    def ask_again(self, about: str) -> bool:
        """Ask this again; return whether it was a question of this widget that can be asked now."""
        raise NotImplementedError


def asked_over(room: QWidget, page: QWidget) -> tuple[str, ...]:
    """Return what is being asked on a page and in the dialogs over a room, the lowest first."""
    inside = [one.asking() for one in page.findChildren(QWidget) if isinstance(one, AsksAgain)]
    dialogs = [one for one in room.findChildren(QDialog) if one.isVisible()]
    return tuple(about for about in (*inside, *(_asks(one) for one in sorted(dialogs, key=_depth))) if about)


def ask_again(room: QWidget, desk: LaneDesk, asked: tuple[str, ...]) -> None:
    """Ask the first of these again and, once what it needs was read, what was asked over it."""
    if not asked:
        return
    about, *over = asked
    answered = any(isinstance(one, AsksAgain) and one.ask_again(about) for one in (room, *room.findChildren(QObject)))
    if not answered or not over:
        return
    if desk.busy:
        desk.rested.connect(partial(ask_again, room, desk, tuple(over)), _ONCE)
    else:
        ask_again(room, desk, tuple(over))


def _asks(dialog: QDialog) -> str:
    """Return what a dialog asks, or what was asked before it for the place that it asks for."""
    return dialog.asks if isinstance(dialog, Dialog) else str(dialog.property(ASKS) or "")


def _depth(dialog: QDialog) -> int:
    """Return over how many other dialogs a dialog stands."""
    depth, above = 0, dialog.parentWidget()
    while above is not None:
        depth += isinstance(above, QDialog)
        above = above.parentWidget()
    return depth
