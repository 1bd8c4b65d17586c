"""The page of events and measures, as somebody uses it."""

from collections.abc import Callable
from datetime import datetime

from case_keeper import NOW, CaseKeeper
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.incident import Breach
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.pages.event_form import EventFormView
from app.ui.pages.events import EventsPage
from app.ui.pages.measure_form import MeasureFormView
from app.ui.theme import Theme
from app.ui.widgets.link import RecordLink
from app.viewmodels.desk import InlineDesk
from app.viewmodels.events import Events


def now() -> datetime:
    return NOW


def page_of(snapshot: CaseSnapshot, say: Translator, theme: Theme) -> tuple[EventsPage, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    model = Events(keeper.case, keeper.events_services(), InlineDesk(), say, now)
    model.load()
    return EventsPage(model, say, theme), keeper


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def event_form(page: EventsPage) -> EventFormView:
    assert isinstance(page.form, EventFormView)
    return page.form


def test_a_typed_date_is_read_live_and_the_event_is_saved(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, keeper = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.new_event.click()
    form = event_form(page)
    form.type.setCurrentIndex(form.type.findData("ctx-court-date"))
    form.type.activated.emit(form.type.currentIndex())
    QTest.keyClicks(form.when, "1 april 2026")
    assert "gelezen als: 1 apr 2026" in words(form)
    form.planned.button("yes").click()
    form.save.click()
    (event,) = keeper.snapshot.events
    assert event.planned
    assert "gepland, over 8 dagen" in words(page)


def test_a_date_with_two_meanings_is_chosen_with_a_click(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, _ = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.new_event.click()
    form = event_form(page)
    QTest.keyClicks(form.when, "04/03/2026")
    choices = [button for button in form.findChildren(RecordLink) if not button.isHidden()]
    assert len(choices) == 2
    choices[0].click()
    assert "gelezen als: " + choices[0].text() in words(form)


def test_what_was_typed_is_kept_within_a_second_or_so(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, keeper = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.new_measure.click()
    assert isinstance(page.form, MeasureFormView)
    QTest.keyClicks(page.form.label, "Gebiedsverbod")
    qtbot.waitUntil(lambda: bool(keeper.drafts), timeout=3000)
    assert "concept bewaard" in words(page.form)


def test_saving_what_is_not_complete_says_what_is_missing(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, keeper = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.new_measure.click()
    assert isinstance(page.form, MeasureFormView)
    page.form.save.click()
    assert "Schrijf op vanaf welke dag de maatregel geldt." in words(page.form)
    assert not keeper.snapshot.measures


def test_a_breach_leads_to_its_incident(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    ban = builders.measure("2026-01-01", number=1)
    breach = builders.incident(number=31, breaches=(Breach(measure=ban.id, reaction="politie gebeld"),))
    page, _ = page_of(builders.snapshot(breach, measures=(ban,)), say, theme)
    qtbot.addWidget(page)
    link = next(button for button in page.findChildren(RecordLink) if button.text() == "I-31")
    with qtbot.waitSignal(page.goto) as asked:
        link.click()
    assert asked.args == ["incidents", str(breach.id)]
    assert "politie gebeld" in words(page)


def test_withdrawing_asks_for_a_reason_first(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    event = builders.event(number=4)
    page, keeper = page_of(builders.snapshot(events=(event,)), say, theme)
    qtbot.addWidget(page)
    page.show_record(str(event.id))
    form = event_form(page)
    form.withdraw.click()
    assert not form.really.isEnabled()
    QTest.keyClicks(form.why, "dubbel")
    form.really.click()
    assert not keeper.snapshot.events
    assert page.form is None


def test_an_event_form_takes_lines_of_sources(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, _ = page_of(builders.snapshot(sources=(builders.source("zus", number=3),)), say, theme)
    qtbot.addWidget(page)
    page.new_event.click()
    form = event_form(page)
    form.sources.add.click()
    form.sources.add.click()
    assert len(form.sources.lines) == 2
    assert form.sources.lines[0].source.itemText(1) == "B-3 · zus"
    next(button for button in form.sources.lines[1].findChildren(QPushButton) if button.text() == "Weghalen").click()
    assert len(form.sources.lines) == 1


def test_a_narrow_window_shows_the_form_or_the_lists(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, _ = page_of(builders.snapshot(events=(builders.event(),)), say, theme)
    qtbot.addWidget(page)
    page.resize(500, 500)
    page.show()
    page.new_event.click()
    assert not page._lists.isVisible()
    event_form(page)._close.click()
    assert page._lists.isVisible()


def test_the_events_page_is_freed(
    assert_freed: Callable[[Callable[[], QWidget]], None], say: Translator, theme: Theme
) -> None:
    def make() -> QWidget:
        event = builders.event()
        page, _ = page_of(builders.snapshot(events=(event,), measures=(builders.measure(),)), say, theme)
        page.show_record(str(event.id))
        return page

    assert_freed(make)


def test_what_was_withdrawn_stands_below_and_comes_back_with_a_reason(
    qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    page, keeper = page_of(
        builders.snapshot(events=(builders.event(note="Zegt dat zij weggaat.", number=4),)), say, theme
    )
    qtbot.addWidget(page)
    page.show()
    page.findChildren(RecordLink)[0].click()
    for button, why in (("withdraw", "verkeerde zaak"), ("restore", "toch hier")):
        form = event_form(page)
        getattr(form, button).click()
        QTest.keyClicks(form.why, why)
        form.really.click()
        if button == "withdraw":
            assert keeper.snapshot.events == ()
            assert "verkeerde zaak" in words(page)
            link = next(link for link in page.findChildren(RecordLink) if link.text() == "G-4" and link.isVisible())
            link.click()
            assert event_form(page).note.isReadOnly()
            assert not event_form(page).type.isEnabled()
            assert not event_form(page).save.isVisible()
    assert len(keeper.snapshot.events) == 1
    assert event_form(page).type.isEnabled()


def test_the_day_of_a_complaint_is_asked_of_a_report_only(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, keeper = page_of(builders.snapshot(), say, theme)
    qtbot.addWidget(page)
    page.new_event.click()
    form = event_form(page)
    assert not form.complaint_field.isVisibleTo(form)
    form.type.setCurrentIndex(form.type.findData("ctx-police-report"))
    form.type.activated.emit(form.type.currentIndex())
    assert form.complaint_field.isVisibleTo(form)
    QTest.keyClicks(form.when, "5 maart 2026")
    QTest.keyClicks(form.complaint, "6 maart 2026")
    QTest.keyClicks(form.decision, "Sepot.")
    QTest.keyClicks(form.decision_why, "Te weinig bewijs.")
    form.save.click()
    (event,) = keeper.snapshot.events
    assert (str(event.complaint_on), event.decision, event.decision_reason) == (
        "2026-03-06", "Sepot.", "Te weinig bewijs.",
    )  # fmt: skip
