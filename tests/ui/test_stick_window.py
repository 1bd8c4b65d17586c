"""The window while the stick with the vault is pulled out of the computer and put back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loop_disk import MAY_MOUNT, LoopDisk, loop_disk
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import builders
import vaults
from app.clock import SystemClock
from app.main import make_program
from app.services import cases, records
from app.settings import Settings, save_settings
from app.ui.pages.incidents import IncidentsPage
from probes.incident_probe import IncidentProbe
from probes.program_probe import ProgramProbe

pytestmark = [
    pytest.mark.storage,
    pytest.mark.skipif(not MAY_MOUNT, reason="only root may mount a disk"),
]


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[LoopDisk]:
    """Return a disk with a vault on it, in which is one case with one incident."""
    with loop_disk(tmp_path) as disk:
        with vaults.new(disk.root / "Team.vault", SystemClock()) as store:
            case = builders.case()
            cases.open_case(store, case, [builders.person()])
            records.record(store, case.id, builders.incident(facts="Stond voor de deur."))
        yield disk


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[ProgramProbe]:
    """Return the running program at its door."""
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open()
    yield ProgramProbe(made, qtbot, path)
    made.close()


def test_the_window_says_that_the_stick_is_out_and_gives_back_what_was_typed(
    program: ProgramProbe, stick: LoopDisk
) -> None:
    """Typing, saving, looking elsewhere and locking while it is out; unlocking and saving when it is back."""
    program.program.open(stick.root / "Team.vault")
    program.try_passphrase(vaults.PASSPHRASE)
    program.open_first_case()
    program.go_to("incidents")
    program.page.show_record("new")
    program.rest()
    assert isinstance(program.page, IncidentsPage)
    probe = IncidentProbe(program.page)
    stick.pull_out()
    probe.account("1 maart 2026", "Hij belde elf keer.")
    probe.form.save.click()
    program.rest()
    for page in ("events", "settings", "incidents"):
        assert "is er niet meer" in program.room.messages.words.text()
        program.go_to(page)
        program.rest()
        assert (page == "events") == program.room.unread.isVisible()
    program.program.lock()
    program.wait(lambda: "versleuteld in het geheugen" in program.words())
    program.rest()
    assert "Concepten zijn bewaard" not in program.words()
    program.try_passphrase(vaults.PASSPHRASE)
    assert "meldde een fout" in program.door.error.text()
    stick.take_away()
    program.try_passphrase(vaults.PASSPHRASE)
    assert "Sluit de stick of de netwerkschijf aan" in program.door.error.text()
    stick.put_back()

    program.try_passphrase(vaults.PASSPHRASE)

    assert isinstance(program.page, IncidentsPage)
    probe = IncidentProbe(program.page)
    assert probe.form.card.facts.toPlainText() == "Hij belde elf keer."
    probe.form.save.click()
    program.rest()
    assert [row.split(" | ")[2] for row in probe.rows] == ["Stond voor de deur.", "Hij belde elf keer."]
