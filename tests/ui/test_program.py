"""The program from the door to the pages and back, as a user goes through it."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.clock import SystemClock
from app.domain.person import Role
from app.i18n import LANGUAGES, Language, Translator
from app.main import begin, make_program
from app.services import cases, records, vault
from app.settings import Settings, load_settings, save_settings
from app.storage.aside import ASIDE
from app.storage.keyring import Cost
from app.storage.outside import announced_here
from app.storage.store import Store
from app.ui.ask import ReasonDialog
from app.ui.case_dialog import CaseDialog
from app.ui.cursor import first_field
from app.ui.history_dialog import HistoryDialog
from app.ui.keys import KeysSheet
from app.ui.pages.event_form import EventFormView
from app.ui.pages.events import EventsPage
from app.ui.pages.record_lists import RecordListsPage
from app.ui.theme import LIGHT
from app.ui.widgets.answer_switch import AnswerSwitch
from app.ui.widgets.guide_text import GuideText
from app.ui.widgets.link import ShowLink
from app.viewmodels.desk import InlineDesk
from probes.program_probe import ProgramProbe

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "vier rode bussen rijden"
FAR = Settings(lock_after_minutes=30)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[ProgramProbe]:
    """Return the running program at its door; its settings live in ``tmp_path``."""
    path = tmp_path / "settings.json"
    save_settings(path, FAR)
    made = make_program(qapp, settings_path=path)
    qtbot.addWidget(made.window)
    made.open()
    yield ProgramProbe(made, qtbot, path)
    made.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with one case in it, closed."""
    place = tmp_path_factory.mktemp("kept") / "Team.vault"
    with vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        person = builders.person(name="M. Visser", role=Role.PERPETRATOR, relation="ex-partner")
        change = cases.open_case(store, builders.case(reference="Z-2026-014", name="A. Yilmaz"), [person])
        source = builders.source()
        records.record(store, change.case, source)
        records.record(store, change.case, builders.incident(sources=(builders.citation(source),)))
    return place


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of that vault to work in."""
    return Path(shutil.copytree(kept, tmp_path / "Team.vault"))


@pytest.fixture
def opened(program: ProgramProbe, folder: Path) -> ProgramProbe:
    """Return the program with the vault open."""
    program.program.open(folder)
    program.try_passphrase(PASSPHRASE)
    assert program.is_open
    return program


def test_a_file_on_a_disk_that_never_comes_back_is_named_until_somebody_says_why_not(
    opened: ProgramProbe, folder: Path, tmp_path: Path
) -> None:
    opened.program.lock()
    opened.wait(lambda: not (folder / "lock").exists())
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store, store.drafts(needs=None) as kept:
        kept.announce(announced_here(tmp_path / "stick" / ".zaak.json-0123abcd"))
    opened.try_passphrase(PASSPHRASE)
    bar = opened.room.messages
    assert ".zaak.json-0123abcd" in bar.words.text()
    assert bar.action.isVisible()
    bar.action.click()
    QTest.keyClicks(opened.dialog(ReasonDialog).reason, "de stick is kwijt")
    opened.program.lock()
    opened.try_passphrase(PASSPHRASE)
    dialog = opened.dialog(ReasonDialog)
    assert dialog.reason.toPlainText() == "de stick is kwijt"
    dialog.go.click()
    opened.rest()
    assert not opened.room.messages.isVisible()
    opened.program.lock()
    opened.try_passphrase(PASSPHRASE)
    assert not opened.room.messages.isVisible()
    opened.room.messages.refuse("iets anders")
    assert not opened.room.messages.action.isVisible()


def test_a_new_vault_is_made_at_the_door_and_opens(program: ProgramProbe, tmp_path: Path) -> None:
    program.make_vault(tmp_path, "Nieuw", "S. de Boer", PASSPHRASE)
    program.rest()
    assert (tmp_path / "Nieuw.vault" / "vault.db").exists()
    assert "Er zijn nog geen zaken" in program.words()


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(program: ProgramProbe, folder: Path) -> None:
    program.program.open(folder)
    program.try_passphrase("vier rode bussen staan")
    assert not program.is_open
    assert "Deze wachtzin opent de kluis niet" in program.words()
    program.try_passphrase(PASSPHRASE)
    assert program.is_open


def test_a_folder_that_is_no_vault_is_told(program: ProgramProbe, tmp_path: Path) -> None:
    program.program.open(tmp_path)
    program.try_passphrase(PASSPHRASE)
    assert not program.is_open
    assert "geen kluis" in program.words()


def test_locking_keeps_the_draft_and_leads_back_to_the_same_page_and_field(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("incidents")
    opened.page.show_record("new")
    opened.rest()
    opened.page.findChildren(QPlainTextEdit)[0].setPlainText("Hij stond weer voor de deur.")
    shown = [field for field in opened.page.findChildren(QLineEdit) if field.isVisible() and not field.isReadOnly()]
    shown[-1].setFocus()
    before = opened.room.place()
    opened.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not opened.is_open
    assert "De kluis is vergrendeld" in opened.words()
    assert "Yilmaz" not in opened.words()
    opened.try_passphrase(PASSPHRASE)
    opened.rest()
    after = opened.room.place()
    assert (after.case, after.page, after.spot) == (before.case, "incidents", before.spot)
    assert opened.page.findChildren(QPlainTextEdit)[0].toPlainText() == "Hij stond weer voor de deur."


@pytest.mark.parametrize("way", ["lock", "hide_all"])
def test_unlocking_puts_the_cursor_back_where_typing_went_on(way: str, opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("incidents")
    opened.page.show_record("new")
    opened.rest()
    text = opened.page.findChildren(QPlainTextEdit)[0]
    text.setFocus()
    QTest.keyClicks(text, "Hij stond weer voor de deur.")
    cursor = text.textCursor()
    cursor.setPosition(9)
    text.setTextCursor(cursor)
    _unlock_again(opened, way)
    assert opened.program.window.focusWidget() is opened.page.findChildren(QPlainTextEdit)[0]
    assert opened.page.findChildren(QPlainTextEdit)[0].textCursor().position() == 9


@pytest.mark.parametrize("way", ["lock", "hide_all"])
def test_unlocking_puts_the_cursor_behind_what_was_typed_on_one_line(way: str, opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("dossier")
    line = opened.page.findChildren(QLineEdit)[1]
    line.setFocus()
    QTest.keyClicks(line, "beoordeling")
    _unlock_again(opened, way)
    again = opened.page.findChildren(QLineEdit)[1]
    assert opened.program.window.focusWidget() is again
    assert again.cursorPosition() == len(again.text()) == 11


def test_unlocking_puts_the_cursor_back_at_the_same_question(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("checklists")
    opened.page.show_record("nfs")
    opened.rest()
    opened.page.findChildren(AnswerSwitch)[4].take_focus()
    before = opened.room.place().spot
    _unlock_again(opened, "lock")
    opened.rest()
    assert opened.room.place().spot == before


def _unlock_again(opened: ProgramProbe, way: str) -> None:
    """Lock in a way and unlock."""
    getattr(opened.program, way)()
    if opened.is_blank:
        opened.program.window.come_back()
    opened.try_passphrase(PASSPHRASE)
    opened.rest()


@pytest.mark.parametrize("form", ["new", "case"])
def test_locking_gives_the_half_typed_form_of_a_case_back(form: str, opened: ProgramProbe) -> None:
    if form == "case":
        opened.open_first_case()
        opened.room.edit_case()
    else:
        opened.room.new_case()
    opened.rest()
    dialog = opened.dialog(CaseDialog)
    dialog.name.setText("B. Jansen")
    dialog.name.textEdited.emit("B. Jansen")
    opened.program.lock()
    assert opened.dialogs() == []
    opened.try_passphrase(PASSPHRASE)
    opened.rest()
    again = opened.dialog(CaseDialog)
    assert (again.name.text(), again.words.text()) == ("B. Jansen", "concept teruggehaald")
    again.cancel.click()
    opened.rest()
    opened.room.edit_case() if form == "case" else opened.room.new_case()
    opened.rest()
    assert opened.dialog(CaseDialog).name.text() == ("A. Yilmaz" if form == "case" else "")


def test_f12_shows_nothing_at_once_and_locks(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.press(Qt.Key.Key_F12)
    assert opened.is_blank
    assert opened.title.strip() == ""
    assert opened.words().strip() == ""
    assert not opened.is_open
    opened.press(Qt.Key.Key_Space)
    opened.wait(lambda: not opened.is_blank)
    assert opened.title == "Patroonzicht"
    opened.try_passphrase(PASSPHRASE)
    assert opened.room.case is not None


def test_f12_works_while_a_dialog_is_open(opened: ProgramProbe) -> None:
    opened.room.new_case()
    opened.rest()
    dialog = opened.dialog(CaseDialog)
    QApplication.sendEvent(dialog, _key(Qt.Key.Key_F12))
    assert opened.is_blank
    assert opened.dialogs() == []


def test_locking_closes_dialogs_and_takes_our_words_off_the_clipboard(opened: ProgramProbe) -> None:
    opened.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    opened.rest()
    # One copies from a window that has the focus; the platform hands it over a moment after the dialog is shown.
    opened.wait(opened.dialog(CaseDialog).isActiveWindow)
    QGuiApplication.clipboard().setText("A. Yilmaz")
    opened.program.lock()
    opened.rest()
    assert opened.dialogs() == []
    assert QGuiApplication.clipboard().text() == ""


def test_another_language_renders_every_page_anew_without_a_restart(opened: ProgramProbe) -> None:
    opened.open_first_case()
    marks = {"nl": "Alle zaken", "en": "All cases"}
    before: Language = "nl"
    for name in opened.room.rail.names():
        opened.go_to(name)
        old = opened.words(opened.page)
        after: Language = "en" if before == "nl" else "nl"
        opened.program.apply(replace(FAR, language=after))
        opened.rest()
        assert opened.room.place().page == name
        assert opened.words(opened.page) not in {old, ""}
        assert marks[after] in opened.words()
        assert marks[before] not in opened.words()
        assert load_settings(opened.settings_path).language == after
        before = after


def test_a_language_that_is_chosen_back_shows_the_same_words(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("checklists")
    dutch = opened.words(opened.page)
    for language in ("en", "nl"):
        opened.program.apply(replace(FAR, language=language))
        opened.rest()
    assert opened.words(opened.page) == dutch


def test_larger_text_and_other_colours_work_at_once(opened: ProgramProbe) -> None:
    opened.go_to("settings")
    before = opened.room.rail.width()
    opened.program.apply(replace(FAR, text_percent=150, theme="dark"))
    opened.rest()
    assert opened.room.rail.width() > before
    assert opened.program.theme.name == "dark"


def test_the_title_of_the_window_never_names_a_case(opened: ProgramProbe) -> None:
    opened.open_first_case()
    for name in opened.room.rail.names():
        opened.go_to(name)
        assert opened.title == "Patroonzicht"


def test_the_head_names_the_case_its_people_and_what_asks_attention(opened: ProgramProbe) -> None:
    opened.open_first_case()
    head = opened.room.head
    assert head is not None
    assert head.title.text() == "Z-2026-014  A. Yilmaz"
    assert "ex-partner M. Visser" in head.about.text()
    assert any("nooit gesteld" in fact for fact in head.facts())


def test_the_rail_holds_only_pages_that_exist(opened: ProgramProbe) -> None:
    assert opened.room.rail.names() == ("cases", "knowledge", "log", "settings", "guide")
    opened.open_first_case()
    assert set(opened.room.rail.names()) == {
        "cases",
        "knowledge",
        "log",
        "settings",
        "guide",
        "incidents",
        "events",
        "circumstances",
        "sources",
        "checklists",
        "pattern",
        "weighings",
        "dossier",
    }


def test_a_new_case_gets_a_number_and_opens(opened: ProgramProbe) -> None:
    opened.wait(lambda: bool(opened.room.cases.state.rows))
    opened.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    opened.rest()
    form = opened.dialog(CaseDialog)
    assert form.reference.text().startswith("Z-")
    form.name.setText("B. Jansen")
    form.name.textEdited.emit("B. Jansen")
    form.save.click()
    opened.wait(lambda: opened.room.case is not None)
    opened.rest()
    head = opened.room.head
    assert head is not None
    assert "B. Jansen" in head.title.text()


def test_ctrl_and_a_number_put_the_cursor_where_the_page_begins(opened: ProgramProbe) -> None:
    opened.open_first_case()
    for digit, name in zip("1234567890", opened.room.rail.names(), strict=False):
        opened.press(Qt.Key(Qt.Key.Key_0 + int(digit)), Qt.KeyboardModifier.ControlModifier)
        opened.rest()
        focused = opened.program.window.focusWidget()
        assert opened.room.place().page == name
        assert opened.page.isAncestorOf(focused), name
        assert isinstance(focused, QLineEdit | QTableView | QAbstractButton | QComboBox | GuideText), name


def test_the_cursor_goes_from_a_saved_incident_to_the_list(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("incidents")
    opened.page.findChildren(QTableView)[0].clicked.emit(opened.page.findChildren(QTableView)[0].model().index(0, 0))
    opened.rest()
    QTest.keyClicks(opened.page.findChildren(QPlainTextEdit)[0], "Later: ")
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.rest()
    assert opened.program.window.focusWidget() is opened.page.findChildren(QTableView)[0]


@pytest.mark.parametrize("name", ["new_event", "new_measure"])
def test_a_new_event_or_measure_begins_in_its_first_field(name: str, opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("events")
    assert isinstance(opened.page, EventsPage)
    getattr(opened.page, name).click()
    opened.rest()
    assert opened.page.form is not None
    focused = opened.program.window.focusWidget()
    assert focused is first_field(opened.page.form.room)


def test_the_keys_are_shown_under_f1(opened: ProgramProbe) -> None:
    opened.press(Qt.Key.Key_F1)
    sheet = opened.dialog(KeysSheet)
    assert "Ctrl+L" in opened.words(sheet)
    sheet.accept()
    opened.rest()


def test_shift_f1_opens_the_guide_at_the_chapter_about_the_page(opened: ProgramProbe) -> None:
    opened.open_first_case()
    for page in ("incidents", "dossier", "settings", "cases"):
        opened.go_to(page)
        opened.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        assert opened.room.place().page == "guide"
        assert opened.page.place() == page
        assert "A. Yilmaz" not in opened.words()


def test_the_sheet_with_the_keys_leads_to_the_guide(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("pattern")
    opened.press(Qt.Key.Key_F1)
    sheet = opened.dialog(KeysSheet)
    next(button for button in sheet.findChildren(QAbstractButton) if button.text() == "Handleiding").click()
    opened.rest()
    assert opened.dialogs() == []
    assert opened.page.place() == "pattern"


def test_at_the_door_the_sheet_offers_no_guide(program: ProgramProbe) -> None:
    program.program.window.show_keys()
    sheet = program.dialog(KeysSheet)
    assert "Handleiding" not in [button.text() for button in sheet.findChildren(QAbstractButton)]
    sheet.accept()


def test_a_lock_and_another_language_lead_back_to_the_same_chapter(opened: ProgramProbe) -> None:
    opened.go_to("guide")
    opened.page.show_record("limits")
    opened.program.apply(replace(FAR, language="en"))
    opened.rest()
    assert opened.page.place() == "limits"
    assert opened.page.findChildren(GuideText)[0].toPlainText().startswith("What the program cannot say")
    opened.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    opened.try_passphrase(PASSPHRASE)
    assert opened.page.place() == "limits"


def test_closing_the_window_keeps_what_was_being_saved(opened: ProgramProbe, folder: Path) -> None:
    opened.open_first_case()
    ASIDE._sealed.clear()
    opened.program.window.close()
    opened.wait(lambda: not opened.program.window.isVisible())
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store:
        assert len(cases.list_cases(store)) == 1


def test_no_file_is_kept_about_vaults_or_cases(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.program.apply(replace(FAR, lock_after_minutes=10))
    assert b"Team" not in opened.settings_path.read_bytes()
    assert [path.name for path in opened.settings_path.parent.iterdir() if path.is_file()] == ["settings.json"]


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Return the open vault, without the program."""
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as found:
        yield found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["incidents", "events", "circumstances", "sources", "checklists", "pattern", "weighings", "dossier"]
)
def test_every_page_is_freed_when_it_is_closed(
    name: str, language: Language, store: Store, assert_freed: Callable[[Callable[[], QWidget]], None]
) -> None:
    case = cases.list_cases(store)[0].case.id
    maker = begin(store).pages[name]
    assert_freed(partial(maker, case, InlineDesk(), Translator(language), LIGHT))


@pytest.mark.parametrize(
    "name", ["incidents", "events", "circumstances", "sources", "checklists", "pattern", "weighings", "dossier"]
)
def test_no_page_flashes_a_window_of_its_own_while_it_is_made(name: str, store: Store, qtbot: QtBot) -> None:
    flashed: list[str] = []
    watch = _Shows(flashed)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        case = cases.list_cases(store)[0].case.id
        page = begin(store).pages[name](case, InlineDesk(), Translator("nl"), LIGHT)
        qtbot.addWidget(page)
    finally:
        application.removeEventFilter(watch)
    assert flashed == []


class _Shows(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self, flashed: list[str]) -> None:
        super().__init__()
        self._flashed = flashed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        """Note a window that is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._flashed.append(f"{type(watched).__name__} {getattr(watched, 'text', str)()!r}")
        return super().eventFilter(watched, event)


def _key(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def test_typing_stays_when_the_folder_falls_away_and_is_saved_once_it_is_back(
    opened: ProgramProbe, folder: Path
) -> None:
    opened.open_first_case()
    opened.go_to("events")
    page = opened.page
    assert isinstance(page, EventsPage)
    page.new_event.click()
    opened.rest()
    form = page.form
    assert isinstance(form, EventFormView)
    form.type.setCurrentIndex(form.type.findData("ctx-court-date"))
    form.type.activated.emit(form.type.currentIndex())
    QTest.keyClicks(form.when, "1 maart 2026")
    opened.rest()
    folder.rename(folder.with_name("away"))
    form.save.click()
    opened.rest()
    assert "is er niet meer" in opened.room.messages.words.text()
    assert opened.room.messages.isVisible()
    assert form.when.text() == "1 maart 2026"
    folder.with_name("away").rename(folder)
    form.save.click()
    opened.rest()
    assert "1 mrt 2026" in opened.words(page)
    assert not form.form.state.dirty


def test_opening_a_closed_case_asks_a_reason_once_and_the_log_keeps_it(program: ProgramProbe, folder: Path) -> None:
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store:
        head = cases.list_cases(store)[0].case
        records.correct(store, head.id, replace(head, closed_on=head.opened_on), reason="afgerond")
    program.program.open(folder)
    program.try_passphrase(PASSPHRASE)
    program.room.cases.show_closed(closed=True)
    program.wait(lambda: bool(program.room.cases.state.rows))
    case = program.room.cases.state.rows[0].id
    program.room.cases_page.opened.emit(case)
    dialog = program.dialog(ReasonDialog)
    assert program.room.case is None
    dialog.reason.setPlainText("vraag van de rechtbank")
    dialog.go.click()
    program.rest()
    assert program.room.case == case
    program.go_to("settings")
    program.go_to("events")
    program.program.lock()
    program.try_passphrase(PASSPHRASE)
    assert program.room.case == case
    assert program.dialogs() == []
    program.program.lock()
    program.rest()
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store, store.read() as reader:
        told = [entry.detail for entry in reader.audit() if entry.action == "case.read"]
    assert len(told) == 2
    assert "vraag van de rechtbank" in told[0]
    assert "vergrendelen" in told[1]


def test_what_was_shown_is_hidden_again_on_another_page_and_after_a_lock(opened: ProgramProbe) -> None:
    opened.open_first_case()
    opened.go_to("circumstances")
    opened.rest()
    page = opened.page
    assert isinstance(page, RecordListsPage)
    page.add("fear")
    opened.rest()
    assert page.model.form is not None
    page.model.form.edit(score="6", given="1 maart 2026", words="Lindelaan 4", sensitivity="R0")
    page.model.form.save()
    opened.rest()
    assert "Lindelaan 4" in opened.words(page)
    opened.go_to("events")
    opened.rest()
    opened.go_to("circumstances")
    opened.rest()
    assert "Lindelaan 4" not in opened.words(page)
    assert "Verborgen (R0)" in opened.words(page)
    page.findChildren(ShowLink)[0].click()
    opened.rest()
    assert "Lindelaan 4" in opened.words(page)
    opened.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    opened.try_passphrase(PASSPHRASE)
    opened.rest()
    assert "Verborgen (R0)" in opened.words()
    assert "Lindelaan 4" not in opened.words()


def test_the_history_of_the_case_opens_from_its_head_and_from_an_assessment(opened: ProgramProbe) -> None:
    opened.open_first_case()
    assert opened.room.head is not None
    opened.room.head.past.click()
    opened.rest()
    dialog = opened.dialog(HistoryDialog)
    assert "1 · vastgelegd" in opened.words(dialog)
    assert "Zaaknummer: Z-2026-014" in opened.words(dialog)
    dialog.about.setCurrentIndex(1)
    dialog.about.activated.emit(1)
    opened.rest()
    assert "Naam: M. Visser" in opened.words(dialog)
    opened.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not opened.is_open
    assert not opened.dialogs()


def test_what_was_typed_while_the_folder_was_gone_is_there_after_the_lock(
    opened: ProgramProbe, folder: Path, tmp_path: Path
) -> None:
    opened.open_first_case()
    opened.go_to("incidents")
    opened.page.show_record("new")
    opened.rest()
    folder.rename(tmp_path / "away")
    opened.page.findChildren(QPlainTextEdit)[0].setPlainText("Hij stond weer voor de deur.")
    opened.program.lock()
    opened.wait(lambda: "versleuteld in het geheugen" in opened.words())
    (tmp_path / "away").rename(folder)
    opened.try_passphrase(PASSPHRASE)
    assert opened.page.findChildren(QPlainTextEdit)[0].toPlainText() == "Hij stond weer voor de deur."
