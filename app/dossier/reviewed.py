"""Weighings in a copy: they tell what changed among what the copy shows, and nothing of what it hides."""

import msgspec

from app.domain.review import Review, Seen
from app.domain.seen import fingerprint
from app.domain.snapshot import CaseSnapshot


def reviews_in(copy: CaseSnapshot, whole: CaseSnapshot) -> tuple[Review, ...]:
    """Return the weighings of a copy as if they had seen the records the way the copy shows them.

    What is hidden or was withdrawn is not named, and that a field is hidden is no change since the weighing.
    """
    before = {record.id: record for record in whole.records()}
    shown = {record.id: record for record in copy.records()}

    def as_shown(seen: Seen) -> Seen:
        unchanged = fingerprint(before[seen.record]) == seen.fingerprint
        return msgspec.structs.replace(seen, fingerprint=fingerprint(shown[seen.record])) if unchanged else seen

    return tuple(
        msgspec.structs.replace(review, seen=tuple(as_shown(one) for one in review.seen if one.record in shown))
        for review in copy.reviews
    )
