"""Where a list stands: counts of questions, open critical ones by name, and never a score."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from app.domain.assessment import Answer, AnswerValue, Basis
from app.domain.finding import Weight
from app.risk.checklist import load_checklists
from app.risk.standing import AnswerChange, changes_since, referrals_due, standing

NFS = load_checklists()["nfs"]
ITEMS = [item.id for item in NFS.items]
CRITICAL = [item.id for item in NFS.items if item.weight is Weight.CRITICAL]
HANDS, LIMB, LOSS = "nfs.act.hands", "nfs.act.limb", "nfs.sym.loc"
ANSWERS = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(list(AnswerValue)))


def answers(given_: dict[str, AnswerValue]) -> list[Answer]:
    return [Answer(item=item, value=value) for item, value in given_.items()]


def routes(*items: str) -> list[str]:
    made = builders.assessment([builders.answer(item) for item in items])
    return [referral.id.removeprefix("nfs.ref.") for referral in referrals_due(NFS, made)]


def test_a_list_that_was_never_used_has_nothing_asked() -> None:
    stand = standing(NFS, None)
    assert (stand.yes, stand.no, stand.unknown, stand.not_asked, stand.answered) == (0, 0, 0, 27, 0)
    assert [item.id for item in stand.critical_open] == CRITICAL


def test_unknown_is_open_and_is_counted_apart_from_not_asked() -> None:
    made = builders.assessment(answers({HANDS: AnswerValue.YES, LIMB: AnswerValue.NO, LOSS: AnswerValue.UNKNOWN}))
    stand = standing(NFS, made)
    assert (stand.yes, stand.no, stand.unknown, stand.not_asked) == (1, 1, 1, 24)
    opened = [item.id for item in stand.critical_open]
    assert HANDS not in opened
    assert LIMB not in opened
    assert LOSS in opened


@given(ANSWERS)
def test_every_item_is_counted_once(given_: dict[str, AnswerValue]) -> None:
    stand = standing(NFS, builders.assessment(answers(given_)))
    assert stand.yes + stand.no + stand.unknown + stand.not_asked == stand.items == 27
    settled = {item for item, value in given_.items() if value in {AnswerValue.YES, AnswerValue.NO}}
    assert [item.id for item in stand.critical_open] == [item for item in CRITICAL if item not in settled]


@given(ANSWERS)
def test_not_asking_what_was_not_asked_changes_nothing(given_: dict[str, AnswerValue]) -> None:
    silent = {item: AnswerValue.NOT_ASKED for item in ITEMS if item not in given_}
    short, long = builders.assessment(answers(given_)), builders.assessment(answers({**given_, **silent}))
    assert standing(NFS, short) == standing(NFS, long)
    assert changes_since(short, long) == ()
    assert referrals_due(NFS, short) == referrals_due(NFS, long)


def test_an_answer_of_an_older_version_is_not_counted_as_an_item_of_this_one() -> None:
    made = builders.assessment([builders.answer("nfs.old.item")])
    assert standing(NFS, made).not_asked == 27


def test_only_another_answer_is_a_change() -> None:
    before = builders.assessment([builders.answer(HANDS, AnswerValue.NO), builders.answer(LIMB)])
    after = builders.assessment([builders.answer(HANDS), builders.answer(LIMB, basis=Basis.DOCUMENT, note="rapport")])
    assert changes_since(before, after) == (AnswerChange(item=HANDS, before=AnswerValue.NO, after=AnswerValue.YES),)


def test_an_answer_that_was_taken_back_is_a_change() -> None:
    before, after = builders.assessment([builders.answer(HANDS)]), builders.assessment()
    assert changes_since(before, after) == (
        AnswerChange(item=HANDS, before=AnswerValue.YES, after=AnswerValue.NOT_ASKED),
    )


def test_compared_with_nothing_every_answer_is_new() -> None:
    made = builders.assessment([builders.answer(HANDS)])
    assert [change.before for change in changes_since(None, made)] == [AnswerValue.NOT_ASKED]


@given(ANSWERS, ANSWERS)
def test_changes_backwards_are_the_same_the_other_way_round(
    one: dict[str, AnswerValue], two: dict[str, AnswerValue]
) -> None:
    first, second = builders.assessment(answers(one)), builders.assessment(answers(two))
    forth = {(change.item, change.before, change.after) for change in changes_since(first, second)}
    back = {(change.item, change.after, change.before) for change in changes_since(second, first)}
    assert forth == back


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("nfs.sym.breath", ["112", "imaging", "alone"]),
        ("nfs.sign.swelling", ["112", "forensic", "imaging"]),
        ("nfs.sym.swallow", ["112", "today", "imaging"]),
        ("nfs.sym.loc", ["today", "imaging", "alone"]),
        ("nfs.act.hands", ["forensic", "window", "alone"]),
        ("nfs.act.sexual", ["forensic", "csg", "window", "alone"]),
        ("nfs.sign.none", ["forensic", "window"]),
        ("nfs.ctx.delayed", ["today", "imaging"]),
        ("nfs.sym.belief", []),
    ],
)
def test_a_yes_calls_for_its_medical_routes(item: str, wanted: list[str]) -> None:
    assert routes(item) == wanted


def test_routes_come_once_and_most_urgent_first() -> None:
    assert routes(*ITEMS) == ["112", "today", "forensic", "csg", "window", "imaging", "alone"]


@pytest.mark.parametrize("value", [AnswerValue.NO, AnswerValue.UNKNOWN, AnswerValue.NOT_ASKED])
def test_only_a_yes_calls_for_a_route(value: AnswerValue) -> None:
    made = builders.assessment(answers(dict.fromkeys(ITEMS, value)))
    assert referrals_due(NFS, made) == ()


def test_a_late_complaint_is_seen_the_same_day() -> None:
    made = msgspec.structs.replace(
        builders.assessment(), answers=tuple(builders.answer(item) for item in ("nfs.ctx.delayed", "nfs.sym.mind"))
    )
    assert referrals_due(NFS, made)[1].within.nl == "vandaag"
