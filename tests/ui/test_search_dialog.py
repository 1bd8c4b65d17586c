"""The search over the window."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.revision import RecordKind
from app.domain.search import Found, Hit, Piece
from app.i18n import Translator
from app.ui.search_dialog import SearchDialog
from app.ui.theme import Theme
from app.viewmodels.desk import InlineDesk
from app.viewmodels.search import Goal, Search, SearchServices

CASE = uuid4()


def hit(number: int, *, hidden: bool = False) -> Hit:
    """Return a hit in an incident."""
    return Hit(
        case=CASE,
        reference="Z-2026-001",
        name="Proefzaak",
        closed=False,
        record=uuid4(),
        kind=RecordKind.INCIDENT,
        number=f"I-{number}",
        field="facts",
        pieces=() if hidden else (Piece("bij de "), Piece("<b>school</b>", marked=True)),
        day=None,
        hidden=hidden,
    )


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, say: Translator) -> Iterator[SearchDialog]:
    """Return an open search that finds three incidents."""
    hits = (hit(1), hit(2), hit(3, hidden=True))

    def find(text: str, /, *, case: object = None) -> Found:  # noqa: ARG001  as the service is called
        return Found(hits) if text.startswith("school") else Found()

    def reveal(_text: str, one: Hit) -> Hit:
        return Hit(
            **{name: getattr(one, name) for name in one.__struct_fields__} | {"hidden": False, "pieces": (Piece("ja"),)}
        )

    window = QWidget()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    window.show()
    model = Search(CASE, SearchServices(find=find, reveal=reveal), InlineDesk(), say)
    made = SearchDialog(window, model, say, theme)
    made.open()
    yield made
    window.close()


def typed(dialog: SearchDialog, qtbot: QtBot, words: str) -> None:
    """Type words and wait until they were looked for."""
    QTest.keyClicks(dialog.field, words)
    qtbot.waitUntil(lambda: dialog.model.state.text == words)


def shown(dialog: SearchDialog) -> list[str]:
    """Return the rows of the list."""
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_what_is_typed_is_found_while_one_types(dialog: SearchDialog, qtbot: QtBot) -> None:
    typed(dialog, qtbot, "school")

    assert shown(dialog)[:2] == ["Z-2026-001 · Proefzaak", "bij de <b>school</b>"]
    assert dialog.list.currentRow() == 1
    assert dialog.field.hasFocus() or dialog.focusProxy() is None


def test_arrows_choose_and_enter_opens_what_was_chosen(dialog: SearchDialog, qtbot: QtBot) -> None:
    typed(dialog, qtbot, "school")
    opened: list[Goal] = []
    dialog.opened.connect(opened.append)

    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    wanted = str(dialog.list.item(2).data(Qt.ItemDataRole.UserRole))
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    assert opened == [Goal(CASE, "incidents", wanted)]


def test_hidden_words_are_shown_with_the_key_for_it(dialog: SearchDialog, qtbot: QtBot) -> None:
    typed(dialog, qtbot, "school")
    assert "Verborgen" in shown(dialog)[3]

    QTest.keyClick(dialog.field, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert shown(dialog)[3] == "ja"


def test_finding_nothing_is_said(dialog: SearchDialog, qtbot: QtBot) -> None:
    typed(dialog, qtbot, "niets")

    assert dialog.message.text() == "Nergens staan al deze woorden bij elkaar."
    assert not dialog.list.isVisible()


def test_escape_closes_and_opens_nothing(dialog: SearchDialog, qtbot: QtBot) -> None:
    typed(dialog, qtbot, "school")
    opened: list[Goal] = []
    dialog.opened.connect(opened.append)

    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert opened == []
