"""What is left in memory and on the disk once a vault was open: nothing of a case."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

import builders
from app.clock import SystemClock
from app.domain.case import Case
from app.domain.incident import Incident
from app.domain.person import Person, Role
from app.domain.snapshot import CaseSnapshot
from app.main import make_program
from app.services import cases, records, vault
from app.settings import Settings, save_settings
from app.storage.keyring import Cost
from app.storage.store import Store
from app.ui.files import choose_target
from app.viewmodels.desk import Lane
from probes.program_probe import ProgramProbe

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "vier rode bussen rijden"
SECRETS = ("Yilmaz", "Visserman", "voor de deur met een koevoet", PASSPHRASE, "Z-2026-014")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a vault with one case in it, closed."""
    place = tmp_path / "vaults" / "Team.vault"
    place.parent.mkdir()
    with vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        person = builders.person(name="M. Visserman", role=Role.PERPETRATOR, relation="ex-partner")
        change = cases.open_case(store, builders.case(reference="Z-2026-014", name="A. Yilmaz"), [person])
        source = builders.source()
        records.record(store, change.case, source)
        records.record(store, change.case, builders.incident(sources=(builders.citation(source),)))
    return place


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder of its own, in which every kind of trace would show."""
    place = tmp_path / "home"
    for name, part in (
        ("HOME", ""),
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
    ):
        (place / part).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(place / part))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(place / ".config"))
    return place


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, folder: Path, home: Path) -> Iterator[ProgramProbe]:
    """Return the program with every page of the case seen and words half typed."""
    path = home / ".config" / "patroonzicht" / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open(folder)
    probe = ProgramProbe(made, qtbot, path)
    probe.try_passphrase(PASSPHRASE)
    probe.open_first_case()
    for name in probe.room.rail.names():
        probe.go_to(name)
    probe.go_to("incidents")
    probe.page.show_record("new")
    probe.rest()
    probe.page.findChildren(QPlainTextEdit)[0].setPlainText("Hij stond voor de deur met een koevoet.")
    yield probe
    made.close()


KINDS = (CaseSnapshot, Incident, Case, Person, Store)


def _alive(*kinds: type, besides: list[object]) -> list[str]:
    """Return what lives of some kinds, besides what other tests left."""
    gc.collect()
    left = {id(each) for each in besides}
    found = [each for each in gc.get_objects() if isinstance(each, kinds) and id(each) not in left]
    return [f"{type(each).__name__} {[type(holder).__name__ for holder in gc.get_referrers(each)]}" for each in found]


@pytest.fixture
def besides() -> list[object]:
    """Return what other tests left; asked for before anything is opened."""
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, KINDS)]


def test_locking_lets_go_of_the_vault_and_of_everything_that_was_read(
    besides: list[object], opened: ProgramProbe, qapp: QApplication
) -> None:
    for kind in (CaseSnapshot, Incident, Store):
        assert _alive(kind, besides=besides)
    opened.program.lock()
    opened.rest()
    opened.wait(lambda: not _busy(opened))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert _alive(*KINDS, besides=besides) == []


def test_a_session_leaves_no_word_of_a_case_in_the_home_folder(
    opened: ProgramProbe, home: Path, tmp_path: Path
) -> None:
    place = tmp_path / "Yilmaz"
    place.mkdir()
    dialog = choose_target(opened.program.window, "Opslaan", "dossier Yilmaz.pdf", "PDF (*.pdf)", _ignore)
    dialog.setDirectory(str(place))
    dialog.accept()
    opened.program.lock()
    opened.rest()
    opened.program.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [file for file in home.rglob("*") if file.is_file()]
    assert found, "at least the settings are there"
    for file in found:
        assert not any(word.encode() in file.read_bytes() or word in str(file) for word in SECRETS), file


def _busy(opened: ProgramProbe) -> bool:
    """Whether the data lane still works."""
    done: list[str] = []
    opened.program._lanes.submit(Lane.DATA, lambda: done.append("done"))
    opened._qtbot.waitUntil(lambda: bool(done))
    return False


def _ignore(_path: str) -> None:
    """Write nothing."""


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt cannot be given another home folder")
