"""The log and the history of a record on the screen."""

from datetime import UTC, datetime
from pathlib import Path

from brought_back import KNOWN, brought, seal
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import anchor_code
from app.domain.brought_back import BroughtBack
from app.domain.log import LogLine, LogPart
from app.domain.revision import AuditEntry
from app.errors import DossierError
from app.i18n import Translator
from app.jobs import Job
from app.ui.ask import ReasonDialog
from app.ui.dossier_check_dialog import DossierCheckDialog
from app.ui.pages.history import HistoryCard
from app.ui.pages.log import CHECK, LogPage
from app.ui.theme import Theme
from app.viewmodels.desk import InlineDesk
from app.viewmodels.dossier_check import CheckServices
from app.viewmodels.history import Version
from app.viewmodels.log import LogModel, LogServices
from app.viewmodels.soundness import Soundness
from probes.check_probe import CheckProbe

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


def _read(path: Path, _job: Job) -> BroughtBack:
    """Return a signed dossier of which one file does not fit, or find that it is none."""
    if path.suffix != ".pdf":
        raise DossierError(reason="This is no PDF that can be read. Choose the dossier as it was saved.")
    return brought(seals=(seal(),), listed=(True, False))


def _page(say: Translator, theme: Theme) -> LogPage:
    lines = tuple(
        LogLine(entry=_entry(number), record=TOLD if number % 2 else None, reference="Z-2026-001")
        for number in range(30, 0, -1)
    )
    part = LogPart(lines=lines, total=30, code=anchor_code(30, "ab" * 32))
    services = LogServices(
        read_log=lambda _case: part,
        deliver=lambda *_, **__: None,
        held_by=lambda _code: _entry(2),
        check=CheckServices(read=_read, find=lambda _brought: KNOWN),
    )
    model = LogModel(services, InlineDesk(), say, lambda: NOW)
    model.load()
    return LogPage(model, Soundness(None, InlineDesk(), say), say, theme)


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
    card.show_versions(versions, changeable=True, of="")
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
    card.show_versions(versions, changeable=False, of="")
    assert not card.versions.buttons
    assert theme.percent == 100


def test_a_dossier_that_came_back_is_checked_from_the_log(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = _page(say, theme)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.back.click()
    probe = CheckProbe(page)
    probe.choose(Path("dossier.pdf"))
    told = probe.lines
    assert told[:2] == [
        "dossier.pdf",
        "Niet alles klopt. Ga niet op dit bestand af voordat bekend is waarom.",
    ]
    assert "KLOPT NIET: bijlage-2.txt: de hash staat niet op de bladzijden." in told
    assert any(line.startswith("Gegeven als exemplaar 2 aan Veilig Thuis") for line in told)
    probe.choose(Path("foto.jpg"))
    assert probe.lines == ["foto.jpg"]
    assert "Kies het dossier zoals het is opgeslagen." in probe.error
    probe.dialog.close_button.click()


def test_the_page_of_the_dossier_leads_to_the_check(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = _page(say, theme)
    qtbot.addWidget(page)
    page.show()
    page.show_record("3f0c")
    assert page.findChild(DossierCheckDialog) is None
    page.show_record(CHECK)
    CheckProbe(page).dialog.close_button.click()
