"""R13: what incidents, behaviours and critical questions rest on."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Incident
from app.domain.source import Citation, Source
from app.risk.answers import StandingFact, standing_facts
from app.risk.checklist import ItemClass
from app.risk.readings import depends, surely_any
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out

RULE = "R13"
_CITED = attrgetter("source.int", "knowledge")  # an id is told apart sooner as a number


@dataclass(frozen=True, slots=True)
class _Ground:
    """The different sources of something by label, and how they know it."""

    sources: frozenset[str]
    knowledge: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pile:
    """Acts that cite the same, and what they rest on when they are told again elsewhere."""

    cited: Sequence[Citation]
    ground: _Ground
    acts: list[Row]


def find(view: View) -> Finding:
    """Count different sources per incident, behaviour and critical question (domain reference 4.1, R13)."""
    labels = {source.id: source.label.strip().casefold() for source in view.snapshot.sources}
    again = told_again(row.incident for row in view.rows)
    piles = _piles(view.acts, again, labels)
    single = [act for pile in piles if len(pile.ground.sources) == 1 for act in pile.acts]
    border = view.threshold(RULE, "severe")
    severe_single = [act for act in single if act.severity is not None and act.severity >= border]
    facts = standing_facts(view, lambda _: True)
    items = {fact.item.id: _item_ground(fact, again, labels) for fact in facts}
    critical = (fact.item.id for fact in facts if fact.item.cls is ItemClass.CRITICAL)
    items_single = [item for item in sorted(critical) if len(items[item].sources) == 1]
    without = sum(len(pile.acts) for pile in piles if not pile.ground.sources)
    missing = [
        *([] if view.acts else [Missing(key="no_incidents")]),
        *([Missing(key="no_source", fields={"n": without})] if without else []),
        *([Missing(key="actor_unknown", fields={"n": len(view.unattributed)})] if view.unattributed else []),
    ]
    outcome = Outcome.SIGNAL if severe_single or items_single else Outcome.NO_SIGNAL
    if view.acts:
        possible = Outcome.SIGNAL if surely_any(view, severe_single) or items_single else Outcome.NO_SIGNAL
        missing += depends(outcome, [possible if surely_any(view, view.acts) else Outcome.INSUFFICIENT])
    return view.finding(
        RULE,
        outcome if view.acts else Outcome.INSUFFICIENT,
        {
            "incidents": len(view.acts),
            "single_source": len(single),
            "without_source": without,
            "by_source": _by_source(piles, view.snapshot.sources),
            "behaviours": _per_behaviour(piles),
            "items": {item: _shown(items[item]) for item in sorted(items)},
            "severe_single": view.numbers(severe_single),
            "critical_items_single": items_single,
        },
        incidents=view.acts,
        unplaced=left_out(view.unattributed, "actor_unknown"),
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say how many rest on one source, and which severe ones do."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    single, every = telling.whole("single_source"), telling.whole("incidents")
    sentences = [telling.words("one", x=single, y=every) if single == 1 else telling.sentence(x=single, y=every)]
    if severe := telling.names("severe_single"):
        sentences.append(telling.words("severe", lijst=telling.listed(severe)))
    return sentences


def told_again(incidents: Iterable[Incident]) -> dict[UUID, list[Citation]]:
    """Return the citations of the rows that tell another row again, by that other row."""
    doubles = {row.id: row for row in incidents if row.duplicate_of is not None}
    cited: dict[UUID, list[Citation]] = {}
    for row in doubles.values():
        original = row.duplicate_of
        seen = {row.id}
        while original is not None and original not in seen:
            if not row.set_aside:
                cited.setdefault(original, []).extend(row.sources)
            seen.add(original)
            original = doubles[original].duplicate_of if original in doubles else None
    return cited


def _piles(acts: Iterable[Row], again: Mapping[UUID, list[Citation]], labels: Mapping[UUID, str]) -> list[_Pile]:
    """Return the acts in piles that rest on the same, in the order of the first act of each."""
    piles: dict[Hashable, _Pile] = {}
    for act in acts:
        cited = act.incident.sources
        more = again.get(act.id, ()) if again else ()
        every = (*cited, *more) if more else cited
        key = tuple(map(_CITED, every)), len(more)
        pile = piles.get(key)
        if pile is None:
            pile = piles[key] = _Pile(cited, _ground(every, labels), [])
        pile.acts.append(act)
    return list(piles.values())


def _ground(citations: Iterable[Citation], labels: Mapping[UUID, str]) -> _Ground:
    """Return what citations amount to; two sources with the same name count as one."""
    known = [citation for citation in citations if citation.source in labels]
    return _Ground(
        sources=frozenset(labels[citation.source] for citation in known),
        knowledge=frozenset(citation.knowledge for citation in known),
    )


def _item_ground(fact: StandingFact, again: Mapping[UUID, list[Citation]], labels: Mapping[UUID, str]) -> _Ground:
    """Return what an answer rests on: its confirmed incidents, or else the basis of the answer itself."""
    told = [citation for one in fact.incidents for citation in (*one.incident.sources, *again.get(one.id, ()))]
    ground = _ground(told, labels)
    if ground.sources or fact.answer.basis is None:
        return ground
    return _Ground(frozenset({fact.answer.basis.value}), frozenset({fact.answer.basis.value}))


def _by_source(piles: Iterable[_Pile], sources: Sequence[Source]) -> list[Figure]:
    """Return incidents per source or combination of sources as cited: most first, then the earliest."""
    known = {source.id: source for source in sources}
    rows: dict[str, tuple[int, tuple[str, ...]]] = {}
    for pile in piles:
        cited = [known[one.source] for one in pile.cited if one.source in known]
        name = " + ".join(source.label for source in cited)
        before, refs = rows.get(name, (0, ()))
        shown = tuple(dict.fromkeys((*refs, *(f"B-{source.number}" for source in cited))))
        rows[name] = before + len(pile.acts), shown
    ranked = sorted(rows.items(), key=lambda row: -row[1][0])
    return [{"source": name, "sources": refs, "incidents": count} for name, (count, refs) in ranked]


def _per_behaviour(piles: Iterable[_Pile]) -> dict[str, Figure]:
    """Return the sources and the kinds of knowledge behind every behaviour."""
    found: defaultdict[str, list[_Ground]] = defaultdict(list)
    for pile in piles:
        for behaviour in {behaviour for act in pile.acts for behaviour in act.behaviours}:
            found[behaviour].append(pile.ground)
    return {
        behaviour: _shown(
            _Ground(
                frozenset().union(*(ground.sources for ground in found[behaviour])),
                frozenset().union(*(ground.knowledge for ground in found[behaviour])),
            )
        )
        for behaviour in sorted(found)
    }


def _shown(ground: _Ground) -> dict[str, Figure]:
    return {"sources": len(ground.sources), "knowledge": sorted(map(str, ground.knowledge))}
