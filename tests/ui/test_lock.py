"""The idle lock and the garbage timer."""

import gc

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from app.ui.garbage import Garbage
from app.ui.lock import IdleLock, countdown


class Hands:
    """The hands of two clocks, moved by the test."""

    def __init__(self) -> None:
        self.awake = 0.0
        self.wall = 0.0


def _lock(hands: Hands) -> IdleLock:
    return IdleLock(5, awake=lambda: hands.awake, wall=lambda: hands.wall)


def test_it_counts_down_and_locks_when_nobody_does_anything(qtbot: QtBot) -> None:
    hands = Hands()
    lock = _lock(hands)
    hands.awake = 48
    with qtbot.waitSignal(lock.ticked) as ticked:
        lock.tick()
    assert countdown(ticked.args[0]) == "4:12"
    hands.awake = 300
    with qtbot.waitSignal(lock.due):
        lock.tick()


def test_a_key_starts_the_count_anew(qtbot: QtBot) -> None:
    hands, watched = Hands(), QObject()
    lock = _lock(hands)
    lock.start(watched)
    hands.awake = 200
    lock.eventFilter(watched, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    assert lock.left == 300
    lock.stop(watched)
    del qtbot


def test_a_computer_that_slept_wakes_up_locked(qtbot: QtBot) -> None:
    hands, watched = Hands(), QObject()
    lock = _lock(hands)
    lock.start(watched)
    hands.wall = 3600
    with qtbot.waitSignal(lock.due):
        lock.eventFilter(watched, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    lock.stop(watched)


def test_a_longer_time_works_at_once(qtbot: QtBot) -> None:
    lock = _lock(Hands())
    lock.set_minutes(15)
    assert countdown(lock.left) == "15:00"
    del qtbot


def test_garbage_is_collected_from_the_timer_and_by_python_again_afterwards(qtbot: QtBot) -> None:
    garbage = Garbage()
    assert not gc.isenabled()
    garbage.collect()
    garbage.stop()
    assert gc.isenabled()
    del qtbot
