"""R11: the facts that stay on top."""

from app.domain.finding import Finding, Missing, Outcome
from app.risk.answers import critical_facts
from app.risk.readings import depends, surely_any
from app.risk.telling import Telling
from app.risk.view import View, left_out

RULE = "R11"


def find(view: View) -> Finding:
    """List incidents of severity 5 and critical questions answered yes, newest first (domain reference 4.1, R11)."""
    border = view.threshold(RULE, "severity")
    severe = [act for act in reversed(view.acts) if act.severity is not None and act.severity >= border]
    facts = view.ask(critical_facts)
    nobody = [one for one in view.unattributed if one.severity is not None and one.severity >= border]
    missing = [Missing(key="actor_unknown", fields={"n": len(nobody)})] if nobody else []
    if later := len(view.snapshot.assessments) - len(view.assessments):
        missing.append(Missing(key="later_assessments", fields={"n": later}))
    if severe and not facts and not surely_any(view, severe):
        missing += depends(Outcome.SIGNAL, [Outcome.NO_SIGNAL])
    return view.finding(
        RULE,
        Outcome.SIGNAL if severe or facts else Outcome.NO_SIGNAL,
        {
            "severe_incidents": [
                {"incident": act.name, "date": act.day.isoformat() if act.day else act.when.words} for act in severe
            ],
            "critical_items": [
                {"item": fact.item.id, "asked_on": fact.day.isoformat(), "incidents": view.numbers(fact.incidents)}
                for fact in facts
            ],
            "contested_items": [fact.item.id for fact in facts if fact.contested],
        },
        incidents=(*severe, *(incident for fact in facts for incident in fact.incidents)),
        unplaced=left_out(nobody, "actor_unknown"),
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Name the facts, newest first."""
    severe, items = telling.rows("severe_incidents"), telling.rows("critical_items")
    if not (severe or items):
        return [telling.words("none")]
    sentences = [telling.sentence()]
    if severe:
        named = [f"{row['incident']} ({telling.value(row['date'])})" for row in severe]
        sentences.append(telling.words("incidents", lijst=telling.shortened(named)))
    if items:
        names = [telling.item(str(row["item"])) for row in items]
        sentences.append(telling.words("items", lijst=telling.shortened(names)))
    return sentences
