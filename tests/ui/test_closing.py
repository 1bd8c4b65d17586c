"""Closing the program never loses what was typed without asking."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

import builders
from app.clock import SystemClock
from app.main import make_program
from app.services import cases, drafts, vault
from app.settings import Settings, save_settings
from app.storage.aside import ASIDE
from app.storage.keyring import Cost
from app.ui.ask import ConfirmDialog
from probes.program_probe import ProgramProbe

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "vier rode bussen rijden"
WORDS = "Hij stond weer voor de deur."


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with one case in it, closed."""
    place = tmp_path_factory.mktemp("kept") / "Team.vault"
    with vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        cases.open_case(store, builders.case(reference="Z-2026-014", name="A. Yilmaz"))
    return place


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of that vault to work in."""
    return Path(shutil.copytree(kept, tmp_path / "Team.vault"))


@pytest.fixture
def typing(qapp: QApplication, qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[ProgramProbe]:
    """Return the program with an incident half typed."""
    ASIDE._sealed.clear()
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open(folder)
    probe = ProgramProbe(made, qtbot, path)
    probe.try_passphrase(PASSPHRASE)
    probe.open_first_case()
    probe.go_to("incidents")
    probe.page.show_record("new")
    probe.rest()
    probe.page.findChildren(QPlainTextEdit)[0].setPlainText(WORDS)
    yield probe
    made.close()


def _gone(probe: ProgramProbe) -> bool:
    return not probe.program.window.isVisible()


def _asked(probe: ProgramProbe) -> ConfirmDialog:
    """Return the question before closing, once it is there."""
    probe.wait(lambda: any(isinstance(window, ConfirmDialog) for window in QApplication.topLevelWidgets()))
    return probe.dialog(ConfirmDialog)


def _kept(folder: Path) -> str:
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store:
        (head,) = cases.list_cases(store)
        return str([drafts.read_draft(store, key) for key in drafts.list_drafts(store, head.case.id)])


def test_what_is_kept_in_the_vault_is_not_asked_about(typing: ProgramProbe, folder: Path) -> None:
    typing.program.window.close()
    typing.wait(lambda: _gone(typing))
    assert typing.dialogs() == []
    assert WORDS in _kept(folder)


@pytest.mark.parametrize("locked", [False, True])
def test_what_is_in_memory_only_is_asked_about_and_can_still_be_kept(
    typing: ProgramProbe, folder: Path, *, locked: bool
) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    if locked:
        typing.program.lock()
        typing.rest()
    typing.program.window.close()
    question = _asked(typing)
    assert not _gone(typing)
    assert question.stay.isDefault()
    question.stay.click()
    away.rename(folder)
    if locked:
        typing.try_passphrase(PASSPHRASE)
        typing.rest()
    typing.program.window.close()
    typing.wait(lambda: _gone(typing))
    assert WORDS in _kept(folder)


def test_who_wants_to_lose_it_can_close(typing: ProgramProbe, folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    typing.program.window.close()
    _asked(typing).go.click()
    typing.wait(lambda: _gone(typing))
