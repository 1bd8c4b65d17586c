"""R09: what is recorded per stage. It never says where somebody stands: there is no figure for a position."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.answers import StandingFact, standing_facts
from app.risk.checklist import Item
from app.risk.readings import depends, surely_any, surely_in
from app.risk.rules import frequency, intervals, repertoire, severity
from app.risk.telling import Telling, names_in
from app.risk.view import Row, View, left_out, started_by
from app.risk.windows import counts_of, stretch_of

RULE = "R09"
CONTROL = ("iso", "mon", "eco", "reg", "deg", "sex")
_GROWTH: tuple[Callable[[View], Finding], ...] = (
    frequency.find,
    severity.find,
    intervals.find_shorter,
    repertoire.find,
)


@dataclass(frozen=True, slots=True)
class _Stage:
    """What may count as material of one stage (domain reference 4.2); ``items`` may end in a dot for a whole group."""

    number: int
    contexts: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    behaviours: frozenset[str] = frozenset()
    items: tuple[str, ...] = ()

    def has(self, item: Item) -> bool:
        """Whether a question belongs to it."""
        return any(item.id == one or (one.endswith(".") and item.id.startswith(one)) for one in self.items)


_PRESSURE = 5
_LATE = (6, 7)
_STAGES = (
    _Stage(1, contexts=frozenset({"ctx-history"}), items=("lth.history",)),
    _Stage(2, contexts=frozenset({"ctx-fast-commitment"})),
    _Stage(3, domains=frozenset(CONTROL), items=tuple(f"cc.{domain}." for domain in CONTROL)),
    _Stage(
        4,
        contexts=frozenset(
            {
                "ctx-separation-announced",
                "ctx-moved-out",
                "ctx-new-partner",
                "ctx-loss-status",
                "ctx-court-date",
                "ctx-disclosure",
            }
        ),
    ),
    _Stage(_PRESSURE, domains=frozenset({"stk", "ord"}), behaviours=frozenset({"thr-suicide"})),
    _Stage(6, items=("stk.lastresort",)),
    _Stage(7, behaviours=frozenset({"stk-recon"}), items=("lth.planning",)),
)


@dataclass(frozen=True, slots=True)
class _Material:
    """What is recorded of one stage."""

    stage: _Stage
    incidents: tuple[Row, ...]
    events: tuple[ContextEvent, ...]
    facts: tuple[StandingFact, ...]
    rules: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many things are recorded."""
        return len(self.incidents) + len(self.events) + len(self.facts) + len(self.rules)


@dataclass(frozen=True, slots=True)
class _Lately:
    """What lies in the last days, from ``since``: how many incidents of a stage, which perhaps, and all acts by id.

    ``sure`` are the acts that lie there in every reading of the dates.
    """

    since: date
    count: int
    doubtful: list[Row]
    sure: list[Row]
    acts: set[UUID]

    def holds(self, signal: Finding) -> bool:
        """Whether a signal rests on an act of these days."""
        return not self.acts.isdisjoint(signal.incidents)


def find(view: View) -> Finding:
    """List what is recorded per stage (domain reference 4.1, R09, and 4.2)."""
    since = view.at - timedelta(days=int(view.threshold(RULE, "days")) - 1)
    facts = standing_facts(view, lambda item: any(stage.has(item) for stage in _STAGES))
    asked = [view.ask(rule) for rule in _GROWTH]
    growth = [found for found in asked if found.outcome is Outcome.SIGNAL]
    material = [_material(view, stage, facts, growth) for stage in _STAGES]
    pressure = next(one for one in material if one.stage.number == _PRESSURE)
    lately = _lately(view, pressure, since)
    recent, doubtful = lately.count + sum(1 for one in growth if lately.holds(one)), lately.doubtful
    late = sum(one.count for one in material if one.stage.number in _LATE)
    recorded = sum(one.count for one in material)
    outcome = Outcome.NO_SIGNAL if recorded else Outcome.INSUFFICIENT
    if recent and late:
        outcome = Outcome.SIGNAL
    unplaced = (*left_out(doubtful, "date_uncertain"), *left_out(view.unattributed, "actor_unknown"))
    missing = counts_of(unplaced)
    missing += depends(outcome, _possible(view, material, lately, asked))
    if later := len(view.snapshot.assessments) - len(view.assessments):
        missing.append(Missing(key="later_assessments", fields={"n": later}))
    return view.finding(
        RULE,
        outcome,
        {
            "stages": [_figures(view, one) for one in material],
            "recorded": recorded,
            "since": since.isoformat(),
            "recent_pressure": recent,
            **_bounds(pressure, lately, asked),
            "late": late,
        },
        incidents=(
            incident
            for one in material
            for incident in (*one.incidents, *(row for fact in one.facts for row in fact.incidents))
        ),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say what is recorded per stage, under the text that says what such a picture is."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.sentence(), telling.insufficient()]
    lines = [telling.sentence()]
    for row in telling.rows("stages"):
        named = [telling.listed(part) for part in (names_in(row["incidents"]), names_in(row["events"])) if part]
        named += [telling.item(item) for item in names_in(row["items"])]
        named += [telling.rule_name(rule) for rule in names_in(row["rules"])]
        if named:
            label = telling.words(f"stage_{row['stage']}")
            lines.append(telling.words("stage", n=row["stage"], label=label, lijst=telling.shortened(named)))
    return lines


def _material(view: View, stage: _Stage, facts: Iterable[StandingFact], growth: Iterable[Finding]) -> _Material:
    """Return what is recorded of one stage."""
    events = sorted(
        (
            event
            for event in view.snapshot.events
            if event.type in stage.contexts and not event.planned and started_by(event.when, view.at)
        ),
        key=lambda event: (event.when.sort_key, event.number, event.id),
    )
    return _Material(
        stage=stage,
        incidents=view.in_order(
            (
                *(act for domain in stage.domains for act in view.by_domain.get(domain, ())),
                *(act for behaviour in stage.behaviours for act in view.by_behaviour.get(behaviour, ())),
            )
        ),
        events=tuple(events),
        facts=tuple(fact for fact in facts if stage.has(fact.item)),
        rules=tuple(growth) if stage.number == _PRESSURE else (),
    )


def _possible(view: View, material: list[_Material], lately: _Lately, asked: Iterable[Finding]) -> set[Outcome]:
    """Return the outcomes over every reading, also those of the rules whose signals count as material."""
    certain = [one for one in asked if not _depends(one)]
    growth = [one for one in certain if one.outcome is Outcome.SIGNAL]
    rests = len(certain) < len(_GROWTH)
    late = [one for one in material if one.stage.number in _LATE]
    recent = lately.count or any(lately.holds(one) for one in growth)
    vague = bool(growth) and any(one.when.possibly_within(lately.since, view.at) for one in view.inexact)
    found = set()
    if not (growth or any(_surely(view, one) for one in material)):
        found.add(Outcome.INSUFFICIENT)
    if (recent or lately.doubtful or rests or vague) and any(one.count for one in late):
        found.add(Outcome.SIGNAL)
    if (rests or any(one.count for one in material)) and not (recent and any(_surely(view, one) for one in late)):
        found.add(Outcome.NO_SIGNAL)
    return found


def _bounds(pressure: _Material, lately: _Lately, asked: Iterable[Finding]) -> dict[str, Figure]:
    """Return the least and the most that may be recent of stage 5, whatever the uncertain dates are."""
    sure = [one for one in asked if one.outcome is Outcome.SIGNAL and not _depends(one) and lately.holds(one)]
    perhaps = [one for one in asked if one.outcome is Outcome.SIGNAL or _depends(one)]
    there = set(lately.sure)
    return {
        "recent_pressure_min": len(sure) + sum(1 for act in pressure.incidents if act in there),
        "recent_pressure_max": len(perhaps) + lately.count + len(lately.doubtful),
    }


def _depends(finding: Finding) -> bool:
    return any(missing.key == "outcome_depends" for missing in finding.missing)


def _surely(view: View, material: _Material) -> bool:
    """Whether something of a stage is recorded in every reading, leaving signals of rules aside."""
    return bool(material.facts) or surely_any(view, (*material.events, *material.incidents))


def _lately(view: View, material: _Material, since: date) -> _Lately:
    """Return how much of a stage lies in the last days, and which incidents perhaps do."""
    stretch = stretch_of(view, since, view.at)
    placed, doubtful = set(stretch.incidents), set(stretch.doubtful)
    return _Lately(
        since=since,
        count=sum(1 for act in material.incidents if act in placed),
        doubtful=[act for act in material.incidents if act in doubtful],
        sure=surely_in(stretch),
        acts={act.id for act in stretch.incidents},
    )


def _figures(view: View, material: _Material) -> dict[str, Figure]:
    """Return what is recorded of one stage by name."""
    return {
        "stage": material.stage.number,
        "incidents": view.numbers(material.incidents),
        "events": tuple(f"G-{event.number}" for event in material.events),
        "items": [fact.item.id for fact in material.facts],
        "rules": [found.rule for found in material.rules],
    }
