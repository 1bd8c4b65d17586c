"""R13: what incidents, behaviours and critical questions rest on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Incident
from app.domain.source import Citation, Source
from app.risk.answers import StandingFact, standing_facts
from app.risk.checklist import ItemClass
from app.risk.readings import depends, surely_any
from app.risk.telling import Telling
from app.risk.view import View, left_out

RULE = "R13"
_Key = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """The different sources of something by label, and how they know it."""

    sources: frozenset[str]
    knowledge: frozenset[str]


def find(view: View) -> Finding:
    """Count different sources per incident, behaviour and critical question (domain reference 4.1, R13)."""
    labels = {source.id: source.label.strip().casefold() for source in view.snapshot.sources}
    again = _told_again(view)
    keys = list(map(_key, view.acts))
    grounds = _grounds(view.acts, keys, again, labels)
    single = [one for one, ground in zip(view.acts, grounds, strict=True) if len(ground.sources) == 1]
    border = view.threshold(RULE, "severe")
    severe_single = [incident for incident in single if incident.severity is not None and incident.severity >= border]
    facts = standing_facts(view, lambda _: True)
    items = {fact.item.id: _item_ground(fact, again, labels) for fact in facts}
    critical = (fact.item.id for fact in facts if fact.item.cls is ItemClass.CRITICAL)
    items_single = [item for item in sorted(critical) if len(items[item].sources) == 1]
    without = [one for one, ground in zip(view.acts, grounds, strict=True) if not ground.sources]
    missing = [
        *([] if view.acts else [Missing(key="no_incidents")]),
        *([Missing(key="no_source", fields={"n": len(without)})] if without else []),
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
            "without_source": len(without),
            "by_source": _by_source(keys, view.snapshot.sources),
            "behaviours": _per_behaviour(view.acts, grounds),
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


def _told_again(view: View) -> dict[UUID, list[Citation]]:
    """Return the citations of the rows that tell another row again, by that other row."""
    doubles = {row.id: row for row in view.rows if row.duplicate_of is not None}
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


def _grounds(
    acts: Sequence[Incident],
    keys: Sequence[_Key],
    again: Mapping[UUID, list[Citation]],
    labels: Mapping[UUID, str],
) -> list[_Ground]:
    """Return what every act rests on; acts that rest on the same share one ground."""
    shared: dict[_Key, _Ground] = {}
    grounds = []
    for one, key in zip(acts, keys, strict=True):
        if again and one.id in again:
            grounds.append(_ground((*one.sources, *again[one.id]), labels))
            continue
        ground = shared.get(key)
        if ground is None:
            ground = shared[key] = _ground(one.sources, labels)
        grounds.append(ground)
    return grounds


def _key(incident: Incident) -> _Key:
    """Return what tells apart what incidents rest on: every source and how it knows, as cited."""
    return tuple([(citation.source.int, id(citation.knowledge)) for citation in incident.sources])


def _ground(citations: Iterable[Citation], labels: Mapping[UUID, str]) -> _Ground:
    """Return what citations amount to; two sources with the same name count as one."""
    known = [citation for citation in citations if citation.source in labels]
    return _Ground(
        sources=frozenset(labels[citation.source] for citation in known),
        knowledge=frozenset(citation.knowledge for citation in known),
    )


def _item_ground(fact: StandingFact, again: Mapping[UUID, list[Citation]], labels: Mapping[UUID, str]) -> _Ground:
    """Return what an answer rests on: its confirmed incidents, or else the basis of the answer itself."""
    told = [citation for one in fact.incidents for citation in (*one.sources, *again.get(one.id, ()))]
    ground = _ground(told, labels)
    if ground.sources or fact.answer.basis is None:
        return ground
    return _Ground(frozenset({fact.answer.basis.value}), frozenset({fact.answer.basis.value}))


def _by_source(keys: Iterable[_Key], sources: Sequence[Source]) -> list[Figure]:
    """Return incidents per source or combination of sources as cited: most first, then the earliest."""
    known = {source.id.int: source for source in sources}
    rows: dict[str, tuple[int, tuple[str, ...]]] = {}
    for key, count in Counter(keys).items():
        cited = [known[one] for one, _ in key if one in known]
        name = " + ".join(source.label for source in cited)
        before, refs = rows.get(name, (0, ()))
        rows[name] = before + count, tuple(dict.fromkeys((*refs, *(f"B-{source.number}" for source in cited))))
    ranked = sorted(rows.items(), key=lambda row: -row[1][0])
    return [{"source": name, "sources": refs, "incidents": count} for name, (count, refs) in ranked]


def _per_behaviour(acts: Sequence[Incident], grounds: Sequence[_Ground]) -> dict[str, Figure]:
    """Return the sources and the kinds of knowledge behind every behaviour."""
    found: defaultdict[str, dict[int, _Ground]] = defaultdict(dict)
    for incident, ground in zip(acts, grounds, strict=True):
        for behaviour in incident.behaviours:
            found[behaviour][id(ground)] = ground
    return {
        behaviour: _shown(
            _Ground(
                frozenset().union(*(ground.sources for ground in found[behaviour].values())),
                frozenset().union(*(ground.knowledge for ground in found[behaviour].values())),
            )
        )
        for behaviour in sorted(found)
    }


def _shown(ground: _Ground) -> dict[str, Figure]:
    return {"sources": len(ground.sources), "knowledge": sorted(map(str, ground.knowledge))}
