"""What every question rests on and what every incident holds up, as plain values (docs/help/pattern-json.md)."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from app.domain.finding import Figure
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.backing import Pointing, answers_losing, answers_until, questions_by_incident, sources_behind
from app.risk.checklist import Checklist
from app.risk.shelf import checklists_of
from app.risk.support import ItemSupport, support_for
from app.risk.view import in_order

_Numbers = Mapping[UUID, str]


def support_list(snapshot: CaseSnapshot, at: date, say: Translator) -> dict[str, Figure]:
    """Return the support of every question and, the other way round, of every incident what it points at."""
    records = (*snapshot.incidents, *snapshot.events, *snapshot.sources, *snapshot.retractions)
    numbers = {record.id: visible_number(record) for record in records}
    lists = checklists_of(snapshot)
    told = questions_by_incident(snapshot, lists, at=at)
    return {
        "checklists": [_checklist(one, snapshot, at, numbers, say) for one in lists.values()],
        "incidents": [
            {
                "incident": numbers[row.id],
                "points_at": [_pointing(one) for one in told.get(row.id, ())],
                "answers_losing": _losing(row.id, snapshot, numbers),
            }
            for row in in_order(snapshot.incidents)
        ],
    }


def _checklist(
    checklist: Checklist, snapshot: CaseSnapshot, at: date, numbers: _Numbers, say: Translator
) -> dict[str, Figure]:
    """Return every question of a list with what supports it and what speaks against it."""
    use = answers_until(checklist, snapshot, at)
    support = support_for(checklist, use, snapshot, at=at)
    sources = sources_behind(snapshot)
    items: list[Figure] = []
    for item in checklist.items:
        answer, told = use.answer(item.id), support[item.id]
        items.append(
            {
                "item": item.id,
                "question": say.label(item.label),
                "class": item.cls.value,
                "answer": answer.value.value,
                "basis": answer.basis.value if answer.basis else None,
                **_support(told, numbers, sources),
            }
        )
    return {"checklist": checklist.id, "name": say.label(checklist.name), "items": items}


def _support(told: ItemSupport, numbers: _Numbers, sources: Mapping[UUID, tuple[UUID, ...]]) -> dict[str, Figure]:
    return {
        **{
            name: [{"incident": numbers[one], "sources": _named(sources[one], numbers)} for one in incidents]
            for name, incidents in (("confirmed", told.confirmed), ("proposed", told.proposed))
        },
        "events": _named(told.events, numbers),
        "lost": len(told.lost),
        "against": _named(told.against, numbers),
        "retractions": _named(told.retractions, numbers),
        "contradiction": told.contradiction.value if told.contradiction else None,
    }


def _pointing(one: Pointing) -> Figure:
    """Return one question that an incident points at or speaks against."""
    return {
        "checklist": one.checklist,
        "item": one.item,
        "answer": one.answer.value,
        "confirmed": one.confirmed,
        "against": one.against,
    }


def _losing(incident: UUID, snapshot: CaseSnapshot, numbers: _Numbers) -> list[Figure]:
    """Return the answers that lose support when an incident is withdrawn."""
    used = {use.id: use.started_on.isoformat() for use in snapshot.assessments}
    return [
        {
            "checklist": one.checklist,
            "item": one.item,
            "assessed_on": used[one.assessment],
            "answer": one.answer.value,
            "signed": one.signed,
            "left": one.left.value,
            "incidents": _named(one.incidents, numbers),
        }
        for one in answers_losing(incident, snapshot)
    ]


def _named(ids: Iterable[UUID], numbers: _Numbers) -> list[Figure]:
    return [numbers[one] for one in ids if one in numbers]
