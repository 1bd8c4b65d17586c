"""The page of fear and protection, as somebody uses it."""

from collections.abc import Callable
from datetime import datetime

from case_keeper import NOW, CaseKeeper
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.pages.plain_form import PlainFormView
from app.ui.pages.record_lists import RecordListsPage, circumstances_page
from app.ui.pages.when_field import WhenField
from app.ui.theme import Theme
from app.ui.widgets.checks import Checks
from app.ui.widgets.link import RecordLink
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk


def now() -> datetime:
    return NOW


def page_of(snapshot: CaseSnapshot, say: Translator, theme: Theme) -> tuple[RecordListsPage, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    model = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), say, now)
    model.load()
    return circumstances_page(model, say, theme), keeper


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def form_of(page: RecordListsPage) -> PlainFormView:
    assert isinstance(page.form, PlainFormView)
    return page.form


def choose(form: PlainFormView, name: str, key: str) -> None:
    combo = form.inputs[name]
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def type_in(form: PlainFormView, name: str, text: str) -> None:
    field = form.inputs[name]
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(field, text)


def test_what_protects_and_instruments_open_their_sources_and_show_what_must_be_checked(
    qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    page, _ = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.add_buttons["protection"].click()
    form = form_of(page)
    assert form.sources["fact"].isHidden()
    choose(form, "fact", "pf.contactperson")
    below = form.sources["fact"]
    assert (list(below.links.links), below.check.isHidden()) == (["S1", "S3"], True)
    dialog = below.links.open_source("S1")
    assert "10 juli 2025" in dialog.words.text()
    dialog.accept()
    choose(form, "fact", "pf.money")
    assert (list(below.links.links), below.check.text(), below.check.isHidden()) == ([], "te controleren", False)
    page.add_buttons["outcome"].click()
    form = form_of(page)
    choose(form, "instrument", "inst.dash")
    below = form.sources["instrument"]
    assert below.links.links
    assert below.check.text() == "te controleren"


def test_fear_is_typed_and_saved(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, keeper = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.add_buttons["fear"].click()
    form = form_of(page)
    choose(form, "score", "8")
    type_in(form, "given", "14 maart 2026")
    type_in(form, "words", "Ik slaap niet")
    assert "gelezen als: 14 mrt 2026" in words(form)
    form.save.click()
    assert [fear.words for fear in keeper.snapshot.fears] == ["Ik slaap niet"]
    assert "8 van 10" in words(page)


def test_a_protected_address_says_that_it_stays_inside(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, _ = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.add_buttons["protection"].click()
    form = form_of(page)
    choose(form, "fact", "pf.safe-address")
    assert form.sensitivity.currentData() == "R0"
    form.sensitivity.setCurrentIndex(0)
    form.sensitivity.activated.emit(0)
    assert form.sensitivity.currentData() == "R0"


def test_a_statement_taken_back_leads_to_its_incidents(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    threat = builders.incident(number=31)
    page, _ = page_of(builders.snapshot(threat), say, theme)
    qtbot.addWidget(page)
    page.add_buttons["retraction"].click()
    form = form_of(page)
    when, incidents = form.inputs["when"], form.inputs["incidents"]
    assert isinstance(when, WhenField)
    assert isinstance(incidents, Checks)
    QTest.keyClicks(when.edit, "vorige week")
    type_in(form, "what", "Aangifte")
    incidents.action(str(threat.id)).trigger()
    form.save.click()
    link = next(button for button in page.findChildren(RecordLink) if button.text() == "I-31")
    with qtbot.waitSignal(page.goto) as asked:
        link.click()
    assert asked.args == ["incidents", str(threat.id)]


def test_what_was_withdrawn_is_shown_and_can_come_back(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    outcome = builders.outcome(number=3)
    page, keeper = page_of(builders.snapshot(outcomes=(outcome,)), say, theme)
    qtbot.addWidget(page)
    page.show_record(str(outcome.id))
    form = form_of(page)
    form.withdraw.click()
    QTest.keyClicks(form.why, "dubbel")
    form.really.click()
    assert "dubbel" in words(page)
    page.show_record(str(outcome.id))
    form = form_of(page)
    assert not form.save.isVisibleTo(form)
    form.restore.click()
    QTest.keyClicks(form.why, "toch")
    form.really.click()
    assert keeper.snapshot.outcomes


def test_a_narrow_window_shows_the_form_or_the_lists(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, _ = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.resize(500, 500)
    page.show()
    page.add_buttons["outcome"].click()
    assert not page.cards["outcome"].isVisible()


def test_the_page_is_freed(
    assert_freed: Callable[[Callable[[], QWidget]], None], say: Translator, theme: Theme
) -> None:
    def make() -> QWidget:
        back = builders.retraction()
        page, _ = page_of(builders.snapshot(retractions=(back,), fears=(builders.fear(),)), say, theme)
        page.show_record(str(back.id))
        return page

    assert_freed(make)
