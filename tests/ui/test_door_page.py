"""The door as it stands on the screen."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.errors import DiskFullError
from app.i18n import Translator
from app.ui.pages.unlock import UnlockPage
from app.ui.theme import Theme
from app.ui.widgets.text import Text
from app.viewmodels.desk import InlineDesk
from app.viewmodels.unlock import Unlock, UnlockServices


def test_no_words_of_the_door_are_cut_off(qtbot: QtBot, theme: Theme, say: Translator) -> None:
    model = Unlock(UnlockServices(create=_nothing, unlock=lambda _folder, _words: None), InlineDesk(), say, _ignore)
    page = UnlockPage(model, say, theme)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    model.choose_create()
    model.create("/ergens", "Team Oost", "Anna", "kort", "kort")
    qtbot.waitUntil(lambda: _cut(page) == [], timeout=2000)
    assert page.name.height() >= page.name.sizeHint().height()


def test_after_a_vault_could_not_be_made_the_cursor_stands_at_the_place(
    qtbot: QtBot, theme: Theme, say: Translator
) -> None:
    model = Unlock(UnlockServices(create=_refuse, unlock=lambda _folder, _words: None), InlineDesk(), say, _ignore)
    page = UnlockPage(model, say, theme)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    model.choose_create()
    page.make_button.setFocus()
    model.create("/ergens", "Team Oost", "Anna", "een lange wachtzin", "een lange wachtzin")
    qtbot.waitUntil(page.folder.hasFocus, timeout=2000)
    assert page.error.text() == say.error(DiskFullError())


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
