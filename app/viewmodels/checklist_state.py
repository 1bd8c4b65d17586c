"""One checklist on the screen, whole, in ready words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.assessment import AnswerValue, Assessment
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.checklist import Checklist, how_to_ask
from app.risk.own_translation import Translation
from app.risk.shelf import is_own, offered
from app.viewmodels.checklist_rows import GroupRows, answer_choices, basis_choices, contradictions, group_rows
from app.viewmodels.checklist_standing import (
    ChangeLine,
    OpenItem,
    RouteLine,
    StandLine,
    TextLine,
    change_lines,
    element_lines,
    evidence_lines,
    fact_lines,
    open_items,
    route_lines,
    stand_lines,
)
from app.viewmodels.choice import Choice
from app.viewmodels.field_marks import marks_of
from app.viewmodels.record_form import reads_only_words
from app.viewmodels.sensitivity import Gate


@dataclass(frozen=True)
class Signing:
    """What is said before an assessment is locked for good."""

    question: str
    open_items: tuple[OpenItem, ...]
    contradictions: tuple[str, ...]
    judgement: str


@dataclass(frozen=True)
class ChecklistState:
    """One checklist on the screen, in ready words; ``gate`` stands in its place while it is hidden (R0)."""

    title: str
    subtitle: str = ""
    saved: str = ""
    stop_title: str = ""
    stop_rules: tuple[str, ...] = ()
    how_to_ask: str = ""
    languages: tuple[Choice, ...] = ()
    language: str = ""
    translated_by: str = ""
    answers: tuple[Choice, ...] = ()
    bases: tuple[Choice, ...] = ()
    groups: tuple[GroupRows, ...] = ()
    stand: tuple[StandLine, ...] = ()
    stand_note: str = ""
    critical_open: tuple[OpenItem, ...] = ()
    changes_title: str = ""
    changes: tuple[ChangeLine, ...] = ()
    changes_note: str = ""
    routes: tuple[RouteLine, ...] = ()
    routes_note: str = ""
    evidence: tuple[TextLine, ...] = ()
    facts: tuple[TextLine, ...] = ()
    elements: tuple[TextLine, ...] = ()
    judgement: str = ""
    read_only: bool = True
    locked: str = ""
    may_start: bool = False
    may_sign: bool = False
    signing: Signing | None = None
    current: str = ""
    sensitivity: str = Sensitivity.R3.value
    marks: Mapping[str, str] = field(default_factory=dict)
    gate: Gate | None = None


def show_assessment(
    list_: Checklist,
    now: Assessment,
    snapshot: CaseSnapshot,
    own: Sequence[Assessment],
    *,
    days: Mapping[str, tuple[str, str, bool]],
    saved: str,
    asking: bool,
    translations: Sequence[Translation] = (),
    language: str = "",
    may_record: bool = True,
    say: Translator,
) -> ChecklistState:
    """Return everything that the page shows of an assessment.

    ``own`` are the assessments of this list in their order, ``days`` the typed days of asking and how they were read,
    ``saved`` what is told about saving, and ``asking`` whether signing was asked for. ``translations`` are those of
    this version of the list, and ``language`` is the one that is shown beside our own words. Without ``may_record``
    nothing of it can be changed.
    """
    before = [old for old in own if old.signed_at and old.id != now.id and (not now.number or old.number < now.number)]
    signed = now.signed_at is not None
    read_only = signed or not may_record
    other = next((one for one in translations if one.language == language), None)
    groups = group_rows(list_, now, snapshot, days, say, other)
    changes = change_lines(list_, before[-1], now, say) if before else ()
    routes = route_lines(list_, now, say, other)
    asked = any(answer.value is not AnswerValue.NOT_ASKED for answer in now.answers)
    return ChecklistState(
        title=say.label(list_.name),
        subtitle=" · ".join(filter(None, (say("own list") if is_own(list_.id) else "", assessment_words(now, say)))),
        saved="" if signed else saved if may_record else reads_only_words(say),
        stop_title=say("Before you start"),
        stop_rules=_stop_rules(list_, other, say),
        how_to_ask=how_to_ask(say),
        languages=(
            Choice("", say("no other language")),
            *(Choice(one.language, say.tongue(one.language)) for one in translations),
        )
        if translations
        else (),
        language=other.language if other else "",
        translated_by=say("Translation: {who}", who=other.author) if other else "",
        answers=answer_choices(say),
        bases=basis_choices(say),
        groups=groups,
        stand=stand_lines(list_, now, say),
        stand_note=say("“No” and “not asked” never count the same. There is no total score."),
        critical_open=open_items(list_, now, say),
        changes_title=say("Changed since assessment {number}", number=before[-1].number) if before else "",
        changes=changes,
        changes_note=say("No answer differs from the assessment before.") if before and not changes else "",
        routes=routes,
        routes_note=say("Patroonzicht shows the route. A doctor makes the diagnosis.")
        if routes
        else say("No answer calls for a medical route yet. That does not mean that none is needed."),
        evidence=evidence_lines(list_, say, other),
        facts=fact_lines(list_, say, other),
        elements=element_lines(list_, say, other),
        judgement=now.judgement,
        read_only=read_only,
        locked=say(
            "Locked on {moment} by {who}. Nothing in it can change.",
            moment=say.moment(now.signed_at),
            who=now.signed_by,
        )
        if now.signed_at
        else "",
        may_start=signed and may_record and all(old.signed_at for old in own) and offered(snapshot, list_.id),
        may_sign=asked and not read_only,
        signing=_signing(list_, now, groups, say) if asking and not read_only else None,
        current=str(now.id),
        sensitivity=now.sensitivity.value,
        marks=marks_of(now),
    )


def covered(list_: Checklist, now: Assessment, gate: Gate, say: Translator) -> ChecklistState:
    """Return what is shown of a hidden assessment before somebody asks for it."""
    title = say.label(list_.name)
    words = assessment_words(now, say)
    shown = replace(gate, title=f"{title} · {words}")
    return ChecklistState(
        title=title, subtitle=words, current=str(now.id), sensitivity=now.sensitivity.value, gate=shown
    )


def _stop_rules(list_: Checklist, other: Translation | None, say: Translator) -> tuple[str, ...]:
    """Return the stop rules, each with its translation below it."""
    rules = [say.label(rule) for rule in list_.stop_rules]
    return tuple(rules) if other is None else tuple(map("\n".join, zip(rules, other.stop_rules, strict=True)))


def assessment_words(assessment: Assessment, say: Translator) -> str:
    """Return version, number, day and whether an assessment is locked."""
    parts = [say("version {version}", version=assessment.version)]
    parts.append(say("assessment {number}", number=assessment.number) if assessment.number else say("new assessment"))
    parts.append(say.day(assessment.started_on))
    parts.append(say("finished") if assessment.signed_at else say("draft"))
    return " · ".join(parts)


def _signing(list_: Checklist, now: Assessment, groups: tuple[GroupRows, ...], say: Translator) -> Signing:
    """Return what is said before signing."""
    return Signing(
        question=say("After this nothing in this assessment can change. A later talk is a new assessment."),
        open_items=open_items(list_, now, say),
        contradictions=contradictions(groups),
        judgement="" if now.judgement.strip() else say("The professional judgement is still empty."),
    )
