"""R12: what was not asked or is unknown."""

from app.domain.assessment import Assessment
from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.checklist import Checklist
from app.risk.standing import Standing, joined, standing
from app.risk.telling import Telling
from app.risk.view import View

RULE = "R12"


def find(view: View) -> Finding:
    """Count per list what was answered and name the critical questions that are open (domain reference 4.1, R12)."""
    open_critical: list[Figure] = []
    lists: list[Figure] = []
    missing = []
    for checklist in view.checklists.values():
        latest = joined([use for use in view.assessments if use.checklist == checklist.id])
        stands = standing(checklist, latest)
        open_critical += [item.id for item in stands.critical_open]
        lists.append(_figures(checklist, latest, stands))
        if latest is None:
            missing.append(Missing(key="no_assessment", fields={"list": checklist.id}))
    if later := len(view.snapshot.assessments) - len(view.assessments):
        missing.append(Missing(key="later_assessments", fields={"n": later}))
    return view.finding(
        RULE,
        Outcome.SIGNAL if open_critical else Outcome.NO_SIGNAL,
        {"open_critical": open_critical, "open_critical_count": len(open_critical), "lists": lists},
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say how many critical questions are open, which, and where each list stands."""
    count = telling.whole("open_critical_count")
    sentences = []
    if count:
        sentences.append(telling.words("one") if count == 1 else telling.sentence(n=count))
        names = [telling.item(item) for item in telling.names("open_critical")]
        sentences.append(telling.words("names", lijst=telling.shortened(names)))
    for row in telling.rows("lists"):
        name = telling.checklist(str(row["checklist"]))
        fields = {key: row[key] for key in ("answered", "applicable", "unknown", "not_asked")}
        sentences.append(telling.words("standing", list=name, **fields))
    return sentences


def _figures(checklist: Checklist, latest: Assessment | None, stands: Standing) -> dict[str, Figure]:
    """Return the figures of one list."""
    return {
        "checklist": checklist.id,
        "assessed_on": latest.started_on.isoformat() if latest else None,
        "signed": latest is not None and latest.signed_at is not None,
        "yes": stands.yes,
        "no": stands.no,
        "unknown": stands.unknown,
        "not_asked": stands.not_asked,
        "answered": stands.answered,
        "applicable": stands.answered + stands.unknown + stands.not_asked,
    }
