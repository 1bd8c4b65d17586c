"""Our own words leave the clipboard; those of others stay."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.clipboard import STAY_MS, OwnWords


@pytest.fixture
def words(qtbot: QtBot) -> Iterator[OwnWords]:
    """Return the watch, and let it go afterwards."""
    made = OwnWords(owns=lambda _mode: True)
    yield made
    made.stop()
    QGuiApplication.clipboard().clear()
    del qtbot


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """Return a field of ours in which somebody marked and copied words."""
    made = QLineEdit("Hij stond weer voor de deur")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.selectAll()
    return made


def _fire(words: OwnWords) -> None:
    """Let the half minute pass."""
    timer = words._timers[QClipboard.Mode.Clipboard]
    assert timer.isActive()
    assert timer.interval() == STAY_MS == 30_000
    timer.timeout.emit()


def test_copied_words_go_after_half_a_minute(words: OwnWords, field: QLineEdit) -> None:
    field.copy()
    assert QGuiApplication.clipboard().text() == field.text()
    _fire(words)
    assert QGuiApplication.clipboard().text() == ""


def test_words_that_somebody_else_put_there_since_stay(words: OwnWords, field: QLineEdit) -> None:
    field.copy()
    board = QGuiApplication.clipboard()
    board.changed.disconnect(words._changed)  # the system did not tell that another program copied
    board.setText("een boodschappenlijst")
    _fire(words)
    assert board.text() == "een boodschappenlijst"
    board.changed.connect(words._changed)


def test_programs_that_keep_a_history_are_asked_not_to(words: OwnWords, field: QLineEdit) -> None:
    field.copy()
    assert bytes(QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    assert QGuiApplication.clipboard().text() == field.text()
    del words


def test_what_was_copied_is_not_kept_in_the_watch(words: OwnWords, field: QLineEdit) -> None:
    field.copy()
    assert field.text() not in repr(vars(words))


def test_after_it_stopped_it_watches_no_more(words: OwnWords, field: QLineEdit) -> None:
    words.stop()
    field.copy()
    assert not words._ours
    words._board.changed.connect(words._changed)
    assert isinstance(words, QObject)
