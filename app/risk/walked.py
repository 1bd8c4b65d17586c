"""What a case says about the flags, signals and elements of others: what is recorded, no verdict.

"Not asked" is never a "no": what was never asked is counted apart.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from app.domain.assessment import Answer, AnswerValue, Assessment
from app.domain.event import ContextEvent
from app.domain.finding import Finding, Outcome
from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.checklist import Checklist, load_checklists
from app.risk.crosswalk import Pointers, load_crosswalks
from app.risk.rulebook import load_rulebook
from app.risk.shelf import list_as_used
from app.risk.support import can_support, support_for
from app.risk.view import in_order, started_by


class Walk(StrEnum):
    """The lists of others that a case can be followed along."""

    FLAGS = "flags"
    SIGNALS = "signals"
    ELEMENTS = "elements"


class ToldAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that says something; ``key`` leads to the question (``lth/lth.weapon``)."""

    key: str
    value: AnswerValue
    text: str


class ToldRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An incident or event by its visible number and its day."""

    record: UUID
    number: str
    when: str


class ToldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One flag, signal or element with what is recorded about it.

    ``confirmed`` incidents were confirmed by a human in an answer; ``pointing`` ones only point the same way.
    ``not_asked`` counts the questions about it that nobody asked. ``findings`` are signals of the rules.
    ``sources`` are keys of the source register where an entry has its own; ``walk_source`` is that of the whole list.
    ``translated`` are the block, the label and the facts in the language of the screen where the words are those of the
    decree.
    """

    id: str
    block: str
    letter: str
    label: str
    facts: tuple[str, ...]
    answers: tuple[ToldAnswer, ...]
    not_asked: int
    confirmed: tuple[ToldRecord, ...]
    pointing: tuple[ToldRecord, ...]
    events: tuple[ToldRecord, ...]
    findings: tuple[str, ...]
    note: str
    sources: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing that is recorded points at it; that is not a "no"."""
        said = any(one.value is AnswerValue.YES for one in self.answers)
        return not (said or self.confirmed or self.pointing or self.events or self.findings)


class _Line(msgspec.Struct, frozen=True):
    """One entry of a list of others, with its words."""

    id: str
    block: str
    letter: str
    label: str
    facts: tuple[str, ...]
    pointers: Pointers
    sources: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()


def walk_source(walk: Walk) -> str:
    """Return the key of the source that lists these flags, signals or elements."""
    crosswalks = load_crosswalks()
    return {Walk.FLAGS: crosswalks.flags_source, Walk.SIGNALS: crosswalks.signals_source, Walk.ELEMENTS: "SR17"}[walk]


def follow(
    walk: Walk,
    snapshot: CaseSnapshot,
    findings: Iterable[Finding],
    say: Translator,
    lists: Mapping[str, Checklist] | None = None,
) -> tuple[ToldRow, ...]:
    """Return every flag, signal or element in the order of its list.

    The signals keep the words of the decree, which are Dutch in every language (article 2 of the decree allows no other
    facts). ``lists`` are the versions that are asked now, those of the program when left out; an answer is told in the
    words of the version that it was given to.
    """
    follower = _Follower(snapshot, findings, say, load_checklists() if lists is None else lists)
    return tuple(follower.row(line) for line in _lines(walk, say))


def _lines(walk: Walk, say: Translator) -> list[_Line]:
    crosswalks = load_crosswalks()
    if walk is Walk.FLAGS:
        return [_Line(flag.id, "", "", say.label(flag.label), (), flag) for flag in crosswalks.flags]
    if walk is Walk.SIGNALS:
        blocks = {block.id: block.label for block in crosswalks.blocks}
        return [
            _Line(
                one.id,
                f"{one.block}. {blocks[one.block].nl}",
                one.letter,
                one.label.nl,
                tuple(fact.nl for fact in one.facts),
                one,
                translated=()
                if say.language == "nl"
                else tuple(map(say.label, (blocks[one.block], one.label, *one.facts))),
            )
            for one in crosswalks.signals
        ]
    told = {element.id: element for checklist in load_checklists().values() for element in checklist.elements}
    return [
        _Line(
            one.id, "", "", say.label(told[one.id].label), (say.label(told[one.id].shows),), one, told[one.id].sources
        )
        for one in crosswalks.elements
    ]


class _Follower:
    """Looks everything up once for all rows."""

    def __init__(
        self, snapshot: CaseSnapshot, findings: Iterable[Finding], say: Translator, lists: Mapping[str, Checklist]
    ) -> None:
        self._snapshot, self._say, self._lists = snapshot, say, lists
        findings = tuple(findings)
        at = findings[0].at if findings else None
        self._incidents = {one.id: one for one in snapshot.incidents if at is None or started_by(one.when, at)}
        self._events = {one.id: one for one in snapshot.events if at is None or started_by(one.when, at)}
        self._signals = {one.rule for one in findings if one.outcome is Outcome.SIGNAL}
        known = (use for use in snapshot.assessments if at is None or use.started_on <= at)
        uses = sorted(known, key=lambda use: (use.started_on, use.number, use.id))
        self._answers: dict[str, tuple[Answer, Assessment]] = {
            answer.item: (answer, use)
            for use in uses
            for answer in use.answers
            if answer.value is not AnswerValue.NOT_ASKED
        }
        last = {use.checklist: use for use in uses}
        self._support = {
            item: found
            for checklist in lists.values()
            for item, found in support_for(checklist, _used(checklist, last), snapshot, at=at).items()
        }

    def row(self, line: _Line) -> ToldRow:
        """Return what is recorded about one entry."""
        pointers, say = line.pointers, self._say
        whole = [item for one in pointers.lists for item in self._of(one)]
        asked = list(dict.fromkeys((*pointers.items, *whole)))
        confirmed = {
            incident
            for item in asked
            if item in self._answers and self._answers[item][0].value is AnswerValue.YES
            for incident in self._answers[item][0].incidents
            if incident in self._incidents and can_support(self._incidents[incident])
        }
        supports = [self._support[item] for item in asked if item in self._support]
        pointing = {one for support in supports for one in (*support.proposed, *support.confirmed)}
        pointing |= {one.id for one in self._incidents.values() if can_support(one) and _fits(one, pointers)}
        events = {one for support in supports for one in support.events}
        events |= {one.id for one in self._events.values() if not one.planned and one.type in pointers.contexts}
        return ToldRow(
            id=line.id,
            block=line.block,
            letter=line.letter,
            label=line.label,
            facts=line.facts,
            answers=tuple(self._answer(item) for item in asked if self._tells(item, pointers.items)),
            not_asked=sum(item not in self._answers for item in asked),
            confirmed=self._told_incidents(confirmed),
            pointing=self._told_incidents(pointing - confirmed),
            events=tuple(
                self._told(event)
                for event in sorted(self._snapshot.events, key=lambda one: (one.when.sort_key, one.number))
                if event.id in events
            ),
            findings=tuple(
                say.label(load_rulebook().rule(rule).title) for rule in pointers.rules if rule in self._signals
            ),
            note=say.label(pointers.note) if pointers.note else "",
            sources=line.sources,
            translated=line.translated,
        )

    def _of(self, checklist: str) -> list[str]:
        """Return the questions of a whole list, with those of older versions that were answered."""
        older = [item for item, (_, use) in self._answers.items() if use.checklist == checklist]
        return [*(item.id for item in self._lists[checklist].items), *older]

    def _tells(self, item: str, named: Collection[str]) -> bool:
        """Whether an answer is told: every one to a named question, and the yes of a whole list."""
        found = self._answers.get(item)
        return found is not None and (item in named or found[0].value is AnswerValue.YES)

    def _answer(self, item: str) -> ToldAnswer:
        """Return an answer in words, those that were asked then."""
        answer, use = self._answers[item]
        return ToldAnswer(key=f"{use.checklist}/{item}", value=answer.value, text=self._words(item, answer, use))

    def _question(self, item: str, use: Assessment) -> str:
        """Return a question as it was asked."""
        asked = (list_as_used(self._snapshot, use), self._lists.get(use.checklist))
        labels = (one.label for version in asked if version is not None for one in version.items if one.id == item)
        label = next(labels, None)
        return self._say.label(label) if label is not None else item

    def _words(self, item: str, answer: Answer, use: Assessment) -> str:
        say = self._say
        value = {
            AnswerValue.YES: say("yes"),
            AnswerValue.NO: say("no"),
            AnswerValue.UNKNOWN: say("unknown"),
            AnswerValue.NOT_ASKED: say("not asked"),
        }[answer.value]
        day = say.day(answer.asked_on or use.started_on)
        return say("{question}: {answer} ({day})", question=self._question(item, use), answer=value, day=day)

    def _told_incidents(self, ids: Collection[UUID]) -> tuple[ToldRecord, ...]:
        return tuple(self._told(one) for one in in_order(self._incidents[key] for key in ids))

    def _told(self, record: Incident | ContextEvent) -> ToldRecord:
        return ToldRecord(record=record.id, number=visible_number(record), when=describe(record.when, self._say))


def _used(checklist: Checklist, last: Mapping[str, Assessment]) -> Assessment:
    """Return the last use of a list; without one nothing was asked."""
    if checklist.id in last:
        return last[checklist.id]
    return Assessment(checklist=checklist.id, version=checklist.version, started_on=date.min)


def _fits(incident: Incident, pointers: Pointers) -> bool:
    """Whether an incident shows a behaviour or a severity that is pointed at."""
    severe = pointers.severity is not None and (incident.severity or 0) >= pointers.severity
    return severe or not set(pointers.behaviours).isdisjoint(incident.behaviours)
