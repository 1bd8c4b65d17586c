"""The crash report tells where, never what."""

import threading

from pytestqt.qtbot import QtBot

from app.i18n import Translator
from app.ui.crash import Crash, report
from app.ui.crash_dialog import CrashDialog
from app.ui.main_window import MainWindow

SECRET = "Jij komt hier nooit levend vanaf"


def _fail(words: str) -> None:
    """Fail with somebody's words in the message and in a cause."""
    try:
        dict[str, str]()[words]
    except KeyError as error:
        raise RuntimeError(f"kan {words} niet tonen") from error


def _error() -> BaseException:
    try:
        _fail(SECRET)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_report_names_kinds_and_places_but_no_words_of_a_case() -> None:
    told = report(_error())
    assert "RuntimeError" in told
    assert "KeyError" in told
    assert "test_crash.py:" in told
    assert SECRET not in told
    assert "levend" not in told


def test_an_exception_on_another_thread_reaches_the_screen(qtbot: QtBot) -> None:
    crash = Crash()
    before = threading.excepthook
    threading.excepthook = crash._thread
    try:
        with qtbot.waitSignal(crash.happened) as happened:
            thread = threading.Thread(target=_fail, args=(SECRET,))
            thread.start()
            thread.join()
    finally:
        threading.excepthook = before
    assert isinstance(happened.args[0], RuntimeError)


def test_the_crash_dialog_shows_the_report_and_lets_the_user_go_on(qtbot: QtBot, say: Translator) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    dialog = CrashDialog(window, report(_error()), say)
    qtbot.addWidget(dialog)
    assert SECRET not in dialog.report.toPlainText()
    with qtbot.waitSignal(dialog.finished):
        dialog.go_on.click()
