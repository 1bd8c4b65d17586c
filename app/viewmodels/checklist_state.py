"""What the page of one checklist shows: ready words, and how they are made from an assessment.

Everything here is a pure function of the checklist, the assessment and the case; the verbs live in
``viewmodels.checklist``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.event import ContextEvent
from app.domain.finding import Weight
from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Checklist, Item, Referral
from app.risk.standing import changes_since, referrals_due, standing
from app.risk.support import ItemSupport, support_for
from app.viewmodels.choice import Choice

ACCOUNT_LENGTH = 140
NONE = ItemSupport(proposed=(), confirmed=(), events=(), contradiction=None)


@dataclass(frozen=True)
class Support:
    """An incident or event that points at an item; ``confirmed`` once a human said so."""

    id: UUID
    number: str
    account: str
    confirmed: bool
    name: str


@dataclass(frozen=True)
class ItemRow:
    """One question with its answer and what it rests on."""

    id: str
    number: int
    weight: Weight
    weight_word: str
    label: str
    guidance: str
    answer: AnswerValue
    basis: str
    asked_on: str
    asked_reading: str
    asked_problem: bool
    note: str
    summary: str
    incidents: tuple[Support, ...]
    events: tuple[Support, ...]
    contradiction: str
    sources: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class GroupRows:
    """A group of questions under one heading."""

    label: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class StandLine:
    """How many questions got one of the four answers; ``critical`` tells how many of them are critical and open."""

    answer: AnswerValue
    word: str
    count: str
    critical: str


@dataclass(frozen=True)
class OpenItem:
    """A critical question without an answer, by name."""

    id: str
    text: str


@dataclass(frozen=True)
class ChangeLine:
    """An answer that differs from the one in the assessment before."""

    item: str
    word: str
    before: str
    after: str


@dataclass(frozen=True)
class RouteLine:
    """A medical route that the answers call for; ``check`` marks what no page was read for."""

    when: str
    route: str
    within: str
    because: str
    check: str


@dataclass(frozen=True)
class TextLine:
    """A piece of knowledge or of evidence to secure, with where it comes from and whether it must still be checked."""

    text: str
    detail: str
    source: str
    check: str


def answer_word(value: AnswerValue, say: Translator) -> str:
    """Return the word of an answer."""
    return {
        AnswerValue.YES: say("yes"),
        AnswerValue.NO: say("no"),
        AnswerValue.UNKNOWN: say("unknown"),
        AnswerValue.NOT_ASKED: say("not asked"),
    }[value]


def answer_choices(say: Translator) -> tuple[Choice, ...]:
    """Return the four answers in their fixed order."""
    return tuple(Choice(value.value, answer_word(value, say)) for value in AnswerValue)


def basis_word(basis: Basis, say: Translator) -> str:
    """Return the words for what an answer rests on."""
    return {
        Basis.VICTIM: say("statement of the alleged victim"),
        Basis.OBSERVATION: say("own observation"),
        Basis.THIRD: say("a third party"),
        Basis.DOCUMENT: say("a document"),
        Basis.PERPETRATOR: say("statement of the alleged perpetrator"),
    }[basis]


def basis_choices(say: Translator) -> tuple[Choice, ...]:
    """Return the bases, headed by none yet."""
    return (Choice("", say("not filled in yet")), *(Choice(basis.value, basis_word(basis, say)) for basis in Basis))


def weight_word(weight: Weight, say: Translator) -> str:
    """Return the word of a class."""
    return {
        Weight.CRITICAL: say("critical"),
        Weight.HIGH: say("high"),
        Weight.ELEVATED: say("elevated"),
        Weight.INFORMATION: say("information"),
    }[weight]


def to_check(mark: str, say: Translator) -> str:
    """Return "to be checked" for what was marked as general knowledge (domain reference 0.1), else nothing."""
    return say("to be checked") if "G" in re.split(r"[^A-Za-z0-9]+", mark) else ""


def account_of(record: Incident | ContextEvent, say: Translator) -> str:
    """Return the day and the first words of a record."""
    if isinstance(record, Incident):
        told = record.facts.strip() or record.quote.strip()
    else:
        context = load_catalogue().contexts.get(record.type)
        told = say.label(context.label) if context else record.type
    told = " ".join(told.split())
    if len(told) > ACCOUNT_LENGTH:
        told = told[:ACCOUNT_LENGTH].rsplit(" ", 1)[0] + " …"
    return f"{describe(record.when, say)} · {told}"


def group_rows(
    checklist: Checklist,
    assessment: Assessment,
    snapshot: CaseSnapshot,
    asked: dict[str, tuple[str, str, bool]],
    say: Translator,
) -> tuple[GroupRows, ...]:
    """Return every question in its group; ``asked`` holds typed days: the words, how they were read, a problem."""
    support = support_for(checklist, assessment, snapshot)
    known: dict[UUID, Incident | ContextEvent] = {incident.id: incident for incident in snapshot.incidents}
    known.update((event.id, event) for event in snapshot.events)
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    return tuple(
        GroupRows(
            say.label(group.label),
            tuple(
                _row(item, numbers[item.id], assessment.answer(item.id), support.get(item.id, NONE), known, asked, say)
                for item in checklist.items
                if item.group == group.id
            ),
        )
        for group in checklist.groups
    )


def _row(
    item: Item,
    number: int,
    answer: Answer,
    support: ItemSupport,
    known: dict[UUID, Incident | ContextEvent],
    asked: dict[str, tuple[str, str, bool]],
    say: Translator,
) -> ItemRow:
    """Return one question."""
    incidents = [
        (known[id_], id_ in support.confirmed) for id_ in (*support.confirmed, *support.proposed) if id_ in known
    ]
    incidents.sort(key=lambda pair: (pair[0].when.sort_key, pair[0].number))
    events = [known[id_] for id_ in support.events if id_ in known]
    words, reading, problem = asked.get(item.id, (say.day(answer.asked_on) if answer.asked_on else "", "", False))
    return ItemRow(
        id=item.id,
        number=number,
        weight=item.cls,
        weight_word=weight_word(item.cls, say),
        label=say.label(item.label),
        guidance=say.label(item.guidance),
        answer=answer.value,
        basis=answer.basis.value if answer.basis else "",
        asked_on=words,
        asked_reading=reading,
        asked_problem=problem,
        note=answer.note,
        summary=_summary(answer, say),
        incidents=tuple(_support(record, confirmed, say) for record, confirmed in incidents),
        events=tuple(_support(record, True, say) for record in events),
        contradiction=_contradiction(answer, support, [record for record, _ in incidents] + events, say),
        sources=item.sources,
        name=say(
            "Question {number}: {label} Class: {weight}. Answer: {answer}.",
            number=number,
            label=say.label(item.label).rstrip(".") + ("" if say.label(item.label).endswith("?") else "."),
            weight=weight_word(item.cls, say),
            answer=answer_word(answer.value, say),
        ),
    )


def _support(record: Incident | ContextEvent, confirmed: bool, say: Translator) -> Support:
    """Return an incident or event as support, with a name that a screen reader can say."""
    number, account = visible_number(record), account_of(record, say)
    if isinstance(record, ContextEvent):
        name = say("{number}, {account}. Open this event.", number=number, account=account)
    elif confirmed:
        name = say("{number}, {account}. Confirmed as support. Press to take back.", number=number, account=account)
    else:
        name = say("{number}, {account}. Proposed as support. Press to confirm.", number=number, account=account)
    return Support(record.id, number, account, confirmed, name)


def _summary(answer: Answer, say: Translator) -> str:
    """Return what an answer rests on in one line; nothing for a question that was not asked."""
    if answer.value is AnswerValue.NOT_ASKED:
        return ""
    parts = [basis_word(answer.basis, say) if answer.basis else say("basis not filled in")]
    if answer.asked_on:
        parts.append(say("asked {day}", day=say.day(answer.asked_on)))
    if answer.asked_by:
        parts.append(say("by {who}", who=answer.asked_by))
    return " · ".join(parts)


def _contradiction(
    answer: Answer, support: ItemSupport, records: Sequence[Incident | ContextEvent], say: Translator
) -> str:
    """Return the question that an answer raises (domain reference 0.2, rule 5)."""
    if support.contradiction is None:
        return ""
    if answer.value is AnswerValue.NO:
        numbers = [visible_number(record) for record in records]
        return say.n(
            "No, but {which} points this way", "No, but {which} point this way", len(numbers), which=say.series(numbers)
        )
    return say("Yes without a basis: nothing says what this rests on")


def stand_lines(checklist: Checklist, assessment: Assessment, say: Translator) -> tuple[StandLine, ...]:
    """Return the count of each answer, with the critical questions that are open told apart."""
    stand = standing(checklist, assessment)
    counts = {
        AnswerValue.YES: stand.yes,
        AnswerValue.NO: stand.no,
        AnswerValue.UNKNOWN: stand.unknown,
        AnswerValue.NOT_ASKED: stand.not_asked,
    }
    open_: dict[AnswerValue, int] = {}
    for item in stand.critical_open:
        value = assessment.answer(item.id).value
        open_[value] = open_.get(value, 0) + 1
    return tuple(
        StandLine(
            value,
            _capital(answer_word(value, say)),
            str(count),
            say("{n} of them critical", n=open_[value]) if open_.get(value) else "",
        )
        for value, count in counts.items()
    )


def open_items(checklist: Checklist, assessment: Assessment, say: Translator) -> tuple[OpenItem, ...]:
    """Return the critical questions without an answer by name, those never asked first."""
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    open_ = sorted(
        standing(checklist, assessment).critical_open,
        key=lambda item: (assessment.answer(item.id).value is not AnswerValue.NOT_ASKED, numbers[item.id]),
    )
    return tuple(
        OpenItem(
            item.id,
            f"{numbers[item.id]}. {say.label(item.label)} ({answer_word(assessment.answer(item.id).value, say)})",
        )
        for item in open_
    )


def change_lines(
    checklist: Checklist, before: Assessment, after: Assessment, say: Translator
) -> tuple[ChangeLine, ...]:
    """Return what was answered differently in the assessment before this one."""
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    changes = [change for change in changes_since(before, after) if change.item in numbers]
    return tuple(
        ChangeLine(
            change.item,
            say("question {number}", number=numbers[change.item]),
            answer_word(change.before, say),
            answer_word(change.after, say),
        )
        for change in sorted(changes, key=lambda change: numbers[change.item])
    )


def route_lines(checklist: Checklist, assessment: Assessment, say: Translator) -> tuple[RouteLine, ...]:
    """Return the medical routes that the answers call for."""
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    return tuple(_route(referral, numbers, assessment, say) for referral in referrals_due(checklist, assessment))


def _route(referral: Referral, numbers: dict[str, int], assessment: Assessment, say: Translator) -> RouteLine:
    """Return one route with the questions that call for it."""
    because = [
        str(numbers[item])
        for item in referral.items
        if item in numbers and assessment.answer(item).value is AnswerValue.YES
    ]
    return RouteLine(
        when=say.label(referral.when),
        route=say.label(referral.route),
        within=say.label(referral.within),
        because=say.n(
            "because of question {which}", "because of questions {which}", len(because), which=say.series(because)
        )
        if because
        else "",
        check=to_check(referral.mark, say),
    )


def contradictions(groups: Iterable[GroupRows]) -> tuple[str, ...]:
    """Return every contradiction with the number of its question."""
    return tuple(f"{row.number}. {row.contradiction}" for group in groups for row in group.items if row.contradiction)


def _capital(word: str) -> str:
    """Return a word with a capital."""
    return word[:1].upper() + word[1:]
