"""R21: what was added, changed or withdrawn since the last signed weighing."""

from collections import Counter
from collections.abc import Sequence

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.review import Review, Seen
from app.domain.seen import changes_since
from app.domain.snapshot import number_in
from app.risk.telling import Telling
from app.risk.view import View

RULE = "R21"


def find(view: View) -> Finding:
    """Compare the case with what the last signed weighing saw (domain reference 4.1, R21)."""
    review = last_review(view)
    if review is None or review.signed_at is None:
        figures: dict[str, Figure] = dict.fromkeys(view.rulebook.rule(RULE).figures)
        return view.finding(RULE, Outcome.INSUFFICIENT, figures, missing=[Missing(key="no_case_review")])
    changes = changes_since(review, view.snapshot)
    lists = (changes.added, changes.changed, changes.withdrawn)
    touched = {one.record for one in (*changes.added, *changes.changed)}
    return view.finding(
        RULE,
        Outcome.NO_SIGNAL,
        {
            "review": f"W-{review.number}",
            "signed_on": review.signed_at.date().isoformat(),
            "reviewed_on": review.reviewed_on.isoformat(),
            "added": _named(changes.added),
            "changed": _named(changes.changed),
            "withdrawn": _named(changes.withdrawn),
            "changes": sum(len(one) for one in lists),
            "kinds": dict(sorted(Counter(one.kind.value for records in lists for one in records).items())),
        },
        incidents=view.named(touched),
    )


def tell(telling: Telling) -> list[str]:
    """Name what changed."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    told = [
        telling.words(key, lijst=telling.listed([number_in(name, telling.say) for name in names]))
        for key in ("added", "changed", "withdrawn")
        if (names := telling.names(key))
    ]
    return [telling.sentence(datum=telling.figure("signed_on")), *(told or [telling.words("none")])]


def last_review(view: View) -> Review | None:
    """Return the weighing that was signed last up to T."""
    signed = [one for one in view.snapshot.reviews if one.signed_at is not None and one.signed_at.date() <= view.at]
    return max(signed, key=lambda one: (one.signed_at, one.number, one.id), default=None)


def _named(records: Sequence[Seen]) -> list[Figure]:
    """Return records by their visible numbers, a kind at a time; one without a letter by its kind as well."""
    return [
        one.name if one.name[:1].isalpha() else f"{one.kind.value} {one.name}"
        for one in sorted(records, key=lambda one: (one.kind, _number(one), one.record))
    ]


def _number(one: Seen) -> int:
    digits = one.name.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0
