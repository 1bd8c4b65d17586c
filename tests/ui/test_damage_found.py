"""Damage that is found while one works: told calmly, nothing more is written, and the door offers the rescue."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

import builders
import vaults
from app.clock import SystemClock
from app.domain.vault_settings import Checked
from app.errors import DatabaseDamagedError
from app.main import make_program
from app.services import cases, drafts, records, vault
from app.services.whole_check import check_now
from app.settings import Settings, save_settings
from app.storage.glance import look_at
from app.viewmodels.desk import Lane
from probes.program_probe import ProgramProbe

PAGE = 4096
CASE = builders.case(reference="Z-2026-014")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a vault with one case in it, closed."""
    place = tmp_path / "Team.vault"
    with vaults.new(place, SystemClock()) as store:
        cases.open_case(store, CASE)
        for number in range(12):
            records.record(store, CASE.id, builders.incident(facts=f"melding {number} " + "Hij belde weer. " * 150))
    return place


@pytest.fixture
def probe(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[ProgramProbe]:
    """Return the program at the door of that vault, which it takes for a large one."""
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path, whole_up_to=0)
    qtbot.addWidget(made.window)
    made.open(folder)
    yield ProgramProbe(made, qtbot, path)
    made.close()


def damage(folder: Path) -> None:
    """Change a byte in a page that the door does not look at."""
    database = folder / "vault.db"
    with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock(), whole_up_to=0) as store:
        key = bytes(store._key)
        check_now(store)
    whole = database.read_bytes()
    for page in range(len(whole) // PAGE - 1, 0, -1):
        place = page * PAGE + 100
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        seen = []
        for most in (0, None):
            try:
                look_at(database, key, most)
            except DatabaseDamagedError:
                seen.append(most)
        if seen == [None]:
            return
    raise AssertionError("the door looks at every page")


def test_a_sound_vault_is_checked_quietly_and_says_when(probe: ProgramProbe, folder: Path) -> None:
    probe.try_passphrase(vaults.PASSPHRASE)
    probe.wait(lambda: "laatst nagekeken" in probe.room.soundness.state.words)
    assert not probe.room.vault_band.isVisible()
    probe.room.show_page("settings")
    assert "laatst nagekeken" in probe.words(probe.page)
    probe.room.show_page("log")
    probe.rest()
    assert "laatst nagekeken" in probe.words(probe.page)
    probe.program.lock()
    probe.wait(lambda: not (folder / "lock").exists())
    with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()) as store, store.read() as reader:
        told = reader.settings().checked
    assert told is not None
    assert told != Checked(under_way=True)
    assert told.at is not None


def test_damage_is_told_in_the_window_and_the_door_offers_the_rescue(
    probe: ProgramProbe, folder: Path, tmp_path: Path
) -> None:
    damage(folder)
    typed = threading.Event()
    probe.program._lanes.submit(Lane.QUIET, partial(typed.wait, 30))
    probe.try_passphrase(vaults.PASSPHRASE)
    probe.open_first_case()
    probe.go_to("incidents")
    probe.room.new_incident()
    probe.rest()
    typed.set()
    probe.wait(lambda: bool(probe.room.soundness.state.damage))
    band = probe.room.vault_band
    assert band.isVisible()
    assert "beschadigd" in band.words.text()
    before = (folder / "vault.db").read_bytes()
    probe.page.findChildren(QPlainTextEdit)[0].setPlainText("half getypt bij de schade")
    band.lock.click()
    probe.wait(lambda: not probe.is_open and probe.door.rescue.isVisible())
    assert "beschadigd" in probe.words()
    assert probe.door.rescue.salvage.isVisible()
    probe.door.open_side.passphrase.setText(vaults.PASSPHRASE)
    probe.door.rescue.salvage.click()
    probe.wait(lambda: "Gemaakt" in probe.words())
    assert (folder / "vault.db").read_bytes() == before
    (saved,) = [one for one in tmp_path.glob("*.vault") if one != folder]
    with vault.unlock_vault(saved, vaults.PASSPHRASE, SystemClock()) as store:
        assert len(cases.read_case(store, CASE.id).incidents) == 12
        kept = [drafts.read_draft(store, key) for key in drafts.list_drafts(store, CASE.id)]
    assert any("half getypt bij de schade" in str(one) for one in kept)


def test_damage_that_is_met_by_reading_is_told_above_every_page_too(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open(folder)
    probe = ProgramProbe(made, qtbot, path)
    probe.try_passphrase(vaults.PASSPHRASE)
    assert not probe.room.vault_band.isVisible()
    session = made._session
    assert session is not None
    store = getattr(session.close, "__self__")  # noqa: B009  the session hides its vault
    store._take_for_damaged(DatabaseDamagedError())
    probe.open_first_case()
    assert probe.room.vault_band.isVisible()
    assert "beschadigd" in probe.room.vault_band.words.text()
    made.close()
