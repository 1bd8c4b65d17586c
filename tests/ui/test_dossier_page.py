"""The dossier page: asks in place, shows real pages, writes where the user wants."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from dossier_copies import copy_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import builders
from app.domain.change import Change
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.dossier.model import DossierInput
from app.dossier.render import render
from app.errors import Leak, LeakFoundError
from app.i18n import Translator
from app.jobs import Job
from app.ui.pages.dossier import DossierPage
from app.ui.preview import page_picture
from app.ui.theme import Theme
from app.viewmodels.desk import InlineDesk
from app.viewmodels.dossier import Dossier, DossierServices
from probes.dossier_probe import DossierProbe

ENOUGH = {
    "recipient": "Openbaar Ministerie",
    "purpose": "vervolging",
    "ground": "Wpg 16",
    "reason": "anders niet te beslissen",
    "not_informed": "gevaar",
}


def _page(
    say: Translator,
    theme: Theme,
    drafts: dict[str, dict[str, object]] | None = None,
    make: Callable[[DossierInput, Job], bytes] = render,
) -> DossierPage:
    """Return the page on an invented case, with real pages or what ``make`` does; ``drafts`` are those of the vault."""
    kept: dict[str, dict[str, object]] = {} if drafts is None else drafts
    aunt = builders.source("Tante Proef", number=2, sensitivity=Sensitivity.R1)
    marks = {"where": Sensitivity.R2}
    incidents = [
        builders.incident(number=number, sources=(builders.citation(aunt),), field_sensitivity=marks)
        for number in range(1, 30)
    ]
    snapshot = builders.snapshot(*incidents, sources=(aunt,))

    def deliver(_copy: DossierInput, pdf: bytes, target: Path) -> Change:
        target.write_bytes(pdf)
        return Change(snapshot.case.id, RecordKind.CASE, snapshot.case.id)

    def keep(key: str, _case: UUID, content: dict[str, object]) -> datetime:
        kept[key] = content
        return now

    now = datetime(2026, 3, 24, 14, 2, tzinfo=UTC)
    services = DossierServices[DossierInput](
        author="S. de Boer",
        read_case=lambda _case: snapshot,
        copies=lambda _case: (),
        prepare=lambda _case, request: copy_of(snapshot, request=request),
        render=make,
        seal=lambda pdf, certificate, password: pdf + f"{certificate.name} {password}".encode(),
        deliver=deliver,
        picture=page_picture,
        keep_draft=keep,
        read_draft=kept.get,
    )
    model = Dossier(snapshot.case.id, services, InlineDesk(), say, lambda: now)
    model.load()
    return DossierPage(model, say, theme)


@pytest.fixture
def dossier(qtbot: QtBot, say: Translator, theme: Theme) -> DossierProbe:
    """Return the page, shown."""
    page = _page(say, theme)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    return DossierProbe(page, qtbot)


def test_saving_with_empty_fields_asks_in_place_and_opens_no_dialog(dossier: DossierProbe) -> None:
    assert dossier.click_save() is None
    assert dossier.hint("recipient") == "Vul in wie dit exemplaar krijgt."
    dossier.type(recipient="politie")
    assert dossier.hint("recipient") == ""
    assert dossier.hint("ground") == "Vul in op welke grond het mag worden gedeeld."


def test_real_pages_appear_once_everything_is_filled_in(dossier: DossierProbe) -> None:
    dossier.fill(**ENOUGH)
    assert dossier.place == ""
    dossier.wait_for_pages()
    assert dossier.place.startswith("pagina 1 van ")
    assert dossier.shows_paper
    assert "Beschermde bronnen" in dossier.left_out
    dossier.turn()
    assert dossier.place.startswith("pagina 2 van ")


def test_what_stopped_the_pages_is_named_where_they_would_stand(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    def leaking(_dossier: DossierInput, _job: Job) -> bytes:
        raise LeakFoundError((Leak("the text", "persoon 1", 4, ("I-3",)),))

    page = _page(say, theme, make=leaking)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    DossierProbe(page, qtbot).fill(**ENOUGH)
    qtbot.waitUntil(lambda: page.empty.title.text() == "Verborgen woorden")
    assert page.empty.words.isVisible()
    assert (
        page.empty.words.text()
        == "de tekst op pagina 4: woorden van persoon 1; ook in I-3: verbeter of markeer ze daar"
    )


def test_files_that_the_standard_cannot_hold_are_asked_there_and_the_old_pages_say_that_they_are_old(
    qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    page = _page(say, theme)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    probe = DossierProbe(page, qtbot)
    probe.fill(**ENOUGH)
    probe.wait_for_pages()
    assert not page.stopped.isVisible()
    page.form.file.archive.chosen.emit("2a")
    page.form.file.exhibits.chosen.emit("embedded")
    assert page.stopped.text().startswith("Dit zijn niet de pagina's")
    page.save.click()
    asked = page.form.first_asked()
    assert page.form.file.archive.isAncestorOf(asked)
    assert page.form.viewport().rect().contains(asked.mapTo(page.form.viewport(), asked.rect().center()))


def test_an_internal_copy_leaves_nothing_out(dossier: DossierProbe) -> None:
    dossier.fill(**ENOUGH)
    dossier.choose("intern")
    dossier.wait_for_pages()
    assert dossier.left_out == "Uit dit exemplaar is niets weggelaten vanwege de gevoeligheid."


def test_rows_to_look_at_are_shown_beside_the_pages_of_a_copy_that_leaves(dossier: DossierProbe) -> None:
    dossier.fill(**ENOUGH)
    assert dossier.look_at == ""
    dossier.choose("zorg_straf_overleg")
    dossier.wait_for_pages()
    assert "I-1" in dossier.look_at
    dossier.choose("intern")
    dossier.wait_for_pages()
    assert dossier.look_at == ""


def test_the_window_is_one_of_those_that_the_rules_know(dossier: DossierProbe) -> None:
    dossier.fill(**ENOUGH)
    dossier.page.form.windows.button("180").click()
    dossier.wait_for_pages()
    assert dossier.page.form.windows.value == "180"


def test_a_copy_can_be_one_page_without_colour_on_letter_paper(dossier: DossierProbe) -> None:
    dossier.fill(**ENOUGH)
    form = dossier.page.form
    form.file.extent.button("overview").click()
    form.file.ink.button("grey").click()
    form.file.letters.button("large").click()
    form.file.letters.button("normal").click()
    form.file.paper.button("Letter").click()
    dossier.wait_for_pages()
    assert dossier.place == "pagina 1 van 1"
    assert (form.file.extent.value, form.file.ink.value, form.file.letters.value, form.file.paper.value) == (
        "overview",
        "grey",
        "normal",
        "Letter",
    )


def test_the_copy_is_written_where_the_user_wants_it(dossier: DossierProbe, tmp_path: Path) -> None:
    dossier.fill(**ENOUGH)
    dossier.save_as(str(tmp_path / "exemplaar"))
    assert (tmp_path / "exemplaar.pdf").read_bytes().startswith(b"%PDF-")
    assert "exemplaar.pdf" in dossier.page.saved.text()


def test_what_was_typed_is_kept_when_the_page_is_left(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    drafts: dict[str, dict[str, object]] = {}
    page = _page(say, theme, drafts)
    qtbot.addWidget(page)
    page.show()
    DossierProbe(page, qtbot).type(recipient="politie")
    page.leave()
    assert [content["recipient"] for content in drafts.values()] == ["politie"]


def test_everything_on_the_page_has_a_name(dossier: DossierProbe) -> None:
    assert all(edit.accessibleName() for edit in dossier.page.findChildren(QLineEdit) if edit.objectName() == "")


def test_a_closed_page_is_freed(
    assert_freed: Callable[[Callable[[], DossierPage]], None], say: Translator, theme: Theme
) -> None:
    assert_freed(lambda: _page(say, theme))


def test_incidents_are_left_out_with_a_tick_found_by_number_or_words(dossier: DossierProbe) -> None:
    ticks = dossier.page.form.without
    ticks.search.setText("I-12")
    assert [item.text().split(" · ")[0] for item in ticks._items() if not item.isHidden()] == ["I-12"]
    QTest.keyClick(ticks.search, Qt.Key.Key_Down)
    QTest.keyClick(ticks.list, Qt.Key.Key_Space)
    assert dossier.hint_of(dossier.page.form.without_field) == "Weggelaten: I-12"
    ticks.item("3").setCheckState(Qt.CheckState.Checked)
    ticks.item("12").setCheckState(Qt.CheckState.Unchecked)
    assert dossier.hint_of(dossier.page.form.without_field) == "Weggelaten: I-3"


def test_the_password_of_a_certificate_is_asked_each_time_and_kept_nowhere(
    dossier: DossierProbe, tmp_path: Path
) -> None:
    dossier.fill(**ENOUGH)
    dossier.wait_for_pages()
    dossier.page.form.file.sign_with(str(tmp_path / "proef.p12"))
    assert dossier.page.form.file.signed_with.text() == "proef.p12"
    for number in (1, 2):
        target = tmp_path / f"{number}.pdf"
        dossier.save_as(str(target))
        asked = dossier.password()
        assert asked.password.line.text() == ""
        QTest.keyClicks(asked.password.line, f"geheim {number}")
        asked.go.click()
        assert target.read_bytes().endswith(f"proef.p12 geheim {number}".encode())
        assert asked.password.line.text() == ""
    dossier.page.form.file.unsigned.click()
    dossier.save_as(str(tmp_path / "3.pdf"))
    assert (tmp_path / "3.pdf").read_bytes().startswith(b"%PDF")
    assert b"geheim" not in (tmp_path / "3.pdf").read_bytes()


def test_a_standard_without_files_says_so_in_its_place(dossier: DossierProbe) -> None:
    dossier.fill(**ENOUGH)
    file = dossier.page.form.file
    file.exhibits.button("embedded").click()
    file.archive.button("2a").click()
    assert "Kies PDF/A-3a" in dossier.hint_of(file.archive_field)
    assert dossier.click_save() is None
    file.exhibits.button("list").click()
    assert "Kies PDF/A-3a" not in dossier.hint_of(file.archive_field)


def test_the_sources_of_a_ground_can_be_opened(dossier: DossierProbe) -> None:
    form = dossier.page.form
    assert not form.ground_sources.isVisible()
    dossier.choose("veilig_thuis")
    dossier.type(ground="Wmo 2015 art. 5.2.6 (meldrecht van beroepskrachten)")
    assert form.ground_sources.isVisible()
    assert list(form.ground_sources.links) == ["WMO17"]
    assert form.ground_sources.open_source("WMO17").isVisible()
