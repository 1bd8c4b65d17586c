"""R15: how afraid the alleged victim says to be, beside what is recorded."""

from collections.abc import Sequence

from app.domain.fear import FearScore
from app.domain.finding import Finding, Missing, Outcome
from app.domain.person import Role
from app.risk.answers import StandingFact, critical_facts
from app.risk.rules.severity import severities
from app.risk.telling import Telling
from app.risk.view import View
from app.risk.windows import counts_of, unplaced_in, windows_of

RULE = "R15"


def find(view: View) -> Finding:
    """Put the last fear score beside the recorded severity and the critical facts (domain reference 4.1, R15)."""
    scores = scores_of(view, Role.VICTIM)
    now = view.ask(windows_of).now
    highest = max(severities(now.incidents), default=None)
    facts = view.ask(critical_facts)
    last = scores[-1] if scores else None
    question = _question(view, last, highest, facts)
    unplaced = unplaced_in(view, now.first, now.last, now.doubtful)
    missing = [*([] if scores else [Missing(key="no_fear_score")]), *counts_of(unplaced)]
    if question == "high" and _question(view, last, max(severities(now.doubtful), default=highest), facts) != question:
        missing.append(Missing(key="outcome_depends"))
    seen = [one for one in now.incidents if one.severity is not None and one.severity == highest]
    outcome = Outcome.SIGNAL if question else Outcome.NO_SIGNAL
    return view.finding(
        RULE,
        outcome if scores else Outcome.INSUFFICIENT,
        {
            "scores": [
                {"fear": f"A-{one.number}", "score": one.score, "date": one.given_on.isoformat()} for one in scores
            ],
            "last_score": last.score if last else None,
            "last_date": last.given_on.isoformat() if last else None,
            "max_severity": highest,
            "critical_items": [fact.item.id for fact in facts],
            "question": question,
        },
        incidents=(*seen, *(incident for fact in facts for incident in fact.incidents)) if scores else (),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say whether the last score fits what is recorded."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    fields = {"f": telling.figure("last_score"), "dag": telling.figure("last_date")}
    match telling.figure("question"):
        case "high":
            highest = telling.words("high", m=telling.figure("max_severity"), **fields)
            return [telling.sentence(f=fields["f"]), highest, telling.see()]
        case "low":
            names = telling.shortened([telling.item(item) for item in telling.names("critical_items")])
            return [telling.sentence(f=fields["f"]), telling.words("low", lijst=names, **fields), telling.see()]
        case _:
            return [telling.words("none", **fields)]


def scores_of(view: View, role: Role) -> list[FearScore]:
    """Return the fear scores of somebody up to T, oldest first."""
    scores = (one for one in view.snapshot.fears if one.role is role and one.given_on <= view.at)
    return sorted(scores, key=lambda one: (one.given_on, one.number, one.id))


def _question(view: View, last: FearScore | None, highest: int | None, facts: Sequence[StandingFact]) -> str | None:
    """Return which question follows: high fear beside little on record, or low fear beside a critical fact."""
    if last is None:
        return None
    if last.score >= view.threshold(RULE, "much") and (highest or 0) <= view.threshold(RULE, "severity"):
        return "high"
    return "low" if last.score <= view.threshold(RULE, "little") and facts else None
