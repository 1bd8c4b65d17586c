"""What is half typed outside the forms, in a question, a filter or the search, is there again after a lock."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

import builders
from app.clock import SystemClock
from app.domain.member import MemberRole
from app.main import make_program
from app.resources import resource
from app.risk.walked import Walk
from app.services import cases, drafts, members, records, vault
from app.settings import Settings, save_settings
from app.storage.keyring import Cost
from app.ui.ask import ReasonDialog
from app.ui.behaviour_picker import BehaviourPicker
from app.ui.exhibit_window import ExhibitWindow
from app.ui.history_dialog import HistoryDialog
from app.ui.member_dialogs import AddDialog
from app.ui.pages.cases import CasesPage
from app.ui.pages.checklists import ChecklistsPage
from app.ui.pages.dossier import DossierPage
from app.ui.pages.incidents import IncidentsPage
from app.ui.pages.log import LogPage
from app.ui.pages.page import Page
from app.ui.pages.pattern import PatternPage
from app.ui.pages.record_lists import RecordListsPage
from app.ui.pages.retention_dialogs import ErasureDialog, TermDialog
from app.ui.pages.settings import SettingsPage
from app.ui.pages.sources import SourcesPage
from app.ui.rights_dialog import RightsDialog
from app.ui.search_dialog import SearchDialog
from app.ui.session import Place
from app.viewmodels.circumstances import Circumstances
from probes.program_probe import ProgramProbe

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "vier rode bussen rijden"
OTHER = "twee gele trams wachten"
WHY = "De officier vraagt erom"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with one case and a reader in it, closed."""
    place = tmp_path_factory.mktemp("kept") / "Team.vault"
    with vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        change = cases.open_case(store, builders.case(reference="Z-2026-014", name="A. Yilmaz"))
        records.record(store, change.case, builders.incident(facts="Hij stond voor de deur."))
        records.record(store, change.case, builders.fear())
        members.add_member(store, "L. Lezer", OTHER, [MemberRole.READER], cost=CHEAP)
    return place


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of that vault to work in."""
    return Path(shutil.copytree(kept, tmp_path / "Team.vault"))


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[ProgramProbe]:
    """Return the program with the vault open."""
    path = tmp_path / "settings.json"
    save_settings(path, Settings(lock_after_minutes=30))
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open(folder)
    probe = ProgramProbe(made, qtbot, path)
    probe.try_passphrase(PASSPHRASE)
    probe.rest()
    yield probe
    made.close()


def _again(opened: ProgramProbe, way: str = "lock", passphrase: str = PASSPHRASE) -> None:
    """Lock, and come in again."""
    getattr(opened.program, way)()
    opened.rest()
    if way == "hide_all":
        opened.program.window.come_back()
    opened.try_passphrase(passphrase)
    opened.rest()


def _go(opened: ProgramProbe, name: str) -> Page:
    """Go to a page and wait until it was read."""
    opened.go_to(name)
    opened.rest()
    return opened.page


def _ask_export(opened: ProgramProbe) -> ReasonDialog:
    """Ask to write the case outside the vault, which asks for a reason."""
    page = _go(opened, "cases")
    assert isinstance(page, CasesPage)
    page.table.selectRow(0)
    page.export.click()
    return opened.dialog(ReasonDialog)


@pytest.mark.parametrize("way", ["lock", "hide_all"])
def test_a_reason_is_asked_again_after_a_lock_with_what_was_typed(way: str, opened: ProgramProbe) -> None:
    QTest.keyClicks(_ask_export(opened).reason, WHY)
    _again(opened, way)
    (dialog,) = opened.dialogs()
    assert isinstance(dialog, ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    assert dialog.go.isEnabled()
    assert dialog.focusWidget() is dialog.reason


def test_a_reason_that_somebody_turned_back_from_is_gone(opened: ProgramProbe) -> None:
    dialog = _ask_export(opened)
    QTest.keyClicks(dialog.reason, WHY)
    dialog.stay.click()
    opened.rest()
    assert _ask_export(opened).reason.toPlainText() == ""
    _again(opened)
    assert _ask_export(opened).reason.toPlainText() == ""


def test_a_reason_for_something_else_does_not_get_those_words(opened: ProgramProbe) -> None:
    QTest.keyClicks(_ask_export(opened).reason, WHY)
    opened.program.lock()
    opened.program._place = Place()
    opened.try_passphrase(PASSPHRASE)
    page = _go(opened, "log")
    assert isinstance(page, LogPage)
    opened.rest()
    page.export.click()
    assert opened.dialog(ReasonDialog).reason.toPlainText() == ""


def test_the_search_is_open_again_with_the_words_that_were_typed(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.room.look_for_words()
    QTest.keyClicks(opened.dialog(SearchDialog).field, "deur")
    _again(opened)
    dialog = opened.dialog(SearchDialog)
    assert dialog.field.text() == "deur"
    opened.wait(lambda: dialog.model.state.text == "deur")
    dialog.reject()
    opened.rest()
    opened.room.look_for_words()
    assert opened.dialog(SearchDialog).field.text() == ""


def test_filters_stand_as_they_were_on_the_page_that_was_open(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "incidents")
    assert isinstance(page, IncidentsPage)
    QTest.keyClicks(page.list.text, "raam")
    opened.rest()
    _again(opened)
    page = opened.page
    assert isinstance(page, IncidentsPage)
    assert page.list.text.text() == page.model.state.filter.text == "raam"


def test_the_words_a_behaviour_is_looked_for_with_are_there_again_and_go_with_their_form(
    opened: ProgramProbe,
) -> None:
    opened.open_first_case()
    page = _go(opened, "incidents")
    opened.room.goto("incidents", "new")
    opened.rest()
    QTest.keyClicks(_picker(page).edit, "handen om")
    _again(opened)
    picker = _picker(opened.page)
    assert picker.edit.text() == "handen om"
    QTest.keyClick(picker.edit, Qt.Key.Key_Down)
    assert picker.found.isVisibleTo(picker)
    assert picker.found.count() == 1
    assert isinstance(opened.page, IncidentsPage)
    opened.page.model.close()
    opened.rest()
    opened.room.goto("incidents", "new")
    opened.rest()
    assert _picker(opened.page).edit.text() == ""


def test_a_half_typed_reference_date_stands_there_again_and_one_that_was_taken_does_not(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "pattern")
    assert isinstance(page, PatternPage)
    today = page.head.reference.text()
    page.head.reference.selectAll()
    QTest.keyClicks(page.head.reference, "1 fe")
    _again(opened)
    page = opened.page
    assert isinstance(page, PatternPage)
    assert page.head.reference.text() == "1 fe"
    page.head.today_button.click()
    opened.rest()
    assert page.head.reference.text() == today
    _again(opened)
    page = opened.page
    assert isinstance(page, PatternPage)
    assert page.head.reference.text() == today
    session = opened.program._session
    assert session is not None
    opened.room.loose.keep()
    opened.rest()
    assert session.loose.read() == {}


def test_what_is_looked_for_in_a_long_list_of_boxes_is_in_sight_again(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "dossier")
    assert isinstance(page, DossierPage)
    QTest.keyClicks(page.form.without.search, "deur")
    _again(opened)
    page = opened.page
    assert isinstance(page, DossierPage)
    assert page.form.without.search.text() == "deur"
    assert page.form.without.isVisibleTo(page)


def test_a_filter_is_forgotten_with_the_case_and_by_the_next_start(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "incidents")
    assert isinstance(page, IncidentsPage)
    QTest.keyClicks(page.list.text, "raam")
    opened.room.loose.keep()
    opened.rest()
    opened.program.lock()
    opened.program._place = type(opened.program._place)()
    opened.try_passphrase(PASSPHRASE)
    opened.rest()
    opened.open_first_case()
    page = _go(opened, "incidents")
    assert isinstance(page, IncidentsPage)
    assert page.list.text.text() == ""


@pytest.mark.parametrize("way", ["lock", "turn back"])
def test_a_reason_is_kept_until_the_place_was_chosen_that_it_is_for(opened: ProgramProbe, way: str) -> None:
    dialog = _ask_export(opened)
    QTest.keyClicks(dialog.reason, WHY)
    dialog.go.click()
    (choosing,) = opened.dialogs()
    assert isinstance(choosing, QFileDialog)
    if way == "turn back":
        choosing.reject()
    _again(opened)
    assert [type(one) for one in opened.dialogs()] == ([ReasonDialog] if way == "lock" else [])
    if way == "turn back":
        _ask_export(opened)
    assert opened.dialog(ReasonDialog).reason.toPlainText() == (WHY if way == "lock" else "")


def test_a_case_file_comes_in_for_a_reason_that_a_lock_does_not_lose(opened: ProgramProbe) -> None:
    page = _go(opened, "cases")
    assert isinstance(page, CasesPage)
    page._import_file(str(resource("training/tc1.json")))
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    dialog.go.click()
    opened.wait(lambda: opened.room.case is not None)
    opened.rest()
    page = _go(opened, "log")
    assert isinstance(page, LogPage)
    page.model.choose_case("")
    opened.rest()
    assert any(f"tc1.json · {WHY}" in row.cells() for row in page.model.state.rows)


def test_nobody_else_is_asked_again(opened: ProgramProbe) -> None:
    QTest.keyClicks(_ask_export(opened).reason, WHY)
    _again(opened, passphrase=OTHER)
    assert opened.dialogs() == []


def test_why_a_closed_case_is_opened_is_asked_again_and_then_opens_it(opened: ProgramProbe) -> None:
    _go(opened, "cases")
    case = opened.room.cases.state.rows[0].id
    _correct(opened, case, closed_on=date(2026, 3, 1))
    opened.room.cases.load()
    opened.rest()
    opened.room.ask_case(case, "incidents")
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    dialog.go.click()
    opened.rest()
    assert opened.room.case == case
    assert isinstance(opened.page, IncidentsPage)


def test_who_comes_in_after_somebody_else_gives_an_own_reason_for_a_closed_case(opened: ProgramProbe) -> None:
    _go(opened, "cases")
    case = opened.room.cases.state.rows[0].id
    opened.room.open_case(case, "incidents")
    opened.rest()
    _correct(opened, case, closed_on=date(2026, 3, 1))
    _again(opened)
    _again(opened, passphrase=OTHER)
    assert opened.room.case is None
    page = _go(opened, "log")
    assert isinstance(page, LogPage)
    page.model.choose_case("")
    opened.rest()
    told = [" ".join(row.cells()) for row in page.model.state.rows]
    assert ["S. de Boer" in line for line in told if "gelezen" in line] == [True]


def test_why_an_incident_is_withdrawn_is_asked_again_over_its_form(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "incidents")
    assert isinstance(page, IncidentsPage)
    page.model.open(page.model.state.rows[0].id)
    opened.rest()
    assert page.form_view is not None
    page.form_view.withdraw.click()
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    dialog.go.click()
    opened.rest()
    assert isinstance(opened.page, IncidentsPage)
    assert not opened.page.model.state.rows


def test_why_a_version_is_put_back_is_asked_again_over_the_history(opened: ProgramProbe) -> None:
    case = opened.open_first_case()
    _correct(opened, case, name="A. Yilmaz-Smit")
    opened.room.show_history(str(case))
    opened.rest()
    opened.dialog(HistoryDialog).versions.buttons[1].click()
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    opened.wait(lambda: len(opened.dialogs()) == 2)
    assert opened.dialog(HistoryDialog).isVisible()
    assert opened.dialog(ReasonDialog).reason.toPlainText() == WHY


def test_why_a_copy_leaves_is_asked_again_over_the_exhibit_and_a_viewer_alone_stays_shut(
    opened: ProgramProbe, tmp_path: Path
) -> None:
    opened.open_first_case()
    page = _go(opened, "sources")
    assert isinstance(page, SourcesPage)
    (tmp_path / "verklaring.txt").write_text("Hij stond voor de deur.")
    page._take([tmp_path / "verklaring.txt"])
    opened.rest()
    page._view_opened()
    opened.rest()
    window = opened.dialog(ExhibitWindow)
    window.copy.click()
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    opened.wait(lambda: len(opened.dialogs()) == 2)
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    dialog.stay.click()
    opened.rest()
    assert opened.dialog(ExhibitWindow).isVisible()
    _again(opened)
    assert opened.dialogs() == []


def test_why_a_picture_or_a_list_of_others_leaves_is_asked_again(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "pattern")
    assert isinstance(page, PatternPage)
    page._ask_file("timeline", "svg")
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    dialog.stay.click()
    page = _go(opened, "checklists")
    assert isinstance(page, ChecklistsPage)
    page.show_record(Walk.FLAGS.value)
    opened.rest()
    assert page.walk is not None
    page.walk.export.click()
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    assert opened.dialog(ReasonDialog).reason.toPlainText() == WHY


def test_a_half_typed_request_is_open_again(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "dossier")
    assert isinstance(page, DossierPage)
    page._open_rights(statement=False)
    opened.rest()
    day = opened.dialog(RightsDialog).texts["day"]
    assert isinstance(day, QLineEdit)
    day.selectAll()
    QTest.keyClicks(day, "3 maart 2026")
    _again(opened)
    opened.wait(lambda: bool(opened.dialogs()))
    opened.rest()
    day = opened.dialog(RightsDialog).texts["day"]
    assert isinstance(day, QLineEdit)
    assert day.text() == "3 maart 2026"


def test_why_somebody_is_taken_out_and_a_case_is_erased_is_asked_again(opened: ProgramProbe) -> None:
    page = _go(opened, "settings")
    assert isinstance(page, SettingsPage)
    reader = next(row for row in page.members.model.state.rows if not row.is_me)
    page.members._remove(reader)
    opened.rest()
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, WHY)
    _again(opened)
    opened.wait(lambda: bool(opened.dialogs()))
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == WHY
    dialog.stay.click()
    page = opened.page
    assert isinstance(page, SettingsPage)
    page.retention._propose(page.retention.model.state.cases[0])
    QTest.keyClicks(opened.dialog(ErasureDialog).reason, WHY)
    _again(opened)
    assert opened.dialog(ErasureDialog).why == WHY


def test_somebody_else_does_not_get_the_words(opened: ProgramProbe) -> None:
    opened.room.look_for_words()
    QTest.keyClicks(opened.dialog(SearchDialog).field, "deur")
    _again(opened, passphrase=OTHER)
    assert all(dialog.field.text() == "" for dialog in opened.room.findChildren(SearchDialog))


def test_who_only_reads_keeps_words_as_well(opened: ProgramProbe) -> None:
    _again(opened, passphrase=OTHER)
    page = _go(opened, "log")
    assert isinstance(page, LogPage)
    QTest.keyClicks(page.typed, "214-7KQ4")
    QTest.keyClicks(page.text, "gelezen")
    _again(opened, passphrase=OTHER)
    page = opened.page
    assert isinstance(page, LogPage)
    assert (page.typed.text(), page.text.text()) == ("214-7KQ4", "gelezen")


def test_the_reason_of_a_withdrawal_in_a_form_is_kept(opened: ProgramProbe) -> None:
    opened.open_first_case()
    page = _go(opened, "circumstances")
    assert isinstance(page, RecordListsPage)
    opened.rest()
    assert isinstance(page.model, Circumstances)
    fear = next(row for part in page.model.state.lists for row in part.lines)
    opened.room.goto("circumstances", fear.id)
    opened.rest()
    _why(opened)
    QTest.keyClicks(_why(opened), WHY)
    _again(opened)
    page = opened.page
    assert isinstance(page, RecordListsPage)
    assert page.form is not None
    assert page.form.why.isVisible()
    assert page.form.why.text() == WHY


def test_a_term_in_own_figures_and_a_new_member_are_kept_without_any_passphrase(
    opened: ProgramProbe, folder: Path
) -> None:
    page = _go(opened, "settings")
    assert isinstance(page, SettingsPage)
    page.retention._own_figures()
    term = opened.dialog(TermDialog)
    QTest.keyClicks(term.years, "12")
    term.counts.setCurrentIndex(1)
    QTest.keyClicks(term.reason, WHY)
    _again(opened)
    page = opened.page
    assert isinstance(page, SettingsPage)
    term = opened.dialog(TermDialog)
    assert (term.years.text(), term.counts.currentIndex(), term.reason.toPlainText()) == ("12", 1, WHY)
    term.reject()
    page.members._add()
    adding = opened.dialog(AddDialog)
    QTest.keyClicks(adding.name, "B. Nieuw")
    assert adding.secret is not None
    for line in adding.secret.findChildren(QLineEdit):
        QTest.keyClicks(line, "een zin die niemand kent")
    opened.program.lock()
    opened.rest()
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store:
        assert set(drafts.read_loose(store).values()) == {"B. Nieuw"}


def test_a_reason_is_in_the_vault_a_moment_after_it_was_typed(opened: ProgramProbe) -> None:
    QTest.keyClicks(_ask_export(opened).reason, WHY)
    session = opened.program._session
    assert session is not None
    opened.wait(lambda: WHY in session.loose.read().values())


def _correct(opened: ProgramProbe, case: UUID, **fields: object) -> None:
    """Change the head of a case as its form does."""
    session = opened.program._session
    assert session is not None
    head = session.cases.read_case(case).case
    session.cases.correct(case, msgspec.structs.replace(head, **fields), reason="verbeterd")


def _picker(page: Page) -> BehaviourPicker:
    """Return where behaviours are chosen in the open form."""
    assert isinstance(page, IncidentsPage)
    assert page.form_view is not None
    return page.form_view.card.behaviours


def _why(opened: ProgramProbe) -> QLineEdit:
    """Ask to withdraw the record in the form, and return where the reason comes."""
    page = opened.page
    assert isinstance(page, RecordListsPage)
    view = page.form
    assert view is not None
    if not view.why.isVisible():
        view.withdraw.click()
        opened.rest()
    return view.why
