"""The page of weighings, as somebody uses it."""

from collections.abc import Callable
from datetime import datetime

from case_keeper import NOW, CaseKeeper
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.review import Ground
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.pages.plain_form import PlainFormView
from app.ui.pages.record_lists import RecordRow
from app.ui.pages.weighings import WeighingsPage
from app.ui.theme import Theme
from app.ui.widgets.link import RecordLink
from app.viewmodels.desk import InlineDesk
from app.viewmodels.weighings import Weighings
from probes.weighing_probe import WeighingProbe


def now() -> datetime:
    return NOW


def page_of(keeper: CaseKeeper, say: Translator, theme: Theme) -> WeighingsPage:
    model = Weighings(keeper.case, keeper.weighing_services(), InlineDesk(), say, now)
    model.load()
    return WeighingsPage(model, say, theme)


def probe_of(snapshot: CaseSnapshot, say: Translator, theme: Theme, qtbot: QtBot) -> tuple[WeighingProbe, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    return WeighingProbe(page_of(keeper, say, theme), qtbot), keeper


def test_a_weighing_is_typed_and_signed(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    threat = builders.incident(number=31)
    probe, keeper = probe_of(builders.snapshot(threat), say, theme, qtbot)
    probe.begin("Hij zoekt haar op", "Hij dreigt")
    probe.lean_on(str(threat.id))
    probe.sign()
    (review,) = keeper.snapshot.reviews
    assert review.signed_by == "S. de Boer"
    assert review.grounds[0].incidents == (threat.id,)
    assert "dit blijft zoals het is" in probe.words(probe.form)
    assert not probe.form.save.isVisibleTo(probe.form)
    assert probe.form.judgement.isReadOnly()
    probe.click_link("I-31")
    assert probe.went == [("incidents", str(threat.id))]


def test_a_finding_leads_to_the_pattern(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    review = builders.review(grounds=(Ground(words="Korter op elkaar.", rules=("R03",)),))
    probe, _ = probe_of(builders.snapshot(reviews=(review,)), say, theme, qtbot)
    probe.page.show_record(str(review.id))
    probe.click_link("R03 · Tijd tussen gebeurtenissen")
    assert probe.went == [("pattern", "")]


def test_what_changed_since_leads_to_the_record(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    probe, keeper = probe_of(builders.snapshot(), say, theme, qtbot)
    probe.begin("Zorg", "Reden")
    probe.sign()
    event = builders.event()
    keeper.record(keeper.case, event)
    probe.page.show_record(str(keeper.snapshot.reviews[0].id))
    assert "Toegevoegd" in probe.words(probe.page.since)
    probe.click_link("G-502")
    assert probe.went == [("events", str(event.id))]


def test_reasons_and_actions_come_and_go(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    probe, _ = probe_of(builders.snapshot(), say, theme, qtbot)
    probe.begin("Zorg", "Eerste reden")
    probe.form.grounds.add.click()
    probe.form.action_lines.add.click()
    assert len(probe.form.grounds.lines) == 2
    probe.form.grounds.lines[0].drop.click()
    probe.form.action_lines.lines[0].drop.click()
    assert [line.words.toPlainText() for line in probe.form.grounds.lines] == [""]
    assert not probe.form.action_lines.lines


def test_the_page_of_weighings_is_freed(
    assert_freed: Callable[[Callable[[], QWidget]], None], say: Translator, theme: Theme
) -> None:
    def make() -> QWidget:
        threat = builders.incident()
        review = builders.review(grounds=(Ground(words="Dreiging.", incidents=(threat.id,)),))
        page = page_of(CaseKeeper(builders.snapshot(threat, reviews=(review,))), say, theme)
        page.show_record(str(review.id))
        return page

    assert_freed(make)


def test_a_step_of_the_reporting_code_is_added_beside_the_weighings(
    qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    keeper = CaseKeeper(builders.snapshot())
    page = page_of(keeper, say, theme)
    qtbot.addWidget(page)
    page.new_step.click()
    view = page.form
    assert isinstance(view, PlainFormView)
    view.form.edit(step="wegen", taken_by="S. de Boer")
    view.save.click()
    assert [step.taken_by for step in keeper.snapshot.steps] == ["S. de Boer"]
    (row,) = page.steps.findChildren(RecordRow)
    assert [link.text() for link in row.findChildren(RecordLink)] == ["S-501"]
