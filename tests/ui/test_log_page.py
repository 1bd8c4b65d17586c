"""The log and the history of a record on the screen."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import anchor_code
from app.domain.log import LogLine, LogPart
from app.domain.revision import AuditEntry
from app.i18n import Translator
from app.ui.ask import ReasonDialog
from app.ui.pages.history import HistoryCard
from app.ui.pages.log import LogPage
from app.ui.theme import Theme
from app.viewmodels.desk import InlineDesk
from app.viewmodels.history import Version
from app.viewmodels.log import LogModel, LogServices

NOW = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
TOLD = builders.incident(number=31)


def _entry(number: int) -> AuditEntry:
    return AuditEntry(
        number=number,
        at=NOW,
        by="Anke Proef",
        action="incident.corrected" if number % 2 else "vault.unlocked",
        subject=str(TOLD.id),
        detail="vergist in de datum" if number % 2 else "",
        content="",
        previous="",
        hash="ab" * 32,
    )


def _page(say: Translator, theme: Theme) -> LogPage:
    lines = tuple(
        LogLine(entry=_entry(number), record=TOLD if number % 2 else None, reference="Z-2026-001")
        for number in range(30, 0, -1)
    )
    part = LogPart(lines=lines, total=30, code=anchor_code(30, "ab" * 32))
    services = LogServices(read_log=lambda _case: part, deliver=lambda *_, **__: None, held_by=lambda _code: _entry(2))
    model = LogModel(services, InlineDesk(), say, lambda: NOW)
    model.load()
    return LogPage(model, say, theme)


def test_the_table_tells_and_narrows_and_the_code_is_answered(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = _page(say, theme)
    qtbot.addWidget(page)
    page.resize(800, 640)
    page.show()
    assert page.table.model().rowCount() == 30
    assert page.table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
    assert page.table.accessibleName() == "Logboek"
    page.text.setText("vergist")
    assert page.table.model().rowCount() == 15
    page.typed.setText("2-ABCD")
    page.look.click()
    assert "staat er nog" in page.answer.text()
    assert anchor_code(30, "ab" * 32) in page.code.text()


def test_an_older_version_is_put_back_only_with_a_reason(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    card = HistoryCard(say)
    qtbot.addWidget(card)
    asked: list[tuple[int, str]] = []
    card.versions.put_back.connect(lambda number, reason: asked.append((number, reason)))
    versions = (Version(1, "1 · vastgelegd", "", ("Ernst: 4",), older=True), Version(2, "2 · verbeterd", "", ()))
    card.show_versions(versions, changeable=True)
    card.show()
    card.toggle.click()
    assert list(card.versions.buttons) == [1]
    card.versions.buttons[1].click()
    dialog = card.findChild(ReasonDialog)
    assert dialog is not None
    assert not dialog.go.isEnabled()
    dialog.reason.setPlainText("toch zoals eerst")
    dialog.go.click()
    assert asked == [(1, "toch zoals eerst")]
    card.show_versions(versions, changeable=False)
    assert not card.versions.buttons
    assert theme.percent == 100
