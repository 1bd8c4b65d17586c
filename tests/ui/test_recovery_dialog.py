"""The last step of a new vault and the settings about people, in the running program."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.clock import SystemClock
from app.domain.member import MemberRole
from app.dossier.recovery_sheet import recovery_sheet
from app.i18n import Translator
from app.main import make_program
from app.services import members, vault
from app.settings import Settings, save_settings
from app.storage.keyring import Cost
from app.ui.member_dialogs import AddDialog
from app.ui.printing import PrintDialog, paint_pages
from app.ui.recovery_dialog import RecoveryDialog
from app.ui.theme import Theme
from app.viewmodels.desk import InlineDesk
from app.viewmodels.recovery import RecoveryModel, RecoveryServices, Step
from probes.program_probe import ProgramProbe

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "vier rode bussen rijden"


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a vault with a founder and a reader, closed."""
    place = tmp_path / "Team.vault"
    with vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        members.add_member(store, "Anke Proef", "drie groene fietsen", (MemberRole.READER,), cost=CHEAP)
    return place


def test_a_new_vault_ends_with_words_that_are_shown_and_asked_back(program: ProgramProbe, tmp_path: Path) -> None:
    program.make_vault(tmp_path, "Nieuw", "S. de Boer", PASSPHRASE)
    program.rest()
    dialog = program.dialog(RecoveryDialog)
    assert "Stap 3 van 3" in program.words(dialog)
    dialog.go_on.click()
    program.rest()
    words = dialog._model.state.words
    assert len(words) == 24
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert set(words) <= set(shown)
    program.wait(lambda: dialog.form.verticalScrollBar().maximum() == 0)
    dialog.go_on.click()
    assert not set(words) & {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}
    assert dialog.fields is not None
    for line, word in zip(dialog.fields.lines, words, strict=True):
        line.setText(word[:4])
    dialog.go_on.click()
    program.rest()
    assert "De woorden kloppen" in program.words(dialog)
    dialog.go_on.click()
    program.rest()
    assert program.dialogs() == []
    assert not program.room.members.state.recovery_due


def test_words_that_were_put_off_are_reminded_of_in_the_settings(program: ProgramProbe, tmp_path: Path) -> None:
    program.make_vault(tmp_path, "Nieuw", "S. de Boer", PASSPHRASE)
    program.rest()
    program.dialog(RecoveryDialog).later.click()
    program.rest()
    program.go_to("settings")
    assert "vraagt aandacht" in program.words(program.page)
    assert "nog geen herstelwoorden" in program.words(program.page)


def test_the_words_on_paper_open_the_vault_with_a_new_passphrase(program: ProgramProbe, folder: Path) -> None:
    with vault.unlock_vault(folder, PASSPHRASE, SystemClock()) as store:
        words = members.new_recovery_words(store)
    program.program.open(folder)
    program.door.open_side.to_words.clicked_key.emit("")
    for line, word in zip(program.door.words_side.words.lines, words, strict=True):
        line.setText(word)
    program.door.words_side.go_on.click()
    side = program.door.renew_side
    program.wait(side.isVisible)
    assert {side.who.itemText(row) for row in range(side.who.count())} == {"S. de Boer", "Anke Proef"}
    side.who.setCurrentText("S. de Boer")
    for field in (side.secret.first, side.secret.again):
        field.line.setText("een heel andere zin")
    side.go_on.click()
    program.wait(lambda: program.is_open)
    program.rest()
    program.program.lock()
    program.try_passphrase(PASSPHRASE)
    assert not program.is_open
    program.try_passphrase("een heel andere zin")
    assert program.is_open


def test_a_reader_is_offered_nothing_to_record_and_no_keys_of_others(program: ProgramProbe, folder: Path) -> None:
    program.program.open(folder)
    program.try_passphrase("drie groene fietsen")
    assert program.room.cases_page.new.isHidden()
    program.room.new_incident()
    assert program.dialogs() == []
    program.go_to("settings")
    card = program.room.settings_page.members
    assert [widget.isHidden() for widget in (card.add, card.fresh, card.drill, card.own)] == [True, True, True, False]
    assert "leest mee" in program.words(program.room.rail)


def test_a_manager_lets_somebody_in_from_the_settings(program: ProgramProbe, folder: Path) -> None:
    program.program.open(folder)
    program.try_passphrase(PASSPHRASE)
    program.go_to("settings")
    card = program.room.settings_page.members
    card.add.click()
    form = program.dialog(AddDialog)
    form.name.setText("T. Nieuw")
    form.go.click()
    assert form.fields["new_passphrase"][0].hint.text() != form.fields["new_passphrase"][1]
    assert form.secret is not None
    for field in (form.secret.first, form.secret.again):
        field.line.setText("drie groene fietsen rijden")
    form.go.click()
    program.wait(lambda: len(card.model.state.rows) == 3)
    program.rest()
    assert program.dialogs() == []
    assert "T. Nieuw" in program.words(program.page)


def test_closing_the_words_forgets_them(qtbot: QtBot, theme: Theme, say: Translator) -> None:
    services = RecoveryServices(
        make=lambda: tuple(f"woord{n}" for n in range(24)),
        confirm=str,
        sheet=lambda _words, _language, _job: b"",
        note_printed=lambda: None,
    )
    model = RecoveryModel(services, InlineDesk(), say)
    parent = QLabel()
    qtbot.addWidget(parent)
    dialog = RecoveryDialog(parent, model, say, theme, lambda: None)
    dialog.open()
    model.make()
    dialog.later.click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert model.state.words == ()


def test_a_paper_is_painted_on_the_whole_page(qtbot: QtBot, tmp_path: Path) -> None:

    pdf = recovery_sheet(["fiets"] * 24, vault="Team", made_on=date(2026, 3, 14), say=Translator("nl"))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paint_pages(pdf, printer)
    document = pypdfium2.PdfDocument(tmp_path / "papier.pdf")
    bitmap = document[0].render(scale=1)
    dots = bytes(bitmap.buffer)
    bitmap.close()
    document.close()
    assert min(dots) < 120
    del qtbot


def test_nothing_goes_to_a_printer_before_it_stands_in_the_log(qtbot: QtBot, tmp_path: Path) -> None:
    pdf = recovery_sheet(["fiets"] * 24, vault="Team", made_on=date(2026, 3, 14), say=Translator("nl"))
    parent, waiting = QLabel(), list[Callable[[], None]]()
    qtbot.addWidget(parent)
    dialog = PrintDialog(parent, pdf, waiting.append)
    target = tmp_path / "papier.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(target))
    dialog.accepted.emit(dialog.printer())
    dialog.finished.emit(1)
    assert not target.exists()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (go,) = waiting
    go()
    assert target.exists()


def test_enter_goes_on_from_step_to_step_and_never_throws_new_words_away(program: ProgramProbe, tmp_path: Path) -> None:
    program.make_vault(tmp_path, "Nieuw", "S. de Boer", PASSPHRASE)
    program.rest()
    dialog = program.dialog(RecoveryDialog)
    dialog.go_on.click()
    program.rest()
    program.wait(lambda: dialog.focusWidget() is dialog.go_on)
    assert dialog._model.state.step is Step.SHOW
