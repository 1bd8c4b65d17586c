"""R20: how long ago things were last known."""

from collections.abc import Iterable
from datetime import date

from app.domain.finding import Finding, Missing, Outcome
from app.domain.instrument import InstrumentOutcome
from app.domain.source import Contact
from app.risk.readings import depends
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out
from app.risk.windows import counts_of

RULE = "R20"


def find(view: View) -> Finding:
    """Count the days since the last incident, contact, review and outcome (domain reference 4.1, R20)."""
    last = view.days[-1] if view.days else None
    border = view.threshold(RULE, "severe")
    severe = [act for act in view.exact if act.severity is not None and act.severity >= border]
    last_severe = severe[-1].day if severe else None
    on_last = [act for act in view.exact if act.day == last]
    severe_on_last = [act for act in severe if act.day == last_severe]
    later = [one for one in view.inexact if last is None or one.when.last is None or one.when.last > last]
    victim, perpetrator = _last_contact(view, Contact.VICTIM), _last_contact(view, Contact.PERPETRATOR)
    signed = (one.signed_at.date() for one in (*view.assessments, *view.snapshot.reviews) if one.signed_at)
    review = max((day for day in signed if day <= view.at), default=None)
    outcome = _last_outcome(view)
    unplaced = (*left_out(later, "no_exact_day"), *left_out(view.unattributed, "actor_unknown"))
    wanted = (
        ("no_severe", last_severe),
        ("no_contact_victim", victim),
        ("no_contact_perpetrator", perpetrator),
        ("no_review", review),
        ("no_instrument", outcome),
    )
    missing = [
        *([] if view.acts else [Missing(key="no_incidents")]),
        *(Missing(key=key) for key, known in wanted if known is None and (view.acts or key != "no_severe")),
        *([Missing(key="later_than_last", fields={"refs": ", ".join(map(str, view.numbers(later)))})] if later else []),
        *counts_of(one for one in unplaced if one.reason == "actor_unknown"),
    ]
    known = (Outcome.INSUFFICIENT if day is None else Outcome.NO_SIGNAL for day in view.coverage_bounds)
    found = Outcome.INSUFFICIENT if view.coverage_from is None else Outcome.NO_SIGNAL
    missing += depends(found, known)
    return view.finding(
        RULE,
        found,
        {
            "days_since_incident": _since(view, last),
            "days_since_severe": _since(view, last_severe),
            "last_incidents": view.numbers(on_last),
            "last_severe_incidents": view.numbers(severe_on_last),
            "days_since_contact_victim": _since(view, victim),
            "days_since_contact_perpetrator": _since(view, perpetrator),
            "days_since_review": _since(view, review),
            "new_facts": sum(1 for _ in _after_review(view, review)) if review else None,
            "last_instrument": {
                "outcome": f"U-{outcome.number}",
                "instrument": outcome.instrument,
                "valid_until": outcome.valid_until.isoformat() if outcome.valid_until else None,
            }
            if outcome
            else None,
            "days_since_instrument": _since(view, outcome.taken_on) if outcome else None,
        },
        incidents=(*on_last, *severe_on_last),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say how long ago the last review and the last incidents were."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    sentences = []
    review, facts = telling.figure("days_since_review"), telling.whole("new_facts")
    if not isinstance(review, int):
        sentences.append(telling.words("no_review"))
    elif 1 in {review, facts}:
        told = telling.words("fact_one" if facts == 1 else "fact_many", n=facts)
        sentences.append(telling.words("count", dagen=telling.days(review), feiten=told))
    else:
        sentences.append(telling.sentence(n=review, k=facts))
    for key, figure, refs in (
        ("incident", "days_since_incident", "last_incidents"),
        ("severe", "days_since_severe", "last_severe_incidents"),
    ):
        days = telling.figure(figure)
        if isinstance(days, int):
            told = telling.listed(telling.names(refs))
            sentences.append(telling.words(key, dagen=telling.days(days), refs=told))
    return sentences


def _since(view: View, day: date | None) -> int | None:
    """Return the days from a day to the reference date."""
    return (view.at - day).days if day else None


def _last_outcome(view: View) -> InstrumentOutcome | None:
    """Return the last outcome of an instrument up to T."""
    outcomes = (one for one in view.snapshot.outcomes if one.taken_on <= view.at)
    return max(outcomes, key=lambda one: (one.taken_on, one.number, one.id), default=None)


def _last_contact(view: View, contact: Contact) -> date | None:
    """Return the last dated contact with somebody up to T."""
    days = (source.dated for source in view.snapshot.sources if source.contact is contact)
    return max((day for day in days if day is not None and day <= view.at), default=None)


def _after_review(view: View, review: date) -> Iterable[Row]:
    """Yield the incidents recorded after a review or, when that is not known, that happened after it."""
    for act in view.acts:
        recorded = act.incident.recorded_at
        day = recorded.date() if recorded else act.when.first
        if day is not None and day > review:
            yield act
