"""Make a dossier: read and select (data lane), render (heavy lane), write and log (data lane)."""

import hashlib
import re
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

from app import __version__
from app.charts.theme import PAPER
from app.domain.assessment import Assessment
from app.domain.change import Change
from app.domain.dossier import DossierRequest, unanswered
from app.domain.finding import Outcome
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.whole_text import whole
from app.dossier.look import look_at
from app.dossier.model import (
    AnsweredChecklist,
    AnsweredGroup,
    AnsweredItem,
    DossierInput,
    ExplainedFinding,
    KnowledgeRow,
    Labels,
)
from app.dossier.render import render, text_width
from app.dossier.select import select
from app.errors import DossierError
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Checklist
from app.risk.engine import evaluate
from app.risk.explain import explain
from app.risk.instruments import load_instruments
from app.risk.knowledge import Sight, who_knew_what
from app.risk.picture import timeline_picture
from app.risk.protective import load_protective
from app.risk.rulebook import load_rulebook
from app.risk.shelf import checklists_of, list_as_used
from app.risk.standing import referrals_due
from app.risk.support import support_for
from app.services.files import written_file
from app.services.names import names_somebody
from app.storage.store import Store

__all__ = ["deliver", "prepare", "render"]

_PICTURE_TEXT = 8.0


def prepare(store: Store, case_id: UUID, request: DossierRequest) -> DossierInput:
    """Return one copy, ready to render: only what its recipient may see, and what the rules see in that.

    Raises ``DossierError`` with the first question that was not answered.
    """
    for sentence in unanswered(
        recipient=request.recipient, purpose=request.purpose, ground=request.ground, internal=request.internal
    ).values():
        raise DossierError(reason=sentence)
    request = whole(request)
    with store.read() as reader:
        snapshot = reader.snapshot(case_id)
        last = reader.last_entry()
    say = Translator(request.language)
    chosen = select(snapshot, internal=request.internal, say=say)
    seen = chosen.snapshot
    rulebook = load_rulebook()
    checklists = _checklists(snapshot, seen, say)
    return DossierInput(
        request=request,
        snapshot=seen,
        left_out=chosen.left_out,
        labels=_labels(say),
        findings=_findings(seen, request, say),
        closing=say.label(rulebook.closing),
        checklists=checklists,
        **drawings(seen, request, say, width=text_width(request.paper)),
        made_at=store.clock.now(),
        chain_number=last.number if last else 0,
        chain_head=last.hash if last else "",
        program_version=__version__,
        data_sets=(
            (say("Rules"), say("version {version}", version=rulebook.version)),
            *((checklist.name, say("version {version}", version=checklist.version)) for checklist in checklists),
        ),
        safe_reference=_safe_reference(snapshot),
        knowledge=_knowledge(seen, request, say),
        look_at=look_at(snapshot, seen, internal=request.internal, say=say),
    )


def deliver(store: Store, made: DossierInput, pdf: bytes, target: Path) -> Change:
    """Write a rendered copy where the user wants it, and log it; there is no file without its entry in the log.

    What cannot be logged is not written: an older file of this name is there again.
    """
    case_id = made.snapshot.case.id
    with store.write() as uow:
        if names_somebody(target.name, uow.snapshot(case_id).persons):
            raise DossierError(reason="The file name holds the name of somebody in this case. Choose another name.")
        with written_file(target, pdf):
            uow.commit("dossier.exported", str(case_id), _logged(made, pdf))
    return Change(case_id, RecordKind.CASE, case_id)


def _logged(made: DossierInput, pdf: bytes) -> str:
    """Return what the log keeps of a copy."""
    told = {
        "dossier": made.dossier_id,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "recipient": made.request.recipient,
        "purpose": made.request.purpose,
        "ground": made.request.ground,
        "internal": made.request.internal,
    }
    return msgspec.json.encode(told, order="sorted").decode()


def _labels(say: Translator) -> Labels:
    """Return the words of the catalogue in one language."""
    catalogue = load_catalogue()
    return Labels(
        behaviours={key: say.label(behaviour.label) for key, behaviour in catalogue.behaviours.items()},
        contexts={key: say.label(context.label) for key, context in catalogue.contexts.items()},
        effects={key: say.label(effect.label) for key, effect in catalogue.effects.items()},
        protections={key: say.label(fact.label) for key, fact in load_protective().items()},
        instruments={key: say.label(one.name) for key, one in load_instruments().items()},
        rules={rule.id: f"{rule.id} · {say.label(rule.name)}" for rule in load_rulebook().rules},
    )


def _findings(snapshot: CaseSnapshot, request: DossierRequest, say: Translator) -> tuple[ExplainedFinding, ...]:
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
            )
        )
    return tuple(told)


def _knowledge(snapshot: CaseSnapshot, request: DossierRequest, say: Translator) -> tuple[KnowledgeRow, ...]:
    """Return who knew what in the selection; nothing when no source in it names an organisation."""
    seen = who_knew_what(snapshot, at=request.at, window=request.window)
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
    return KnowledgeRow(
        organisation=name,
        known=known,
        counts=" · ".join(parts),
        signals=tuple(f"{found.rule} · {explain(found, snapshot, say).title}" for found in signals),
    )


def _checklists(snapshot: CaseSnapshot, seen: CaseSnapshot, say: Translator) -> tuple[AnsweredChecklist, ...]:
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
    numbers = {incident.id: visible_number(incident) for incident in snapshot.incidents}
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
                    incidents=tuple(numbers[incident] for incident in answer.incidents if incident in numbers),
                    contradicted=support[item.id].contradiction is not None,
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
        referrals=tuple(
            f"{say.label(referral.route)}: {say.label(referral.when)} ({say.label(referral.within)})"
            for referral in referrals_due(checklist, used)
        ),
    )


def _safe_reference(snapshot: CaseSnapshot) -> str:
    """Return the case number for a file name, or nothing when it names somebody."""
    reference = snapshot.case.reference
    if names_somebody(reference, snapshot.persons):
        return ""
    return re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")
