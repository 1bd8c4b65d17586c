"""Where a checklist stands: what was answered, what is open, what changed and which medical routes follow."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from app.domain.assessment import Answer, AnswerValue, Assessment
from app.risk.checklist import Checklist, Item, ItemClass, Referral


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How many items got each answer; counts of questions, never a score.

    ``critical_open`` are the critical items without a yes or a no, in the order of the list (rule R12).
    """

    yes: int
    no: int
    unknown: int
    not_asked: int
    critical_open: tuple[Item, ...]

    @property
    def answered(self) -> int:
        """How many items have a yes or a no."""
        return self.yes + self.no

    @property
    def items(self) -> int:
        """How many items the list has."""
        return self.answered + self.unknown + self.not_asked


def joined(uses: Sequence[Assessment]) -> Assessment | None:
    """Return the last use of a list with every answer that was given in any use, the last given one for each item.

    "Not asked" in a later use takes nothing back: the question was asked (rule R12).
    """
    if not uses:
        return None
    given: dict[str, Answer] = {}
    for use in uses:
        given.update((answer.item, answer) for answer in use.answers if answer.value is not AnswerValue.NOT_ASKED)
    return replace(uses[-1], answers=tuple(given.values()))


class AnswerChange(msgspec.Struct, frozen=True, kw_only=True):
    """An item that was answered differently the time before."""

    item: str
    before: AnswerValue
    after: AnswerValue


def standing(checklist: Checklist, assessment: Assessment | None) -> Standing:
    """Count the answers; a list that was never used has nothing asked."""
    values = {item.id: _value(assessment, item.id) for item in checklist.items}
    counted = list(values.values())
    return Standing(
        yes=counted.count(AnswerValue.YES),
        no=counted.count(AnswerValue.NO),
        unknown=counted.count(AnswerValue.UNKNOWN),
        not_asked=counted.count(AnswerValue.NOT_ASKED),
        critical_open=tuple(
            item
            for item in checklist.items
            if item.cls is ItemClass.CRITICAL and values[item.id] in {AnswerValue.UNKNOWN, AnswerValue.NOT_ASKED}
        ),
    )


def changes_since(previous: Assessment | None, current: Assessment) -> tuple[AnswerChange, ...]:
    """Return every item whose answer is another one than the time before; a note or a basis is no change."""
    items = [answer.item for answer in (*(previous.answers if previous else ()), *current.answers)]
    pairs = ((item, _value(previous, item), _value(current, item)) for item in dict.fromkeys(items))
    return tuple(
        AnswerChange(item=item, before=before, after=after) for item, before, after in pairs if before is not after
    )


def referrals_due(checklist: Checklist, assessment: Assessment) -> tuple[Referral, ...]:
    """Return the medical routes that a yes calls for, most urgent first; a route, never a diagnosis."""
    yes = {answer.item for answer in assessment.answers if answer.value is AnswerValue.YES}
    return tuple(referral for referral in checklist.referrals if not yes.isdisjoint(referral.items))


def _value(assessment: Assessment | None, item: str) -> AnswerValue:
    """Return an answer; without an assessment nothing was asked."""
    return AnswerValue.NOT_ASKED if assessment is None else assessment.answer(item).value
