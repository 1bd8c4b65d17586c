"""A reader, and whoever has the vault open for reading only: everything can be read, nothing can be typed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

import builders
from app import cli
from app.clock import SystemClock
from app.domain.member import MemberRole
from app.main import make_program
from app.services import cases, members, records, vault
from app.settings import Settings, save_settings
from probes.program_probe import ProgramProbe
from vaults import CHEAP

PASSPHRASE, READING, MANAGING = "vier rode bussen rijden", "drie groene fietsen", "vijf paarse deuren open"
# What narrows a list, or chooses the day of the pattern, changes no case.
_NARROWING = {"Zoeken", "Periode", "Peildatum", "in de woorden zoeken"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with a reader, in which one case holds something of every kind, closed."""
    folder = tmp_path_factory.mktemp("kept") / "Team.vault"
    with vault.create_vault(folder, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        source = builders.source()
        change = cases.open_case(store, builders.case(reference="Z-2026-014"), [builders.person()])
        for record in (
            source,
            builders.measure("2026-01-01", "2026-04-01"),
            builders.event("ctx-separation-announced", "2026-01-18"),
            builders.assessment(),
            builders.incident(sources=(builders.citation(source),)),
            builders.review(),
        ):
            records.record(store, change.case, record)
        members.add_member(store, "Anke Proef", READING, (MemberRole.READER,), cost=CHEAP)
        members.add_member(store, "Bo Beheer", MANAGING, (MemberRole.MANAGER,), cost=CHEAP)
    return folder


@pytest.fixture
def reading(qapp: QApplication, qtbot: QtBot, kept: Path, tmp_path: Path) -> Iterator[ProgramProbe]:
    """Return the program with a copy of that vault open to the reader, in that case."""
    folder = Path(shutil.copytree(kept, tmp_path / "Team.vault"))
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open(folder)
    probe = ProgramProbe(made, qtbot, path)
    probe.try_passphrase(READING)
    probe.open_first_case()
    yield probe
    made.close()


def typed_into(probe: ProgramProbe) -> list[str]:
    """Return the names of the fields on the page that take what is typed."""
    fields: list[QLineEdit | QPlainTextEdit] = [
        *probe.page.findChildren(QLineEdit),
        *probe.page.findChildren(QPlainTextEdit),
    ]
    return [
        field.accessibleName() for field in fields if field.isVisible() and field.isEnabled() and not field.isReadOnly()
    ]


def offered(probe: ProgramProbe) -> list[str]:
    """Return the buttons of the page that would change a case."""
    buttons = probe.page.findChildren(QPushButton)
    words = [button.text() for button in buttons if button.isVisible() and button.isEnabled()]
    verbs = ("+", "Opslaan", "Intrekken", "Terughalen", "Concept", "Ondertekenen", "Afronden")
    return [word for word in words if word.startswith(verbs)]


@pytest.mark.parametrize("page", ["incidents", "events", "circumstances", "sources", "weighings"])
def test_a_reader_reads_every_form_and_types_in_none(reading: ProgramProbe, page: str) -> None:
    reading.go_to(page)
    snapshot = reading.program._session.cases.read_case(reading.room.case)  # type: ignore[union-attr,arg-type]
    kinds = {
        "incidents": snapshot.incidents,
        "events": (*snapshot.events, *snapshot.measures),
        "sources": snapshot.sources,
        "weighings": snapshot.reviews,
    }
    assert offered(reading) == []
    for record in kinds.get(page, ()):
        reading.page.show_record(str(record.id))
        reading.rest()
        assert set(typed_into(reading)) <= _NARROWING
        assert offered(reading) == []
        assert "Alleen lezen" in reading.words(reading.page)
    reading.program.lock()
    assert not reading.door.error.text()


def test_a_manager_is_not_told_that_there_are_no_cases(
    reading: ProgramProbe, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    reading.program.lock()
    reading.rest()
    reading.try_passphrase(MANAGING)
    reading.rest()
    words = reading.words(reading.page)
    assert "Met uw rol in deze kluis ziet u geen zaken." in words
    assert "nog geen zaken" not in words
    reading.program.lock()
    reading.rest()
    (tmp_path / "words.txt").write_text(MANAGING, encoding="utf-8")
    assert cli.main(["cases", str(tmp_path / "Team.vault"), "--passphrase-file", str(tmp_path / "words.txt")]) == 0
    assert capsys.readouterr().out == "Met uw rol in deze kluis ziet u geen zaken.\n"


def test_a_reader_sees_the_questions_of_a_list_and_answers_none(reading: ProgramProbe) -> None:
    reading.go_to("checklists")
    view = reading.page
    view.show_record("stk")
    reading.rest()
    assert typed_into(reading) == []
    assert offered(reading) == []


def test_a_reader_chooses_another_day_for_the_pattern_without_changing_the_case(reading: ProgramProbe) -> None:
    reading.go_to("pattern")
    reading.page._model.choose_reference("1 februari 2026")  # type: ignore[attr-defined]
    reading.rest()
    assert "1 feb 2026" in reading.words(reading.page) + reading.page._model.state.reference  # type: ignore[attr-defined]
    assert not reading.room.messages.isVisible()


def test_a_reader_sees_the_pages_of_a_dossier_and_saves_none(reading: ProgramProbe) -> None:
    reading.go_to("dossier")
    assert offered(reading) == []
    assert "Alleen lezen" in reading.words(reading.page)


def test_a_reader_is_offered_no_own_lists_to_add(reading: ProgramProbe) -> None:
    reading.go_to("settings")
    assert not reading.room.settings_page.own.add.isVisible()
