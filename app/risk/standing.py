"""Where a checklist stands: how many of which answers, what is still open, what changed. Never a score."""

from collections import Counter

import msgspec

from app.domain.assessment import AnswerValue, Assessment
from app.domain.finding import Weight
from app.risk.checklist import Checklist, Item, Referral

_OPEN = (AnswerValue.NOT_ASKED, AnswerValue.UNKNOWN)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How the items of a list were answered; the four counts add up to the number of items."""

    yes: int
    no: int
    unknown: int
    not_asked: int
    open: tuple[Item, ...]
    critical_open: tuple[Item, ...]

    @property
    def answered(self) -> int:
        """Return how many items are "ja" or "nee"."""
        return self.yes + self.no

    @property
    def applicable(self) -> int:
        """Return how many items there are."""
        return self.yes + self.no + self.unknown + self.not_asked


class AnswerChange(msgspec.Struct, frozen=True, kw_only=True):
    """An item that is answered otherwise than before."""

    item: str
    before: AnswerValue
    after: AnswerValue


def standing(checklist: Checklist, assessment: Assessment) -> Standing:
    """Count the answers and name what is open; an item without an answer was not asked."""
    values = {item.id: assessment.answer(item.id).value for item in checklist.items}
    counts = Counter(values.values())
    unanswered = tuple(item for item in checklist.items if values[item.id] in _OPEN)
    return Standing(
        yes=counts[AnswerValue.YES],
        no=counts[AnswerValue.NO],
        unknown=counts[AnswerValue.UNKNOWN],
        not_asked=counts[AnswerValue.NOT_ASKED],
        open=unanswered,
        critical_open=tuple(item for item in unanswered if item.cls is Weight.CRITICAL),
    )


def changes_since(previous: Assessment, current: Assessment) -> tuple[AnswerChange, ...]:
    """Return what is answered otherwise, in the order of the items' ids."""
    items = sorted({answer.item for answer in (*previous.answers, *current.answers)})
    pairs = ((item, previous.answer(item).value, current.answer(item).value) for item in items)
    return tuple(AnswerChange(item=item, before=old, after=new) for item, old, new in pairs if old is not new)


def referrals_due(checklist: Checklist, assessment: Assessment) -> tuple[Referral, ...]:
    """Return the medical routes that a "ja" opens, in the order of the list (most urgent first)."""
    yes = {answer.item for answer in assessment.answers if answer.value is AnswerValue.YES}
    return tuple(referral for referral in checklist.referrals if not yes.isdisjoint(referral.items))
