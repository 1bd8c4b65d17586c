"""What is typed while a save still runs is kept, also when the vault locks before the save answers."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from case_keeper import NOW, CaseKeeper
from incident_bench import Bench

import builders
from app.domain.assessment import AnswerValue
from app.errors import AppError, DiskFullError
from app.i18n import Translator
from app.risk.checklist import load_checklists
from app.viewmodels.checklist import ChecklistForm
from app.viewmodels.desk import Desk, InlineDesk
from app.viewmodels.event_form import EventForm
from app.viewmodels.events import Events

T = TypeVar("T")
HANDS, LIMB = "nfs.act.hands", "nfs.act.limb"
FACTS = "Hij stond voor de deur."


class SlowDesk(InlineDesk):
    """A desk that lets work wait while ``slow``; ``lock`` does it and delivers nothing, ``go_on`` delivers."""

    def __init__(self) -> None:
        super().__init__()
        self.slow = False
        self._waiting: list[tuple[Callable[[], object], Callable[[], None]]] = []

    def ask(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[AppError], None] | None = None
    ) -> None:
        """Do the work now, or later."""
        done = super().ask
        if self.slow:
            self._waiting.append((work, lambda: done(work, then, failed)))
        else:
            done(work, then, failed)

    def lock(self) -> None:
        """Do what waited, as the data lane does when the vault locks: nobody hears of it."""
        waited, self._waiting, self.slow = self._waiting, [], False
        for work, _ in waited:
            try:
                work()
            except AppError as error:
                self.tell(error)

    def go_on(self) -> None:
        """Do what waited and deliver it."""
        waited, self._waiting, self.slow = self._waiting, [], False
        for _, act in waited:
            act()


def checklist(keeper: CaseKeeper, desk: Desk) -> ChecklistForm:
    form = ChecklistForm(
        keeper.case, load_checklists()["nfs"], keeper.checklist_services(), desk, Translator("nl"), lambda: NOW
    )
    form.load()
    return form


@pytest.mark.parametrize("end", ["lock", "go_on"])
@pytest.mark.parametrize("stored", [False, True])
def test_a_checklist_keeps_answers_and_words_of_while_it_was_saved(end: str, *, stored: bool) -> None:
    keeper, desk = CaseKeeper(builders.snapshot()), SlowDesk()
    form = checklist(keeper, desk)
    if stored:
        form.answer(HANDS, AnswerValue.UNKNOWN)
        form.keep()
    desk.slow = True
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    form.answer(LIMB, AnswerValue.NO)
    form.note(LIMB, "Zei zij na lang nadenken.")
    form.judge("Ik maak me zorgen.")
    form.keep()
    getattr(desk, end)()
    again = checklist(keeper, InlineDesk())
    shown = {row.id: row for group in again.state.groups for row in group.items}
    assert (shown[HANDS].answer, shown[LIMB].answer) == (AnswerValue.YES, AnswerValue.NO)
    assert (shown[LIMB].note, again.state.judgement) == ("Zei zij na lang nadenken.", "Ik maak me zorgen.")
    again.keep()
    assert len(keeper.snapshot.assessments) == 1


def test_a_checklist_keeps_what_was_typed_while_a_save_failed() -> None:
    keeper, desk = CaseKeeper(builders.snapshot()), SlowDesk()
    form = checklist(keeper, desk)
    keeper.failure = DiskFullError()
    desk.slow = True
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    form.judge("Ik maak me zorgen.")
    form.keep()
    desk.lock()
    keeper.failure = None
    again = checklist(keeper, InlineDesk())
    assert again.state.judgement == "Ik maak me zorgen."
    assert keeper.snapshot.assessments == ()


def test_nothing_is_changed_while_a_checklist_is_being_signed() -> None:
    keeper, desk = CaseKeeper(builders.snapshot()), SlowDesk()
    form = checklist(keeper, desk)
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    form.ask_to_sign()
    desk.slow = True
    form.sign()
    form.answer(LIMB, AnswerValue.NO)
    desk.go_on()
    (signed,) = keeper.snapshot.assessments
    assert signed.signed_at is not None
    assert form.state.locked
    assert [answer.item for answer in signed.answers] == [HANDS]


@pytest.mark.parametrize("end", ["lock", "go_on"])
def test_an_event_keeps_what_was_typed_while_it_was_saved(end: str) -> None:
    keeper, desk = CaseKeeper(builders.snapshot()), SlowDesk()

    def events(on: Desk) -> Events:
        model = Events(keeper.case, keeper.events_services(), on, Translator("nl"), lambda: NOW)
        model.load()
        return model

    model = events(desk)
    model.new_event()
    form = model.form
    assert isinstance(form, EventForm)
    form.edit(type="ctx-separation-announced", note="Zegt dat zij")
    form.say_when("1 maart 2026")
    desk.slow = True
    form.save()
    form.edit(note="Zegt dat zij weg wil.")
    form.keep()
    getattr(desk, end)()
    (event,) = keeper.snapshot.events
    assert event.note == "Zegt dat zij"
    again = events(InlineDesk())
    again.open(str(event.id))
    assert isinstance(again.form, EventForm)
    assert (again.form.state.fields.note, again.form.state.dirty) == ("Zegt dat zij weg wil.", True)


@pytest.mark.parametrize("end", ["lock", "let_go"])
def test_an_incident_keeps_what_was_typed_while_it_was_saved(end: str) -> None:
    bench = Bench()
    form = bench.new(when="half maart 2026, avond", facts=FACTS)
    desk = SlowDesk()
    form._desk = desk
    desk.slow = True
    form.save()
    form.edit(facts="Hij stond er weer, met een koevoet.")
    form.keep_draft()
    desk.lock() if end == "lock" else desk.go_on()
    saved = bench.saved
    assert saved.facts == FACTS
    page = bench.again()
    page.open(str(saved.id))
    assert page.form is not None
    assert page.form.state.fields.facts == "Hij stond er weer, met een koevoet."
    assert len(bench.ledger.snapshot.incidents) == 1
