"""The note beside one answer may travel less far than its assessment; the answer itself never changes for that."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from case_keeper import NOW, CaseKeeper
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted_case, planted_fields

import builders
from app.domain.assessment import Answer, AnswerValue, Assessment
from app.domain.case_file import case_file, write_case_file
from app.domain.case_reading import read_case_file
from app.domain.hidden import hide, hides
from app.domain.record import Record, Sensitivity
from app.domain.revision import RecordKind, Revision, RevisionAction
from app.domain.seen import fingerprint
from app.domain.snapshot import CaseSnapshot
from app.domain.typed_words import class_of, passages_of, retold
from app.dossier.look import AROUND, SHARED, look_at
from app.dossier.secrets import Secrets
from app.dossier.select import FIELDS, NOTE, SEALED, select
from app.i18n import Translator
from app.risk.engine import evaluate
from app.risk.profiles import load_profiles
from app.services.exchange import known_ids
from app.viewmodels.checklist_rows import GroupRows, ItemRow
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import InlineDesk
from app.viewmodels.history import versions_of

SAY = Translator("nl")
ITEMS = ("nfs.act.hands", "nfs.act.limb", "nfs.sym.loc")
HANDS, LIMB, _ = ITEMS
R0, R1, R2, R3 = Sensitivity
MARKS = st.sampled_from(Sensitivity)


def now() -> datetime:
    return NOW


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 -- a state is made of anything
    """Yield every text in a state, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(tuple(value.items()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        yield from texts([getattr(value, field.name) for field in fields(value)])


@st.composite
def noted(draw: st.DrawFn) -> CaseSnapshot:
    """Return a case with one or two uses of a list, each answer with a note of its own and any marks."""
    uses = tuple(
        builders.assessment(
            [
                builders.answer(
                    item,
                    draw(st.sampled_from(AnswerValue)),
                    note=draw(st.sampled_from(("", f"kwarzol {number}{place}"))),
                    note_sensitivity=draw(MARKS),
                )
                for place, item in enumerate(ITEMS)
            ],
            version="1.0",
            number=number,
            sensitivity=draw(MARKS),
        )
        for number in range(1, 1 + draw(st.integers(1, 2)))
    )
    return builders.snapshot(assessments=uses)


def notes(case: CaseSnapshot) -> Iterator[tuple[Assessment, Answer, Sensitivity]]:
    """Yield every note with how far it may travel."""
    for use in case.assessments:
        for answer in use.answers:
            if answer.note:
                yield use, answer, min(use.sensitivity, answer.note_sensitivity)


@settings(max_examples=30, deadline=None)
@given(case=noted())
def test_a_copy_holds_every_answer_of_a_shown_list_and_the_notes_that_its_profile_allows(case: CaseSnapshot) -> None:
    for profile in load_profiles().values():
        selection = select(case, profile=profile, say=SAY)
        seen = {use.id: use for use in selection.snapshot.assessments}
        withheld = 0
        for use, answer, mark in notes(case):
            if use.id not in seen:
                assert use.sensitivity not in profile.classes or RecordKind.ASSESSMENT not in profile.kinds
                continue
            withheld += mark not in profile.classes
            told = answer.note if mark in profile.classes else SAY(NOTE)
            assert seen[use.id].answer(answer.item) == msgspec.structs.replace(answer, note=told)
        assert withheld == sum(left.count for left in selection.left_out if left.reason == FIELDS)
        handed = msgspec.json.encode(selection.snapshot).decode()
        assert [a.note for _, a, mark in notes(case) if mark not in profile.classes and a.note in handed] == []


def revisions_of(*records: Record) -> tuple[Revision, ...]:
    """Return the versions that these records make."""
    return tuple(
        Revision(
            record=record.id,
            kind=RecordKind.ASSESSMENT,
            number=number,
            action=RevisionAction.RECORDED if number == 1 else RevisionAction.CORRECTED,
            at=NOW,
            by="S. de Boer",
            content=msgspec.json.decode(msgspec.json.encode(record)),
        )
        for number, record in enumerate(records, start=1)
    )


def unmarked(use: Assessment) -> Assessment:
    """Return a later version in which nothing is hidden and no note is left."""
    answers = tuple(msgspec.structs.replace(one, note="", note_sensitivity=R3) for one in use.answers)
    return msgspec.structs.replace(use, answers=answers, sensitivity=R3)


@settings(max_examples=20, deadline=None)
@given(case=noted())
def test_no_note_of_r0_stands_on_a_page_or_in_the_history_before_it_is_asked_for(case: CaseSnapshot) -> None:
    hidden = {answer.note for _, answer, mark in notes(case) if mark is R0}
    keeper = CaseKeeper(case)
    model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), SAY, now)
    model.load()
    for use in case.assessments:
        form = model.open("nfs", use.id)
        lines = versions_of(revisions_of(use, unmarked(use)), case, SAY)
        told = "\n".join(texts([model.state, form.state, lines]))
        assert [note for note in hidden if note in told] == []
        assert (form.state.gate is not None) == hides(use)
        form.show()
        own = {answer.note for _, answer, _ in notes(msgspec.structs.replace(case, assessments=(use,)))}
        assert own <= set(texts(form.state))


@settings(max_examples=20, deadline=None)
@given(case=noted())
def test_a_case_file_takes_every_mark_along(case: CaseSnapshot) -> None:
    data = write_case_file(case_file(case, ()))
    file, _ = read_case_file(data, known_ids())
    assert file.snapshot() == case


def test_a_file_of_before_the_marks_reads_as_far_as_its_assessment_goes() -> None:
    use = builders.assessment([builders.answer(HANDS, note="Bij haar zus.")], version="1.0", sensitivity=R2)
    data = write_case_file(case_file(builders.snapshot(assessments=(use,)), ()))
    older = data.replace(b',\n          "note_sensitivity": "R3"', b"")
    assert len(older) < len(data)
    (read,) = read_case_file(older, known_ids())[0].assessments
    assert read == use
    assert [one.mark for one in passages_of(read)] == [R2]


def test_what_a_signed_weighing_saw_did_not_change_by_the_mark_that_was_added_to_the_program() -> None:
    answer = Answer(item=HANDS, value=AnswerValue.NO, note="Zij zegt van niet.")
    use = Assessment(id=UUID(int=7), checklist="nfs", version="1.0", started_on=date(2026, 3, 14), answers=(answer,))
    assert fingerprint(use) == "676f4efe050b5926737569f29686e807b15a2225272787069015858ea2e4220c"


def test_a_no_whose_written_reason_is_left_out_of_a_copy_still_counts_as_one_with_a_reason() -> None:
    earlier = builders.assessment([builders.answer(HANDS)], "2026-03-01", version="1.0", number=1)
    no = builders.answer(HANDS, AnswerValue.NO, note="Het was haar zus.", note_sensitivity=R0)
    later = builders.assessment([no], "2026-03-14", version="1.0", number=2)
    case = builders.snapshot(assessments=(earlier, later))
    copy = select(case, profile=load_profiles()["zorg_straf_overleg"], say=SAY).snapshot

    def critical(snapshot: CaseSnapshot) -> list[object]:
        return [one for one in evaluate(snapshot, at=date(2026, 3, 24), window=90) if one.rule == "R11"]

    assert copy.assessments[1].answer(HANDS).note == SAY(NOTE)
    assert critical(copy) == critical(case)


def test_a_list_whose_answers_may_not_be_shown_is_left_out_and_not_told_as_not_asked() -> None:
    use = builders.assessment([builders.answer(HANDS)], version="1.0", field_sensitivity={"answers": R1})
    selection = select(builders.snapshot(assessments=(use,)), profile=load_profiles()["om_processtuk"], say=SAY)
    assert selection.snapshot.assessments == ()
    assert [left.reason for left in selection.left_out] == [SEALED]


def test_a_row_around_a_note_that_was_left_out_is_to_be_looked_at() -> None:
    use = builders.assessment([builders.answer(HANDS, note="Bij haar zus.", note_sensitivity=R0)], number=3)
    case, profile = builders.snapshot(assessments=(use,)), load_profiles()["zorg_straf_overleg"]
    copy = select(case, profile=profile, say=SAY).snapshot
    (told,) = look_at(case, copy, Secrets(), profile=profile, say=SAY)
    assert (told.reason, told.rows) == (AROUND, ("lijst 3",))


def test_a_field_that_was_left_out_is_not_told_as_in_the_copy() -> None:
    case = builders.snapshot(builders.incident(number=5, facts="Hij reed langs.", field_sensitivity={"where": R2}))
    reasons = {}
    for name in ("om_processtuk", "zorg_straf_overleg"):
        profile = load_profiles()[name]
        copy = select(case, profile=profile, say=SAY).snapshot
        reasons[name] = [one.reason for one in look_at(case, copy, Secrets(), profile=profile, say=SAY)]
    assert reasons == {"om_processtuk": [AROUND], "zorg_straf_overleg": [SHARED]}


def test_only_the_marked_note_is_hidden_and_the_history_names_its_mark() -> None:
    answers = [
        builders.answer(HANDS, note="Bij haar zus.", note_sensitivity=R0),
        builders.answer(LIMB, AnswerValue.NO, note="Zij zegt van niet."),
    ]
    use = builders.assessment(answers, version="1.0", judgement="Zorgelijk.")
    shown = hide(use, "Verborgen")
    assert [answer.note for answer in shown.answers] == ["Verborgen", "Zij zegt van niet."]
    assert shown == retold(use, lambda one: "Verborgen" if one.words == "Bij haar zus." else one.words)
    (version,) = versions_of(revisions_of(use), builders.snapshot(assessments=(use,)), SAY)
    assert [line for line in version.changes if line.startswith("Gevoeligheid van de notitie")] == [
        "Gevoeligheid van de notitie bij ‘Handen om of tegen de hals’: R0"
    ]


@pytest.mark.parametrize("plant", [planted_case, planted_fields])
def test_every_text_of_every_kind_of_record_has_a_class_no_further_than_its_record_and_field(
    plant: Callable[[], CaseSnapshot],
) -> None:
    for record in plant().records():
        passages = list(passages_of(record))
        assert passages
        assert all(one.mark <= class_of(record, one.field) <= record.sensitivity for one in passages)
        if record.sensitivity is R0:
            assert {one.mark for one in passages} == {R0}


def test_the_note_is_marked_and_saved_and_nothing_else_of_the_answer_changes() -> None:
    keeper = CaseKeeper(builders.snapshot())
    model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), SAY, now)
    model.load()
    form = model.open("nfs")
    form.answer(HANDS, AnswerValue.NO)
    form.note(HANDS, "Bij haar zus.")
    form.keep()
    (before,) = keeper.snapshot.assessments
    form.mark_note(HANDS, "R0")
    assert row(form.state.groups, HANDS).note == "Bij haar zus."
    form.keep()
    (after,) = keeper.snapshot.assessments
    assert after.answer(HANDS) == msgspec.structs.replace(before.answer(HANDS), note_sensitivity=R0)
    saves = keeper.saves
    form.mark_note(HANDS, "R0")
    form.keep()
    assert keeper.saves == saves
    form.mark_note(HANDS, "")
    form.keep()
    assert keeper.snapshot.assessments[0].answer(HANDS).note_sensitivity is R3


def test_a_half_typed_note_of_r0_comes_back_behind_the_gate() -> None:
    keeper = CaseKeeper(builders.snapshot())
    for shown_again in (False, True):
        model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), SAY, now)
        model.load()
        form = model.open("nfs")
        if not shown_again:
            form.mark_note(HANDS, "R0")
            form.keep()
            form.note(HANDS, "Bij haar zus.")
            form.keep()
            continue
        form.mark_note(HANDS, "")
        form.note(HANDS, "weg")
        assert (form.state.gate is not None, "zus" in repr(form.state)) == (True, False)
        form.show()
        asked = row(form.state.groups, HANDS)
        assert (asked.note, asked.note_mark, asked.answer) == ("Bij haar zus.", "R0", AnswerValue.NOT_ASKED)


def row(groups: tuple[GroupRows, ...], item: str) -> ItemRow:
    """Return a question."""
    return next(one for group in groups for one in group.items if one.id == item)
