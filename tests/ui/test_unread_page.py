"""A page of a case that could not be read shows no empty lists, and is read once the vault can be."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import builders
import vaults
from app.clock import SystemClock
from app.main import make_program
from app.services import cases, vault
from app.settings import Settings, save_settings
from probes.program_probe import ProgramProbe

pytestmark = pytest.mark.storage


@pytest.fixture
def probe(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[ProgramProbe]:
    """Return the program with an open case in which nothing was recorded; a copy of its vault lies beside it."""
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    vaults.new(tmp_path / "Team.vault", SystemClock()).close()
    shutil.copytree(tmp_path / "Team.vault", tmp_path / "Ouder.vault")
    with vault.unlock_vault(tmp_path / "Team.vault", vaults.PASSPHRASE, SystemClock()) as store:
        cases.open_case(store, builders.case())
    made.open(tmp_path / "Team.vault")
    found = ProgramProbe(made, qtbot, path)
    found.try_passphrase(vaults.PASSPHRASE)
    found.open_first_case()
    yield found
    made.close()


def test_every_page_of_an_empty_case_is_read(probe: ProgramProbe) -> None:
    for name in probe.room._session.pages:
        probe.go_to(name)
        probe.rest()
        assert probe.page.was_read, name
        assert probe.room.stack.currentWidget() is probe.page


def test_a_page_that_cannot_be_read_says_so_until_it_can(probe: ProgramProbe, tmp_path: Path) -> None:
    probe.rest()
    team, older, away = tmp_path / "Team.vault", tmp_path / "Ouder.vault", tmp_path / "weg"
    team.rename(away)
    older.rename(team)
    probe.go_to("events")
    probe.wait(probe.room.unread.isVisible)
    assert "Dat zegt niet dat er niets is vastgelegd" in probe.words()
    team.rename(older)
    away.rename(team)
    probe.room.unread.button.click()
    probe.rest()
    assert not probe.room.unread.isVisible()
    assert probe.page.isVisible()
    assert probe.page.was_read
