"""R21: what was added, changed or withdrawn since the last signed weighing."""

from collections import Counter

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.review import Review, Seen
from app.domain.seen import seen_in
from app.risk.telling import Telling
from app.risk.view import View

RULE = "R21"


def find(view: View) -> Finding:
    """Compare the case with what the last signed weighing saw (domain reference 4.1, R21)."""
    review = last_review(view)
    if review is None or review.signed_at is None:
        figures: dict[str, Figure] = dict.fromkeys(view.rulebook.rule(RULE).figures)
        return view.finding(RULE, Outcome.INSUFFICIENT, figures, missing=[Missing(key="no_case_review")])
    before = {one.record: one for one in review.seen}
    now = {one.record: one for one in seen_in(view.snapshot)}
    added = [one for key, one in now.items() if key not in before]
    changed = [one for key, one in now.items() if key in before and one.fingerprint != before[key].fingerprint]
    withdrawn = [one for key, one in before.items() if key not in now]
    touched = {one.record for one in (*added, *changed)}
    return view.finding(
        RULE,
        Outcome.NO_SIGNAL,
        {
            "review": f"W-{review.number}",
            "signed_on": review.signed_at.date().isoformat(),
            "reviewed_on": review.reviewed_on.isoformat(),
            "added": _named(added),
            "changed": _named(changed),
            "withdrawn": _named(withdrawn),
            "changes": len(added) + len(changed) + len(withdrawn),
            "kinds": dict(sorted(_kinds(added, changed, withdrawn).items())),
        },
        incidents=(row for row in view.snapshot.incidents if row.id in touched),
    )


def tell(telling: Telling) -> list[str]:
    """Name what changed."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    told = [
        telling.words(key, lijst=telling.listed(names))
        for key in ("added", "changed", "withdrawn")
        if (names := telling.names(key))
    ]
    return [telling.sentence(datum=telling.figure("signed_on")), *(told or [telling.words("none")])]


def last_review(view: View) -> Review | None:
    """Return the weighing that was signed last up to T."""
    signed = [one for one in view.snapshot.reviews if one.signed_at is not None and one.signed_at.date() <= view.at]
    return max(signed, key=lambda one: (one.signed_at, one.number, one.id), default=None)


def _named(records: list[Seen]) -> list[Figure]:
    """Return records by their visible numbers, a kind at a time; one without a letter by its kind as well."""
    return [
        one.name if one.name[:1].isalpha() else f"{one.kind.value} {one.name}"
        for one in sorted(records, key=lambda one: (one.kind, _number(one), one.record))
    ]


def _number(one: Seen) -> int:
    digits = one.name.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _kinds(*lists: list[Seen]) -> Counter[str]:
    """Count records per kind."""
    return Counter(one.kind.value for records in lists for one in records)
