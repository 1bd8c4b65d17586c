"""What stands in a dossier beside the records: findings, answers and who knew what, in the words of one language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict
from uuid import UUID

from app.domain.assessment import Answer, AnswerValue, Assessment
from app.domain.dossier import DossierRequest
from app.domain.finding import Outcome
from app.domain.snapshot import CaseSnapshot, visible_number
from app.dossier.model import (
    AnsweredChecklist,
    AnsweredGroup,
    AnsweredItem,
    ExplainedFinding,
    KnowledgeRow,
    Labels,
    NotCounted,
)
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Checklist
from app.risk.engine import evaluate
from app.risk.explain import explain
from app.risk.instruments import load_instruments
from app.risk.knowledge import Sight, WhoKnewWhat
from app.risk.protective import load_protective
from app.risk.rulebook import load_rulebook
from app.risk.shelf import checklists_of, list_as_used
from app.risk.standing import referrals_due
from app.risk.support import ItemSupport, support_for


def labels(say: Translator) -> Labels:
    """Return the words of the catalogue in one language."""
    catalogue = load_catalogue()
    kinds = {code: say.label(domain.label) for code, domain in catalogue.domains.items()}
    return Labels(
        behaviours={key: say.label(behaviour.label) for key, behaviour in catalogue.behaviours.items()},
        contexts={key: say.label(context.label) for key, context in catalogue.contexts.items()},
        effects={key: say.label(effect.label) for key, effect in catalogue.effects.items()},
        protections={key: say.label(fact.label) for key, fact in load_protective().items()},
        instruments={key: say.label(one.name) for key, one in load_instruments().items()},
        rules={rule.id: f"{rule.id} · {say.label(rule.name)}" for rule in load_rulebook().rules},
        kinds={key: kinds[behaviour.domain] for key, behaviour in catalogue.behaviours.items()},
    )


def findings(snapshot: CaseSnapshot, request: DossierRequest, say: Translator) -> tuple[ExplainedFinding, ...]:
    """Return what the rules see in the selection, in words."""
    numbers = {incident.id: visible_number(incident) for incident in snapshot.incidents}
    told = []
    for finding in evaluate(snapshot, at=request.at, window=request.window):
        words = explain(finding, snapshot, say)
        told.append(
            ExplainedFinding(
                rule=finding.rule,
                version=finding.version,
                weight=finding.weight,
                outcome=finding.outcome,
                told=words.outcome,
                title=words.title,
                sentence=words.sentence,
                caution=words.caution,
                missing=words.missing,
                incidents=tuple(numbers[incident] for incident in finding.incidents if incident in numbers),
                unplaced=tuple(
                    NotCounted(reason=one.reason, incidents=tuple(numbers[incident] for incident in one.incidents))
                    for one in words.unplaced
                ),
            )
        )
    return tuple(told)


def knowledge(seen: WhoKnewWhat, snapshot: CaseSnapshot, say: Translator) -> tuple[KnowledgeRow, ...]:
    """Return who knew what in the selection; nothing when no source in it names an organisation."""
    if not seen.knowers:
        return ()
    numbers = {incident.id: visible_number(incident) for incident in snapshot.incidents}
    rows = [_sight(say("All together"), (), seen.together, snapshot, say)]
    for knower in seen.knowers:
        days: dict[date, list[str]] = {}
        for one in knower.known:
            days.setdefault(one.since or date.max, []).append(numbers[one.incident])
        known = tuple(
            (say("day not recorded") if day == date.max else say.day(day), tuple(days[day])) for day in sorted(days)
        )
        rows.append(_sight(knower.organisation, known, knower.alone, snapshot, say))
    return tuple(rows)


def _sight(
    name: str,
    known: tuple[tuple[str, tuple[str, ...]], ...],
    sight: Sight,
    snapshot: CaseSnapshot,
    say: Translator,
) -> KnowledgeRow:
    """Return what some incidents show by themselves, in words."""
    parts = [say.n("{n} incident counts", "{n} incidents count", len(sight.incidents))]
    if sight.highest_severity is not None:
        parts.append(say("highest severity {n}", n=sight.highest_severity))
    signals = (found for found in sight.findings if found.outcome is Outcome.SIGNAL)
    labels = load_catalogue().domains
    kinds = [say.label(labels[one].label) for one in sight.domains if one in labels]
    return KnowledgeRow(
        organisation=name,
        known=known,
        counts=" · ".join(parts),
        kinds=say("Kinds of behaviour: {kinds}", kinds=say.series(kinds)) if kinds else "",
        signals=tuple(f"{found.rule} · {explain(found, snapshot, say).title}" for found in signals),
    )


def checklists(snapshot: CaseSnapshot, seen: CaseSnapshot, say: Translator) -> tuple[AnsweredChecklist, ...]:
    """Return the newest use of every list in ``seen``, and the lists that were never used: nothing in them was asked.

    A list that was used but is not in this copy is left out: it may not be called unused.
    """
    newest: dict[str, Assessment] = {}
    for assessment in sorted(seen.assessments, key=lambda used: (used.started_on, used.number)):
        newest[assessment.checklist] = assessment
    used = {assessment.checklist for assessment in snapshot.assessments}
    return tuple(
        _answered(checklist, newest.get(key), seen, say)
        for key, checklist in checklists_of(snapshot).items()
        if key in newest or key not in used
    )


def _answered(
    checklist: Checklist, use: Assessment | None, snapshot: CaseSnapshot, say: Translator
) -> AnsweredChecklist:
    """Return one use of a list with every question, also those that were not asked; without a use that is all."""
    used = use or Assessment(checklist=checklist.id, version=checklist.version, started_on=date.min)
    checklist = list_as_used(snapshot, used) or checklist
    numbers = {record.id: visible_number(record) for record in (*snapshot.incidents, *snapshot.retractions)}
    support = support_for(checklist, used, snapshot)
    groups = []
    for group in checklist.groups:
        items = []
        for item in checklist.items:
            if item.group != group.id:
                continue
            answer = used.answer(item.id)
            items.append(
                AnsweredItem(
                    label=say.label(item.label),
                    weight=item.weight,
                    value=answer.value,
                    asked_on=answer.asked_on,
                    asked_by=answer.asked_by,
                    basis=answer.basis,
                    note=answer.note,
                    contradicted=support[item.id].contradiction is not None,
                    **_pointing(support[item.id], answer, numbers),
                )
            )
        groups.append(AnsweredGroup(label=say.label(group.label), items=tuple(items)))
    return AnsweredChecklist(
        name=say.label(checklist.name),
        version=used.version,
        started_on=use.started_on if use else None,
        signed_at=used.signed_at,
        signed_by=used.signed_by,
        judgement=used.judgement,
        groups=tuple(groups),
        key=checklist.id,
        referrals=tuple(
            f"{say.label(referral.when)}: {say.label(referral.route)} ({say.label(referral.within)})"
            for referral in referrals_due(checklist, used)
        ),
    )


class _Pointing(TypedDict):
    """Which incidents an answer rests on, which point the same way, and what speaks against it."""

    incidents: tuple[str, ...]
    proposed: tuple[str, ...]
    against: tuple[str, ...]


def _pointing(support: ItemSupport, answer: Answer, numbers: Mapping[UUID, str]) -> _Pointing:
    """Return what points at a question: at a "no" all of it speaks against the answer."""

    def named(records: Iterable[UUID]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(numbers[one] for one in records if one in numbers))

    if answer.value is AnswerValue.NO:
        return _Pointing(incidents=(), proposed=(), against=named((*answer.incidents, *support.proposed)))
    return _Pointing(
        incidents=named(answer.incidents),
        proposed=named(support.proposed),
        against=named((*support.against, *support.retractions)),
    )
