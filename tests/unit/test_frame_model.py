"""The head of a case: people in words and what asks attention."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest

import builders
from app.domain.assessment import AnswerValue
from app.domain.change import Change
from app.domain.event import ContextEvent
from app.domain.incident import EntryKind
from app.domain.period import Period, on
from app.domain.person import Role
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.frame import Frame, FrameServices, about, facts

AT = date(2026, 3, 24)
NL = Translator("nl")


def _words(snapshot: CaseSnapshot) -> list[str]:
    return [fact.words for fact in facts(snapshot, AT, NL)]


def _event(day: str, *, planned: bool = True) -> ContextEvent:
    return ContextEvent(type="ctx-hearing", when=on(date.fromisoformat(day)), planned=planned)


def test_the_people_are_named_by_their_relation() -> None:
    snapshot = CaseSnapshot(
        case=builders.case(holder="S. de Boer", fictional=True),
        persons=(
            builders.person(name="M. Visser", role=Role.PERPETRATOR, relation="ex-partner"),
            builders.person(name="D.", role=Role.CHILD),
            builders.person(name="E.", role=Role.CHILD),
        ),
    )
    told = about(snapshot, NL)
    assert told == "ex-partner M. Visser · 2 kinderen · dossierhouder S. de Boer · fictieve oefenzaak"


def test_without_a_relation_the_role_stays_alleged() -> None:
    snapshot = CaseSnapshot(
        case=builders.case(), persons=(builders.person(name="M.", role=Role.PERPETRATOR, relation=""),)
    )
    assert "vermoedelijke pleger M." in about(snapshot, NL)


@pytest.mark.parametrize(
    ("event", "named"),
    [
        (_event("2026-03-24"), "vandaag"),
        (_event("2026-04-02"), "over 9 dagen"),
        (_event("2026-04-23"), "over 30 dagen"),
        (_event("2026-04-24"), ""),
        (_event("2026-03-23"), ""),
        (_event("2026-04-02", planned=False), ""),
    ],
)
def test_the_next_planned_event_within_thirty_days_is_named(event: ContextEvent, named: str) -> None:
    told = [
        fact for fact in facts(CaseSnapshot(case=builders.case(), events=(event,)), AT, NL) if fact.page == "events"
    ]
    assert [fact.words.endswith(named) for fact in told] == ([True] if named else [])


def test_a_measure_that_ends_soon_is_named() -> None:
    measure = builders.measure("2026-01-01", "2026-04-02", label="contactverbod")
    assert "contactverbod loopt af over 9 dagen" in _words(CaseSnapshot(case=builders.case(), measures=(measure,)))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (builders.day("2026-03-21"), "laatste incident 3 dagen geleden"),
        (builders.day("2026-03-24"), "laatste incident vandaag"),
        (builders.between("2026-03-10", "2026-03-20"), "laatste incident 4 tot 14 dagen geleden"),
    ],
)
def test_the_days_since_the_last_incident_keep_their_bounds(when: Period, words: str) -> None:
    snapshot = CaseSnapshot(case=builders.case(), incidents=(builders.incident(when),))
    assert words in _words(snapshot)


def test_what_does_not_count_is_not_the_last_incident() -> None:
    first = builders.incident("2026-03-01")
    snapshot = CaseSnapshot(
        case=builders.case(),
        incidents=(
            first,
            builders.incident("2026-03-20", set_aside="ander adres"),
            builders.incident("2026-03-21", duplicate_of=first.id),
            builders.incident("2026-03-22", kind=EntryKind.EFFECT),
            builders.incident("2026-03-30"),
        ),
    )
    assert "laatste incident 23 dagen geleden" in _words(snapshot)


def test_what_was_never_asked_is_counted_and_leads_to_the_checklists() -> None:
    told = [fact for fact in facts(CaseSnapshot(case=builders.case()), AT, NL) if fact.page == "checklists"]
    assert len(told) == 1
    assert (told[0].mark, told[0].words) == ("open", "51 kritieke vragen nooit gesteld")


def test_a_question_that_was_asked_in_vain_was_asked() -> None:
    used = builders.assessment([builders.answer("nfs.act.hands", AnswerValue.UNKNOWN)], checklist="nfs")
    snapshot = CaseSnapshot(case=builders.case(), assessments=(used, builders.assessment([], checklist="nfs")))
    assert "50 kritieke vragen nooit gesteld" in _words(snapshot)


def test_a_question_answered_with_unknown_was_asked() -> None:
    used = builders.assessment([builders.answer("nfs.act.hands", AnswerValue.UNKNOWN)])
    case = builders.case()
    assert "51 kritieke vragen nooit gesteld" in _words(CaseSnapshot(case=case))
    assert "50 kritieke vragen nooit gesteld" in _words(CaseSnapshot(case=case, assessments=(used,)))


class Reader:
    """Gives the case and counts how often it was asked."""

    def __init__(self, snapshot: CaseSnapshot) -> None:
        self.snapshot = snapshot
        self.times = 0

    def read(self, _case: object) -> CaseSnapshot:
        """Give the case."""
        self.times += 1
        return self.snapshot


def _frame(snapshot: CaseSnapshot) -> tuple[Frame, Reader, Callable[[Change], None]]:
    reader, desk = Reader(snapshot), InlineDesk()
    frame = Frame(
        snapshot.case.id,
        FrameServices(read_case=reader.read, enter_case=lambda case, _reason: reader.read(case)),
        desk,
        NL,
        lambda: datetime(2030, 1, 1).astimezone(),
    )
    frame.load()

    def change(made: Change) -> None:
        desk.do(lambda: made)

    return frame, reader, change


def test_a_change_in_this_case_reads_the_head_again_and_one_elsewhere_does_not() -> None:
    snapshot = CaseSnapshot(case=builders.case())
    frame, reader, change = _frame(snapshot)
    change(Change(uuid4(), RecordKind.INCIDENT, uuid4()))
    assert reader.times == 1
    change(Change(frame.case, RecordKind.INCIDENT, uuid4()))
    assert reader.times == 2


def test_a_fictional_case_is_seen_from_its_own_reference_date() -> None:
    snapshot = CaseSnapshot(
        case=builders.case(fictional=True, reference_date=AT), incidents=(builders.incident("2026-03-21"),)
    )
    frame, _, _ = _frame(snapshot)
    assert frame.state.fictional
    assert "laatste incident 3 dagen geleden" in [fact.words for fact in frame.state.facts]
