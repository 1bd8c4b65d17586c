"""The door as it stands on the screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.strength import Strength
from app.errors import DiskFullError
from app.i18n import Translator
from app.ui.pages.unlock import UnlockPage
from app.ui.theme import Theme
from app.ui.widgets.text import Text
from app.ui.widgets.word_grid import WordFields
from app.viewmodels.desk import InlineDesk
from app.viewmodels.unlock import Unlock, UnlockServices


def test_no_words_of_the_door_are_cut_off(qtbot: QtBot, theme: Theme, say: Translator) -> None:
    model = Unlock(_services(_nothing), InlineDesk(), say, _ignore)
    page = UnlockPage(model, say, theme)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    model.choose_create()
    model.place("", "")
    qtbot.waitUntil(lambda: _cut(page) == [], timeout=2000)
    name = page.place_side.name
    assert name.height() >= name.sizeHint().height()
    model.place("/ergens", "Team Oost")
    model.weigh("kort", "Anna")
    model.create("Anna", "kort", "kort")
    qtbot.waitUntil(lambda: _cut(page) == [], timeout=2000)
    assert page.who_side.secret.meter.words.text() == "te kort: minstens 12 tekens"


def test_after_a_vault_could_not_be_made_the_cursor_stands_at_the_name(
    qtbot: QtBot, theme: Theme, say: Translator
) -> None:
    model = Unlock(_services(_refuse), InlineDesk(), say, _ignore)
    page = UnlockPage(model, say, theme)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    model.choose_create()
    model.place("/ergens", "Team Oost")
    page.who_side.make_button.setFocus()
    model.create("Anna", "een lange wachtzin", "een lange wachtzin")
    qtbot.waitUntil(page.who_side.user.hasFocus, timeout=2000)
    assert page.error.text() == say.error(DiskFullError())


def test_words_from_paper_go_on_after_a_space_and_are_spread_when_they_are_pasted(
    qtbot: QtBot, theme: Theme, say: Translator
) -> None:
    fields = WordFields(say, theme)
    qtbot.addWidget(fields)
    fields.show()
    fields.activateWindow()
    qtbot.waitUntil(fields.isActiveWindow)
    fields.focus_gap()
    QTest.keyClicks(fields.lines[0], "een ")
    qtbot.waitUntil(fields.lines[1].hasFocus)
    fields.lines[1].insert("twee drie, vier")
    fields.lines[1].textEdited.emit(fields.lines[1].text())
    assert fields.typed() == "een twee drie vier"
    assert [line.text() for line in fields.lines[:5]] == ["een", "twee", "drie", "vier", ""]
    with qtbot.waitSignal(fields.finished):
        QTest.keyClick(fields.lines[-1], Qt.Key.Key_Return)


def _services(create: Callable[[Path, str, str], None]) -> UnlockServices[None]:
    """Return what can be done at a door behind which nothing is."""
    return UnlockServices(
        create=create,
        unlock=lambda _folder, _words: None,
        strength=lambda _words, _user, _vault: Strength(long_enough=False, guesses=3.0, meter=1),
        names=lambda _folder, _words: ("Anna",),
        recover=lambda _folder, _words, _user, _passphrase: None,
    )


def _cut(page: UnlockPage) -> list[str]:
    """Return the words that have less height than they need."""
    shown = [text for text in page.findChildren(Text) if text.isVisible()]
    return [text.text() for text in shown if text.height() < text.heightForWidth(text.width())]


def _nothing(_folder: Path, _user: str, _passphrase: str) -> None:
    """Make no vault."""


def _refuse(_folder: Path, _user: str, _passphrase: str) -> None:
    """Find no room on the disk."""
    raise DiskFullError


def _ignore(_vault: None) -> None:
    """Go nowhere."""
