"""The questions of a checklist as the screen shows them: words, answer, support and contradictions.

Everything here is a pure function of the checklist, the assessment and the case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.event import ContextEvent
from app.domain.finding import Weight
from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.retraction import Retraction
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.backing import sources_behind
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Checklist, Item
from app.risk.own_translation import Translation
from app.risk.support import ItemSupport, support_for
from app.viewmodels.choice import Choice
from app.viewmodels.knowledge import law_references
from app.viewmodels.source_words import known_keys

_ACCOUNT_LENGTH = 140


@dataclass(frozen=True)
class Support:
    """An incident or event that points at an item; ``confirmed`` once a human said so.

    ``told`` names the sources that tell an incident, those of the rows that tell it again included.
    """

    id: UUID
    number: str
    account: str
    confirmed: bool
    name: str
    told: str = ""


@dataclass(frozen=True)
class Against:
    """A record that speaks against an item; ``page`` is where it is opened.

    It stands beside the support and takes nothing away from it.
    """

    id: UUID
    number: str
    account: str
    page: str
    name: str


@dataclass(frozen=True)
class ItemRow:
    """One question with its answer, what it rests on and what speaks ``against`` it.

    ``sources`` are keys of the source register; ``translated`` is question and guidance in another language. ``law``
    names the articles that the behaviours behind the question point to. ``note_mark`` says how far the note may travel.
    """

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
    translated: tuple[str, str] = ("", "")
    law: str = ""
    against: tuple[Against, ...] = ()
    note_mark: str = ""


@dataclass(frozen=True)
class GroupRows:
    """A group of questions under one heading."""

    label: str
    items: tuple[ItemRow, ...]


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


def account_of(record: Incident | ContextEvent, say: Translator) -> str:
    """Return the day and the first words of a record."""
    if isinstance(record, Incident):
        told = record.facts.strip() or record.quote.strip()
    else:
        context = load_catalogue().contexts.get(record.type)
        told = say.label(context.label) if context else record.type
    return f"{describe(record.when, say)} · {_short(told)}"


def _short(told: str) -> str:
    """Return the first words of a text, on one line."""
    told = " ".join(told.split())
    return told if len(told) <= _ACCOUNT_LENGTH else told[:_ACCOUNT_LENGTH].rsplit(" ", 1)[0] + " …"


def spoken(entry: str, own: Sequence[str], other: Translation | None) -> tuple[str, ...]:
    """Return the texts of an entry, each with its translation below it; without one as they are."""
    told = other.told(entry) if other else ()
    return tuple(map("\n".join, zip(own, told, strict=True))) if told else tuple(own)


def group_rows(
    checklist: Checklist,
    assessment: Assessment,
    snapshot: CaseSnapshot,
    asked: Mapping[str, tuple[str, str, bool]],
    say: Translator,
    other: Translation | None = None,
) -> tuple[GroupRows, ...]:
    """Return every question in its group; ``asked`` holds typed days: the words, how they were read, a problem.

    ``other`` is a translation that is shown beside our own words.
    """
    translated = {item.id: (item.label, item.guidance) for item in other.items} if other else {}
    support = support_for(checklist, assessment, snapshot)
    known: dict[UUID, Incident | ContextEvent] = {incident.id: incident for incident in snapshot.incidents}
    known.update((event.id, event) for event in snapshot.events)
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    told = _told_by(snapshot, say)
    return tuple(
        GroupRows(
            spoken(group.id, [say.label(group.label)], other)[0],
            tuple(
                _with_sources(
                    _row(item, numbers[item.id], assessment.answer(item.id), support[item.id], known, asked, say),
                    told,
                    translated=translated.get(item.id, ("", "")),
                    against=against_rows(support[item.id], snapshot, say),
                )
                for item in checklist.items
                if item.group == group.id
            ),
        )
        for group in checklist.groups
    )


def _told_by(snapshot: CaseSnapshot, say: Translator) -> Mapping[UUID, str]:
    """Return for every incident the numbers of the sources that tell it."""
    numbers = {source.id: visible_number(source) for source in snapshot.sources}
    named = {
        incident: [numbers[one] for one in sources if one in numbers]
        for incident, sources in sources_behind(snapshot).items()
    }
    return {incident: say("told by {sources}", sources=say.series(one)) for incident, one in named.items() if one}


def _with_sources(
    row: ItemRow, told: Mapping[UUID, str], *, translated: tuple[str, str], against: tuple[Against, ...]
) -> ItemRow:
    """Return a row with the sources behind its incidents, its words in another language and what speaks against it."""
    incidents = tuple(replace(one, told=told.get(one.id, "")) for one in row.incidents)
    return replace(row, incidents=incidents, translated=translated, against=against)


def _row(
    item: Item,
    number: int,
    answer: Answer,
    support: ItemSupport,
    known: dict[UUID, Incident | ContextEvent],
    asked: Mapping[str, tuple[str, str, bool]],
    say: Translator,
) -> ItemRow:
    """Return one question."""
    confirmed = {*support.confirmed, *support.lost}
    incidents = [known[id_] for id_ in (*support.confirmed, *support.lost, *support.proposed) if id_ in known]
    incidents.sort(key=lambda incident: (incident.when.sort_key, incident.number))
    events = [known[id_] for id_ in support.events if id_ in known]
    words, reading, problem = asked.get(item.id, (say.day(answer.asked_on) if answer.asked_on else "", "", False))
    return ItemRow(
        id=item.id,
        number=number,
        weight=item.weight,
        weight_word=weight_word(item.weight, say),
        label=say.label(item.label),
        guidance=say.label(item.guidance),
        answer=answer.value,
        basis=answer.basis.value if answer.basis else "",
        asked_on=words,
        asked_reading=reading,
        asked_problem=problem,
        note=answer.note,
        note_mark=answer.note_sensitivity.value,
        summary=_summary(answer, say),
        incidents=tuple(
            _support(record, record.id in confirmed, record.id in support.lost, say) for record in incidents
        ),
        events=tuple(_support(record, True, False, say) for record in events),
        contradiction=" · ".join(
            part
            for part in (
                _contradiction(
                    answer, support, [record for record in (*incidents, *events) if record.id not in support.lost], say
                ),
                _withdrawn(sum(1 for one in support.lost if one not in known), say),
            )
            if part
        ),
        sources=known_keys(item.sources),
        law=law_references(item.supports, say),
        name=say(
            "Question {number}: {label} Class: {weight}. Answer: {answer}.",
            number=number,
            label=say.label(item.label).rstrip(".") + ("" if say.label(item.label).endswith("?") else "."),
            weight=weight_word(item.weight, say),
            answer=answer_word(answer.value, say),
        ),
    )


def _support(record: Incident | ContextEvent, confirmed: bool, lost: bool, say: Translator) -> Support:
    """Return an incident or event as support, with a name that a screen reader can say.

    ``lost`` is an incident that was confirmed and has since been set aside or linked as told before.
    """
    number, account = visible_number(record), account_of(record, say)
    if lost:
        account = say("no longer counts · {account}", account=account)
    spoken = account.rstrip(".'’\"” ")
    if isinstance(record, ContextEvent):
        name = say("{number}, {account}. Open this event.", number=number, account=spoken)
    elif confirmed:
        name = say("{number}, {account}. Confirmed as support. Press to take back.", number=number, account=spoken)
    else:
        name = say("{number}, {account}. Proposed as support. Press to confirm.", number=number, account=spoken)
    return Support(record.id, number, account, confirmed, name)


def against_rows(support: ItemSupport, snapshot: CaseSnapshot, say: Translator) -> tuple[Against, ...]:
    """Return what speaks against an item: rows with the same tags first, then what was taken back."""
    rows = {row.id: row for row in snapshot.incidents}
    taken_back = {one.id: one for one in snapshot.retractions}
    return (
        *(_against(rows[id_], "incidents", say) for id_ in support.against if id_ in rows),
        *(_against(taken_back[id_], "circumstances", say) for id_ in support.retractions if id_ in taken_back),
    )


def _against(record: Incident | Retraction, page: str, say: Translator) -> Against:
    """Return a record that speaks against an item, with why it does and a name that a screen reader can say."""
    if isinstance(record, Retraction):
        account = say("taken back · {day} · {what}", day=describe(record.when, say), what=_short(record.what))
    elif record.set_aside:
        account = say(
            "set aside: {reason} · {account}", reason=_short(record.set_aside), account=account_of(record, say)
        )
    else:
        account = say("statement · {account}", account=account_of(record, say))
    number = visible_number(record)
    name = say("{number}, speaks against: {account}. Open.", number=number, account=account.rstrip(".'’\"” "))
    return Against(record.id, number, account, page, name)


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


def _withdrawn(count: int, say: Translator) -> str:
    """Return how many confirmed incidents are no longer in the case, or nothing."""
    if not count:
        return ""
    return say.n(
        "{n} incident that was confirmed here was withdrawn",
        "{n} incidents that were confirmed here were withdrawn",
        count,
    )


def contradictions(groups: Iterable[GroupRows]) -> tuple[str, ...]:
    """Return every contradiction with the number of its question."""
    return tuple(f"{row.number}. {row.contradiction}" for group in groups for row in group.items if row.contradiction)
