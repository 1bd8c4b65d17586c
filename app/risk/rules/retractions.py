"""R22: statements taken back, and what happened in the days before."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.retraction import Retraction
from app.risk.readings import depends, perhaps_later
from app.risk.telling import Telling, names_in, rows_in
from app.risk.view import Row, View, left_out, started_by
from app.risk.windows import counts_of, stretch_of

RULE = "R22"
_KINDS = {
    "pressure": frozenset({"thr", "leg", "imm", "hon"}),
    "contact": frozenset({"stk", "dig", "ord"}),
    "money": frozenset({"eco", "ctx-loss-status"}),
    "housing": frozenset({"ctx-house-sale", "ctx-moved-out"}),
}


def find(view: View) -> Finding:
    """List retractions with what was recorded in the days before them (domain reference 4.1, R22)."""
    retractions = sorted(
        (one for one in view.snapshot.retractions if started_by(one.when, view.at)),
        key=lambda one: (one.when.sort_key, one.number, one.id),
    )
    before = {one.id: _before(view, one) for one in retractions}
    doubtful = view.in_order(incident for one in retractions for incident in _doubtful(view, one))
    perhaps = sorted({event.number for one in retractions for event in _events(view, one, sure=False)})
    vague = [one for one in retractions if one.when.exact is None]
    unplaced = (*left_out(doubtful, "date_uncertain"), *left_out(view.unattributed, "actor_unknown"))
    missing = [
        *([] if retractions else [Missing(key="no_retraction")]),
        *(
            [Missing(key="retraction_day", fields={"refs": ", ".join(f"H-{one.number}" for one in vague)})]
            if vague
            else []
        ),
        *(
            [Missing(key="possibly_before", fields={"refs": ", ".join(f"G-{number}" for number in perhaps)})]
            if perhaps
            else []
        ),
        *counts_of(unplaced),
    ]
    seen = any(acts or events for acts, events in before.values())
    if not seen and retractions:
        possible = {Outcome.SIGNAL} if doubtful or perhaps or any(_may_follow(view, one) for one in vague) else set()
        if all(perhaps_later(view, one.when) for one in retractions):
            possible.add(Outcome.INSUFFICIENT)
        missing += depends(Outcome.NO_SIGNAL, possible)
    about = {incident for one in retractions for incident in one.incidents}
    outcome = Outcome.SIGNAL if seen else Outcome.NO_SIGNAL
    return view.finding(
        RULE,
        outcome if retractions else Outcome.INSUFFICIENT,
        {"retractions": [_figures(view, one, *before[one.id]) for one in retractions]},
        incidents=(
            *(incident for acts, _ in before.values() for incident in acts),
            *view.named(about),
        ),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say when something was taken back and what was recorded in the days before."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    sentences = []
    for row in telling.rows("retractions"):
        fields = {"a": row["retraction"], "dag": row["date"]}
        rows = rows_in(row["before"])
        if not rows:
            sentences.append(telling.words("nothing", **fields))
            continue
        kinds = [telling.words(kind) for kind in _KINDS if any(kind in names_in(one["kinds"]) for one in rows)]
        refs = telling.listed([str(one["record"]) for one in rows])
        told = telling.say.series(kinds) if kinds else telling.words("other")
        sentences.append(telling.words("before", soort=told, refs=refs, **fields))
    return [*sentences, telling.sentence()]


def _span(view: View, retraction: Retraction) -> tuple[date, date] | None:
    """Return the first and last of the days before a retraction with a known day."""
    day = retraction.when.exact
    if day is None:
        return None
    return day - timedelta(days=int(view.threshold(RULE, "days"))), day - timedelta(days=1)


def _before(view: View, retraction: Retraction) -> tuple[tuple[Row, ...], tuple[ContextEvent, ...]]:
    """Return the incidents and the events in the days before a retraction."""
    span = _span(view, retraction)
    return (stretch_of(view, *span).incidents if span else ()), tuple(_events(view, retraction, sure=True))


def _events(view: View, retraction: Retraction, *, sure: bool) -> list[ContextEvent]:
    """Return the events about money and housing that surely lay, or only may lie, in the days before a retraction."""
    span = _span(view, retraction)
    if span is None:
        return []
    wanted = _KINDS["money"] | _KINDS["housing"]
    return sorted(
        (
            event
            for event in view.snapshot.events
            if event.type in wanted
            and not event.planned
            and event.when.possibly_within(*span)
            and sure is (event.when.surely_within(*span) and not event.when.approximate)
        ),
        key=lambda event: (event.when.sort_key, event.number, event.id),
    )


def _may_follow(view: View, retraction: Retraction) -> bool:
    """Whether a retraction without a known day may lie soon after an incident, or an event about money or home."""
    when, before = retraction.when, timedelta(days=int(view.threshold(RULE, "days")))
    first = when.first - before if when.first else date.min
    last = when.last - timedelta(days=1) if when.last else date.max
    wanted = _KINDS["money"] | _KINDS["housing"]
    events = (one.when for one in view.snapshot.events if one.type in wanted and not one.planned)
    return any(one.possibly_within(first, last) for one in (*events, *(act.when for act in view.acts)))


def _doubtful(view: View, retraction: Retraction) -> Sequence[Row]:
    span = _span(view, retraction)
    return stretch_of(view, *span).doubtful if span else ()


def _figures(
    view: View, retraction: Retraction, acts: Sequence[Row], events: Sequence[ContextEvent]
) -> dict[str, Figure]:
    """Return one retraction with what came before it, oldest first."""
    day = retraction.when.exact
    rows: list[dict[str, Figure]] = [
        {"record": one.name, "date": _day(one), "kinds": _kinds(one.domains)} for one in acts
    ]
    rows += [{"record": f"G-{one.number}", "date": _day(one), "kinds": _kinds((one.type,))} for one in events]
    return {
        "retraction": f"H-{retraction.number}",
        "date": day.isoformat() if day else retraction.when.words,
        "about": view.numbers(view.named(retraction.incidents)),
        "before": rows,
    }


def _kinds(tags: Sequence[str]) -> list[str]:
    """Return what tags amount to: pressure, contact, money or housing."""
    return [kind for kind, wanted in _KINDS.items() if not wanted.isdisjoint(tags)]


def _day(record: Row | ContextEvent) -> str:
    return record.when.exact.isoformat() if record.when.exact else record.when.words
