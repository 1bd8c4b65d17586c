"""Support: incidents point at questions; a human confirms them and the answer stays the professional's."""

from datetime import date
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

import builders
from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.incident import Actor, Breach, EntryKind, Incident
from app.domain.snapshot import CaseSnapshot
from app.risk.checklist import load_checklists
from app.risk.support import Contradiction, ItemSupport, support_for

NFS = load_checklists()["nfs"]
ITEMS = [item.id for item in NFS.items]
HANDS, REPEAT, VOICE, PREGNANT = "nfs.act.hands", "nfs.act.repeat", "nfs.sym.voice", "nfs.ctx.pregnant"


def grip(when: str = "2026-03-14", behaviour: str = "str-manual", **fields: object) -> Incident:
    return builders.incident(when, behaviours=(behaviour,), severity=5, **fields)


def support(snapshot: CaseSnapshot, *answers: Answer, item: str = HANDS) -> ItemSupport:
    return support_for(NFS, builders.assessment(answers), snapshot)[item]


def test_every_item_is_told_about() -> None:
    assert list(support_for(NFS, builders.assessment(), builders.snapshot())) == ITEMS


def test_a_behaviour_an_effect_and_an_event_point_at_an_item() -> None:
    first, hoarse = grip(), builders.incident(kind=EntryKind.EFFECT, behaviours=(), effects=("eff-injury",))
    pregnancy = builders.event("ctx-pregnancy")
    case = builders.snapshot(first, hoarse, events=(pregnancy,))
    assert support(case).proposed == (first.id,)
    assert support(case, item=VOICE).proposed == (hoarse.id,)
    assert support(case, item=PREGNANT).events == (pregnancy.id,)


def test_a_planned_event_points_at_nothing_yet() -> None:
    case = builders.snapshot(events=(builders.event("ctx-pregnancy", planned=True),))
    assert support(case, item=PREGNANT).events == ()


def test_proposals_come_oldest_first() -> None:
    late, early = grip("2026-03-20"), grip("2026-01-02")
    assert support(builders.snapshot(late, early)).proposed == (early.id, late.id)


def test_a_confirmed_incident_is_no_longer_proposed() -> None:
    one, two = grip("2026-01-02"), grip("2026-02-02")
    found = support(builders.snapshot(one, two), builders.answer(HANDS, incidents=(one.id,)))
    assert (found.confirmed, found.proposed, found.contradiction) == ((one.id,), (two.id,), None)


def test_what_is_set_aside_told_twice_a_statement_or_done_by_the_victim_never_supports() -> None:
    first = grip()
    others = (
        grip(set_aside="Ander adres."),
        grip(duplicate_of=first.id),
        grip(kind=EntryKind.STATEMENT),
        grip(actor=Actor.VICTIM),
    )
    assert support(builders.snapshot(first, *others)).proposed == (first.id,)


def test_statements_rows_set_aside_and_retractions_stand_beside_the_support() -> None:
    first = grip(number=1)
    statement = grip("2026-03-15", kind=EntryKind.STATEMENT, number=2)
    aside = grip("2026-03-16", set_aside="Ander adres.", number=3)
    back, other = builders.retraction(incidents=(first.id,)), builders.retraction()
    case = builders.snapshot(aside, statement, first, retractions=(other, back))
    found = support(case)
    assert (found.proposed, found.against, found.retractions) == ((first.id,), (statement.id, aside.id), (back.id,))
    assert support(case, item=VOICE).retractions == ()


def test_what_happened_after_the_reference_date_points_at_nothing_then() -> None:
    early, late = grip("2026-01-02"), grip("2026-03-14")
    case = builders.snapshot(early, late, events=(builders.event("ctx-pregnancy", "2026-03-01"),))
    found = support_for(NFS, builders.assessment(), case, at=date(2026, 2, 1))
    assert found[HANDS].proposed == (early.id,)
    assert found[PREGNANT].events == ()
    assert support(case).proposed == (early.id, late.id)


def test_an_incident_of_an_unknown_actor_is_proposed_for_a_human_to_judge() -> None:
    unknown = grip(actor=Actor.UNKNOWN)
    assert support(builders.snapshot(unknown)).proposed == (unknown.id,)


def test_one_grip_is_no_repetition_and_two_are() -> None:
    one, two = grip("2026-01-02"), grip("2026-02-02", "str-arm-knee")
    assert support(builders.snapshot(one), item=REPEAT).proposed == ()
    assert support(builders.snapshot(one, two), item=REPEAT).proposed == (one.id, two.id)


def test_a_no_to_repetition_is_questioned_only_from_two_incidents_on() -> None:
    one, two = grip("2026-01-02"), grip("2026-02-02")
    no = builders.answer(REPEAT, AnswerValue.NO)
    assert support(builders.snapshot(one), no, item=REPEAT).contradiction is None
    assert support(builders.snapshot(one, two), no, item=REPEAT).contradiction is Contradiction.NO_AGAINST_INCIDENTS


def test_the_second_of_two_incidents_stays_proposed_when_the_first_was_confirmed() -> None:
    one, two = grip("2026-01-02"), grip("2026-02-02")
    found = support(builders.snapshot(one, two), builders.answer(REPEAT, incidents=(one.id,)), item=REPEAT)
    assert (found.confirmed, found.proposed) == ((one.id,), (two.id,))


def test_a_no_against_an_incident_raises_a_question() -> None:
    found = support(builders.snapshot(grip()), builders.answer(HANDS, AnswerValue.NO))
    assert found.contradiction is Contradiction.NO_AGAINST_INCIDENTS


def test_a_no_against_an_event_raises_a_question() -> None:
    case = builders.snapshot(events=(builders.event("ctx-pregnancy"),))
    found = support(case, builders.answer(PREGNANT, AnswerValue.NO), item=PREGNANT)
    assert found.contradiction is Contradiction.NO_AGAINST_INCIDENTS


def test_a_yes_needs_a_basis_or_a_confirmed_incident() -> None:
    first = grip()
    case = builders.snapshot(first)
    bare = Answer(item=HANDS, value=AnswerValue.YES)
    assert support(case, bare).contradiction is Contradiction.YES_WITHOUT_BASIS
    assert support(case, msgspec.structs.replace(bare, basis=Basis.VICTIM)).contradiction is None
    assert support(case, msgspec.structs.replace(bare, incidents=(first.id,))).contradiction is None


def test_a_confirmed_incident_that_was_withdrawn_is_lost_support() -> None:
    first = grip()
    answer = Answer(item=HANDS, value=AnswerValue.YES, incidents=(first.id,))
    found = support(builders.snapshot(), answer)
    assert (found.confirmed, found.lost) == ((), (first.id,))
    assert found.contradiction is Contradiction.YES_WITHOUT_BASIS


def test_a_confirmed_incident_that_turned_out_to_be_told_twice_is_lost_support() -> None:
    first = grip()
    second = grip(duplicate_of=first.id)
    found = support(builders.snapshot(first, second), builders.answer(HANDS, incidents=(second.id,)))
    assert (found.confirmed, found.proposed, found.lost) == ((), (first.id,), (second.id,))


def test_a_recorded_breach_points_at_items_about_breaches() -> None:
    ban = builders.measure()
    breach = builders.incident(behaviours=("stk-contact",), breaches=(Breach(measure=ban.id),))
    item = msgspec.structs.replace(NFS.items[0], supports=("ord-contact", "ord-area"))
    checklist = msgspec.structs.replace(NFS, items=(item,))
    case = builders.snapshot(breach, grip(), measures=(ban,))
    assert support_for(checklist, builders.assessment(), case)[HANDS].proposed == (breach.id,)


BEHAVIOURS = st.sampled_from(["str-manual", "str-ligature", "str-submerge", "stk-watch", "thr-kill-victim"])
INCIDENTS = st.lists(
    st.builds(
        lambda day, behaviour, aside, kind: grip(f"2026-01-{day:02}", behaviour, set_aside=aside, kind=kind),
        st.integers(1, 28),
        BEHAVIOURS,
        st.sampled_from(["", "", "Ander adres."]),
        st.sampled_from(list(EntryKind)),
    ),
    max_size=6,
)
ANSWERS = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(list(AnswerValue)), max_size=8)


def used(answers: dict[str, AnswerValue]) -> Assessment:
    return builders.assessment([Answer(item=item, value=value) for item, value in answers.items()])


@given(INCIDENTS, ANSWERS)
def test_asking_nothing_changes_nothing(incidents: list[Incident], answers: dict[str, AnswerValue]) -> None:
    asked = used(answers)
    rest = {item: AnswerValue.NOT_ASKED for item in ITEMS if item not in answers}
    case = builders.snapshot(*incidents)
    assert support_for(NFS, asked, case) == support_for(NFS, used({**answers, **rest}), case)


@given(INCIDENTS, ANSWERS)
def test_the_order_of_the_records_does_not_matter(incidents: list[Incident], answers: dict[str, AnswerValue]) -> None:
    turned = list(reversed(incidents))
    asked = used(answers)
    assert support_for(NFS, asked, builders.snapshot(*incidents)) == support_for(NFS, asked, builders.snapshot(*turned))


@given(INCIDENTS, ANSWERS)
def test_telling_an_incident_again_changes_nothing(incidents: list[Incident], answers: dict[str, AnswerValue]) -> None:
    again = [grip(duplicate_of=first.id, kind=first.kind) for first in incidents]
    asked = used(answers)
    once, twice = builders.snapshot(*incidents), builders.snapshot(*incidents, *again)
    assert support_for(NFS, asked, once) == support_for(NFS, asked, twice)


@given(INCIDENTS, ANSWERS)
def test_nothing_is_confirmed_or_lost_without_a_human(
    incidents: list[Incident], answers: dict[str, AnswerValue]
) -> None:
    found = support_for(NFS, used(answers), builders.snapshot(*incidents)).values()
    assert all(one.confirmed == one.lost == () for one in found)


@given(INCIDENTS, ANSWERS, st.lists(st.uuids(), max_size=3, unique=True))
def test_only_a_yes_or_a_no_can_be_contradicted(
    incidents: list[Incident], answers: dict[str, AnswerValue], gone: list[UUID]
) -> None:
    asked = builders.assessment(
        [Answer(item=item, value=value, incidents=tuple(gone)) for item, value in answers.items()]
    )
    for item, found in support_for(NFS, asked, builders.snapshot(*incidents)).items():
        if found.contradiction is not None:
            assert answers[item] in {AnswerValue.YES, AnswerValue.NO}
        assert found.lost == (tuple(gone) if item in answers else ())
