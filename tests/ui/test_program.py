"""The program from the door to the pages and back, as a user goes through it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.clock import SystemClock
from app.domain.person import Role
from app.i18n import LANGUAGES, Language, Translator
from app.main import begin, make_program
from app.services import cases, records, vault
from app.settings import Settings, load_settings, save_settings
from app.storage.keyring import Cost
from app.storage.store import Store
from app.ui.case_dialog import CaseDialog
from app.ui.keys import KeysSheet
from app.ui.theme import LIGHT
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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a vault with one case in it, closed."""
    place = tmp_path / "Team.vault"
    with vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        person = builders.person(name="M. Visser", role=Role.PERPETRATOR, relation="ex-partner")
        change = cases.open_case(store, builders.case(reference="Z-2026-014", name="A. Yilmaz"), [person])
        source = builders.source()
        records.record(store, change.case, source)
        records.record(store, change.case, builders.incident(sources=(builders.citation(source),)))
    return place


@pytest.fixture
def opened(program: ProgramProbe, folder: Path) -> ProgramProbe:
    """Return the program with the vault open."""
    program.program.open(folder)
    program.try_passphrase(PASSPHRASE)
    assert program.is_open
    return program


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
    fields = [field for field in opened.page.findChildren(QWidget) if field.focusPolicy() & Qt.FocusPolicy.TabFocus]
    fields[-1].setFocus()
    before = opened.room.place()
    opened.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not opened.is_open
    assert "De kluis is vergrendeld" in opened.words()
    assert "Yilmaz" not in opened.words()
    opened.try_passphrase(PASSPHRASE)
    opened.rest()
    after = opened.room.place()
    assert (after.case, after.page, after.field) == (before.case, "incidents", before.field)
    assert opened.page.findChildren(QPlainTextEdit)[0].toPlainText() == "Hij stond weer voor de deur."


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
    dialog = opened.dialog(CaseDialog)
    QApplication.sendEvent(dialog, _key(Qt.Key.Key_F12))
    assert opened.is_blank
    assert opened.dialogs() == []


def test_locking_closes_dialogs_and_takes_our_words_off_the_clipboard(opened: ProgramProbe) -> None:
    opened.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("A. Yilmaz")
    opened.program.lock()
    opened.rest()
    assert opened.dialogs() == []
    assert QGuiApplication.clipboard().text() == ""


def test_another_language_renders_every_page_anew_without_a_restart(opened: ProgramProbe) -> None:
    opened.open_first_case()
    for name in opened.room.rail.names():
        opened.go_to(name)
        dutch = opened.words(opened.page)
        opened.program.apply(replace(FAR, language="en"))
        opened.rest()
        assert opened.room.place().page == name
        english = opened.words(opened.page)
        assert "All cases" in opened.words()
        assert dutch != english
        opened.program.apply(FAR)
        opened.rest()
        assert opened.words(opened.page) == dutch
    assert load_settings(opened.settings_path).language == "nl"


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
    assert opened.room.rail.names() == ("cases", "knowledge", "settings")
    opened.open_first_case()
    assert set(opened.room.rail.names()) == {
        "cases",
        "knowledge",
        "settings",
        "incidents",
        "events",
        "checklists",
        "pattern",
        "dossier",
    }


def test_a_new_case_gets_a_number_and_opens(opened: ProgramProbe) -> None:
    opened.wait(lambda: bool(opened.room.cases.state.rows))
    opened.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
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


def test_the_keys_are_shown_under_f1(opened: ProgramProbe) -> None:
    opened.press(Qt.Key.Key_F1)
    sheet = opened.dialog(KeysSheet)
    assert "Ctrl+L" in opened.words(sheet)
    sheet.accept()
    opened.rest()


def test_closing_the_window_keeps_what_was_being_saved(opened: ProgramProbe, folder: Path) -> None:
    opened.open_first_case()
    opened.program.window.close()
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
@pytest.mark.parametrize("name", ["incidents", "events", "checklists", "pattern", "dossier"])
def test_every_page_is_freed_when_it_is_closed(
    name: str, language: Language, store: Store, assert_freed: Callable[[Callable[[], QWidget]], None]
) -> None:
    case = cases.list_cases(store)[0].case.id
    maker = begin(store).pages[name]
    assert_freed(partial(maker, case, InlineDesk(), Translator(language), LIGHT))


@pytest.mark.parametrize("name", ["incidents", "events", "checklists", "pattern", "dossier"])
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
