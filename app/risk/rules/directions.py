"""R17: who did what to whom. Both directions are shown; nobody is named as the primary aggressor."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Actor, EntryKind, Incident, Move, assumed_target
from app.domain.person import Role
from app.risk.readings import depends, surely_any
from app.risk.rules.fears import scores_of
from app.risk.rules.severity import severities
from app.risk.rules.stages import CONTROL
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out, started_by
from app.risk.windows import counts_of

RULE = "R17"
_INJURY = "eff-injury"
_OTHER = {Actor.PERPETRATOR: Actor.VICTIM, Actor.VICTIM: Actor.PERPETRATOR}
_ROLES = {Actor.PERPETRATOR: Role.PERPETRATOR, Actor.VICTIM: Role.VICTIM}


@dataclass(frozen=True, slots=True)
class _Direction:
    """What somebody did to somebody else."""

    actor: Actor
    target: Actor
    incidents: tuple[Row, ...]


def find(view: View) -> Finding:
    """Put every direction in a matrix of actor and target (domain reference 4.1, R17)."""
    directions = _directions(view)
    injured = [row.incident for row in view.rows if _INJURY in row.incident.effects]
    there, back = (_found(directions, actor, target) for actor, target in _OTHER.items())
    nowhere = view.in_order(act for act in _told(view) if _target(act.incident) is None)
    unplaced = (*left_out(nowhere, "target_unknown"), *left_out(view.unattributed, "actor_unknown"))
    missing = [*([] if there and back else [Missing(key="one_direction")]), *counts_of(unplaced)]
    sides = [one.incidents for one in directions if _OTHER.get(one.actor) is one.target]
    if there and back and not all(surely_any(view, side) for side in sides):
        missing += depends(Outcome.SIGNAL, [Outcome.INSUFFICIENT])
    return view.finding(
        RULE,
        Outcome.SIGNAL if there and back else Outcome.INSUFFICIENT,
        {
            "matrix": [_figures(direction) for direction in directions],
            "sides": [_side(view, actor, injured) for actor in _OTHER],
            "both_directions": bool(there and back),
        },
        incidents=(incident for direction in directions for incident in direction.incidents),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say that both directions are recorded, and what stands beside each."""
    both = telling.finding.outcome is Outcome.SIGNAL
    sentences = [telling.sentence() if both else telling.insufficient()]
    for row in telling.rows("matrix"):
        who = {side: telling.words(str(row[side])) for side in ("actor", "target")}
        sentences.append(
            telling.words(
                "direction",
                n=row["count"],
                m=row["highest"],
                letsel=row["injuries"],
                verweer=row["defence"],
                eerste=row["first"],
                controle=_control(telling, row),
                **who,
            )
        )
    sides = telling.rows("sides") if both else []
    sentences += [
        telling.words("side", wie=telling.words(str(row["role"])), f=row["fear"], letsel=row["injuries"])
        for row in sides
    ]
    return [*sentences, telling.see()]


def _control(telling: Telling, row: Mapping[str, Figure]) -> str:
    """Return the kinds of control in one direction."""
    kinds = row["control"]
    named = [telling.domain(kind) for kind in kinds] if isinstance(kinds, Mapping) else []
    return telling.say.series(named) if named else telling.common("none")


def _directions(view: View) -> list[_Direction]:
    """Return every direction with a known actor and target; the order is that of the roles, never that of counts."""
    usual = [act for act in view.acts if act.incident.target is None]
    found = {(Actor.PERPETRATOR, Actor.VICTIM): usual} if usual else {}
    for act in _told(view):
        target = _target(act.incident)
        if target is not None:
            found.setdefault((act.incident.actor, target), []).append(act)
    order = list(Actor)
    return [
        _Direction(*key, view.in_order(found[key]))
        for key in sorted(found, key=lambda key: (order.index(key[0]), order.index(key[1])))
    ]


def _told(view: View) -> list[Row]:
    """Return the acts that are not simply those of the alleged perpetrator without a word on whom they were against."""
    return [*(act for act in view.acts if act.incident.target is not None), *view.others]


def _target(incident: Incident) -> Actor | None:
    """Return against whom it was: as told, else the other of the two; of an effect the alleged victim."""
    if incident.target is not None:
        return None if incident.target is Actor.UNKNOWN else incident.target
    return assumed_target(incident.kind, incident.actor)


def _found(directions: Sequence[_Direction], actor: Actor, target: Actor) -> bool:
    return any(direction.actor is actor and direction.target is target for direction in directions)


def _figures(direction: _Direction) -> dict[str, Figure]:
    """Return one cell of the matrix."""
    rows = direction.incidents
    kinds = Counter(chain.from_iterable([row.domains for row in rows]))
    moves = Counter([row.incident.move for row in rows])
    control = {domain: kinds[domain] for domain in CONTROL if kinds[domain]}
    return {
        "actor": direction.actor.value,
        "target": direction.target.value,
        "count": len(rows),
        "highest": max(severities(rows), default=None),
        "injuries": sum([_INJURY in row.incident.effects for row in rows]),
        "control": control,
        "defence": moves[Move.DEFENCE],
        "first": moves[Move.FIRST],
        "incidents": [row.name for row in rows],
    }


def _side(view: View, actor: Actor, injured: Iterable[Incident]) -> dict[str, Figure]:
    """Return how afraid and how often injured somebody is recorded to be, whoever did it."""
    scores = scores_of(view, _ROLES[actor])
    times = [
        row
        for row in injured
        if row.duplicate_of is None
        and not row.set_aside
        and row.kind is not EntryKind.STATEMENT
        and not (row.kind is EntryKind.ACT and row.actor is Actor.UNKNOWN)
        and started_by(row.when, view.at)
        and _target(row) is actor
    ]
    return {"role": actor.value, "fear": scores[-1].score if scores else None, "injuries": len(times)}
