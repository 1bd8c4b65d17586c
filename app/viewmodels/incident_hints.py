"""What an incident touches in the case, and what to ask now; facts and open questions, never a score."""

from collections.abc import Container
from dataclasses import dataclass
from uuid import UUID

from app.domain.assessment import AnswerValue, Assessment
from app.domain.finding import Weight
from app.domain.incident import Incident
from app.domain.measure import Measure
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import Behaviour, Catalogue
from app.risk.checklist import Item
from app.risk.shelf import checklists_of
from app.viewmodels.incident_backing import resting
from app.viewmodels.incident_fields import IncidentFields
from app.viewmodels.law_words import LawLine, law_lines, law_words

_SEVERE = 4
_LETHAL = 5
_SHOWN_LINKS = 4
_SHOWN_QUESTIONS = 6
_SHOWN_LINES = 4
_INJURIES = "nfs/"
_ORDER = tuple(Weight)


@dataclass(frozen=True)
class Touch:
    """One thing that the incident touches; ``links`` are (record id, visible number)."""

    weight: Weight
    mark: str
    title: str
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """An open question of a checklist; ``key`` leads to it (``nfs/nfs.act.repeat``)."""

    key: str
    text: str


@dataclass(frozen=True)
class Hints:
    """The column beside the form; ``more`` counts the open questions that are not shown.

    ``law`` are pointers to what applied on the date of the act, and ``law_note`` says what they are not.
    """

    touches: tuple[Touch, ...] = ()
    questions: tuple[Question, ...] = ()
    more: str = ""
    note: str = ""
    law: tuple[LawLine, ...] = ()
    law_note: str = ""


class HintWriter:
    """Writes the hints of one form against the case."""

    def __init__(self, snapshot: CaseSnapshot, catalogue: Catalogue, say: Translator) -> None:
        """Compare with ``snapshot``."""
        self._snapshot, self._catalogue, self._say = snapshot, catalogue, say
        self._lists = checklists_of(snapshot)

    def write(self, fields: IncidentFields, when: Period | None, own: UUID | None) -> Hints:
        """Return the hints for the fields; ``own`` is the incident itself: its event is no earlier mention."""
        behaviours = [self._catalogue.behaviours[key] for key in fields.behaviours if key in self._catalogue.behaviours]
        first = next((one for one in self._snapshot.incidents if str(one.id) == fields.duplicate_of), None)
        same_event = {own, first.id if first is not None else None}
        touches = [self._behaviour(behaviour, same_event) for behaviour in behaviours]
        touches += self._only_here(fields, first)
        touches += [self._breach(measure) for measure in self._breached(fields)]
        touches += [self._in_force(measure) for measure in self._perhaps_breached(fields, when)]
        touches += self._answers(own)
        order = list(Weight)
        questions = self._questions(fields)
        hidden = len(questions) - _SHOWN_QUESTIONS
        injured = any(question.key.startswith(_INJURIES) for question in questions)
        law = law_lines([behaviour.id for behaviour in behaviours], when, self._catalogue, self._say)
        say = self._say
        return Hints(
            touches=tuple(sorted(touches, key=lambda touch: order.index(touch.weight))),
            questions=tuple(questions[:_SHOWN_QUESTIONS]),
            more=say.n("{n} more open question on the lists", "{n} more open questions on the lists", hidden)
            if hidden > 0
            else "",
            note=say("Complaints can come days later; no visible injury rules nothing out.") if injured else "",
            law=law,
            law_note=law_words(when, say) if law else "",
        )

    def _only_here(self, fields: IncidentFields, first: Incident | None) -> list[Touch]:
        """Tell what a new account holds that the first does not: the rules count the first (domain reference 4.0)."""
        if first is None:
            return []
        say, known = self._say, self._catalogue
        new = {*fields.behaviours, *fields.effects}.difference(first.behaviours, first.effects)
        behaviours = [one for key, one in known.behaviours.items() if key in new]
        effects = [one for key, one in known.effects.items() if key in new]
        if not (behaviours or effects):
            return []
        lethal = any(one.severity >= _LETHAL for one in behaviours)
        lines = [say.label(one.label) for one in behaviours] + [say.label(one.label) for one in effects]
        ask = say(
            "The rules count {number}, the first account, and not this one. Did this happen there? Then choose it "
            "there as well: the words that were told stay as they are.",
            number=visible_number(first),
        )
        weight = Weight.CRITICAL if lethal else Weight.HIGH
        links = ((str(first.id), visible_number(first)),)
        return [Touch(weight, say("not counted"), say("Only in this account"), (*lines, ask), links)]

    def _behaviour(self, behaviour: Behaviour, own: Container[UUID | None]) -> Touch:
        """Return which mention this is, and the critical questions that it supports."""
        say = self._say
        earlier = sorted(
            (incident for incident in self._snapshot.incidents if _tells(incident, behaviour.id, own)),
            key=lambda incident: incident.when.sort_key,
        )
        lines = [mention(len(earlier) + 1, earlier, say)]
        supported = [item for list_ in self._lists.values() for item in list_.items if behaviour.id in item.supports]
        critical = [item for item in supported if item.weight is Weight.CRITICAL]
        lines += [say("Supports: {item}", item=say.label(item.label)) for item in critical[:_SHOWN_LINES]]
        if left := len(supported) - len(critical[:_SHOWN_LINES]):
            lines.append(say.n("Supports {n} more question", "Supports {n} more questions", left))
        links = tuple((str(incident.id), visible_number(incident)) for incident in earlier[-_SHOWN_LINKS:])
        weight = Weight.INFORMATION
        if behaviour.severity >= _LETHAL or critical:
            weight = Weight.CRITICAL
        elif behaviour.severity >= _SEVERE:
            weight = Weight.HIGH
        return Touch(weight, weight_word(weight, say), say.label(behaviour.label), tuple(lines), links)

    def _breached(self, fields: IncidentFields) -> list[Measure]:
        chosen = {row.measure for row in fields.breaches}
        return [measure for measure in self._snapshot.measures if str(measure.id) in chosen]

    def _breach(self, measure: Measure) -> Touch:
        say = self._say
        return Touch(
            Weight.HIGH, weight_word(Weight.HIGH, say), say("Breach of {measure}", measure=measure.label),
            (_term(measure, say),),
        )  # fmt: skip

    def _perhaps_breached(self, fields: IncidentFields, when: Period | None) -> list[Measure]:
        """Return the measures that were or may have been in force and were not named."""
        if when is None or (when.first is None and when.last is None):
            return []
        chosen = {row.measure for row in fields.breaches}
        return [
            measure for measure in self._snapshot.measures if str(measure.id) not in chosen and _overlaps(measure, when)
        ]

    def _in_force(self, measure: Measure) -> Touch:
        say = self._say
        return Touch(
            Weight.INFORMATION,
            say("in force then"),
            measure.label,
            (_term(measure, say), say("Was this against it? Then choose it under “Against”.")),
        )

    def _answers(self, own: UUID | None) -> list[Touch]:
        """Return the answers for which the incident was confirmed."""
        say, answers = self._say, resting(own, self._snapshot, self._say)
        return [Touch(Weight.INFORMATION, say("confirmed"), say("Answers rest on this"), answers)] if answers else []

    def _questions(self, fields: IncidentFields) -> list[Question]:
        """Return the open questions of every list that a critical question touches.

        Critical ones first: what the incident itself points at, then complaints and signs, then other acts.
        """
        told = {*fields.behaviours, *fields.effects}
        found: list[tuple[tuple[int, bool, bool], Question]] = []
        for list_ in self._lists.values():
            critical = [item for item in list_.items if item.weight is Weight.CRITICAL]
            if not any(told.intersection(item.supports) for item in critical):
                continue
            latest = latest_assessment(self._snapshot, list_.id)
            for item in list_.items:
                pointed = bool(told.intersection(item.supports))
                answered = latest is not None and latest.answer(item.id).value not in _OPEN
                if answered or not (pointed or item in critical) or _told_here(item, fields.behaviours):
                    continue
                rank = (_ORDER.index(item.weight), not pointed, item.group == list_.groups[0].id)
                found.append((rank, Question(f"{list_.id}/{item.id}", self._say.label(item.label))))
        return [question for _, question in sorted(found, key=lambda one: one[0])]


def _told_here(item: Item, behaviours: tuple[str, ...]) -> bool:
    """Whether the question asks for nothing but a behaviour that is chosen here: that need not be asked again now."""
    return len(item.supports) == 1 and item.supports[0] in behaviours


_OPEN = frozenset({AnswerValue.NOT_ASKED, AnswerValue.UNKNOWN})


def latest_assessment(snapshot: CaseSnapshot, checklist: str) -> Assessment | None:
    """Return the latest use of a checklist."""
    uses = [assessment for assessment in snapshot.assessments if assessment.checklist == checklist]
    return max(uses, key=lambda use: (use.started_on, use.number), default=None)


def mention(number: int, earlier: list[Incident], say: Translator) -> str:
    """Return "Third mention in this case, since 4 Oct 2025."."""
    if number == 1:
        return say("First mention in this case.")
    since = next((describe(incident.when, say) for incident in earlier if incident.when.first), "")
    which = ordinal(number, say)
    if since:
        return say("{which} mention in this case; the first: {since}.", which=which, since=since)
    return say("{which} mention in this case.", which=which)


def ordinal(number: int, say: Translator) -> str:
    """Return "Second", "Third" … and from eleven on "11th" or "11e"."""
    words = (
        say("Second"), say("Third"), say("Fourth"), say("Fifth"), say("Sixth"), say("Seventh"), say("Eighth"),
        say("Ninth"), say("Tenth"),
    )  # fmt: skip
    if 2 <= number <= len(words) + 1:
        return words[number - 2]
    if say.language == "nl":
        return f"{number}e"
    suffix = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def weight_word(weight: Weight, say: Translator) -> str:
    """Return the word on the mark of a weight."""
    return {
        Weight.CRITICAL: say("critical"),
        Weight.HIGH: say("high"),
        Weight.ELEVATED: say("elevated"),
        Weight.INFORMATION: say("information"),
    }[weight]


def _tells(incident: Incident, behaviour: str, own: Container[UUID | None]) -> bool:
    """Whether an incident is an earlier mention of a behaviour: set aside rows and duplicates are not."""
    counted = not incident.set_aside and incident.duplicate_of is None and incident.id not in own
    return counted and behaviour in incident.behaviours


def _overlaps(measure: Measure, when: Period) -> bool:
    starts = when.last is None or measure.start <= when.last
    ends = measure.end is None or when.first is None or when.first <= measure.end
    return starts and ends


def _term(measure: Measure, say: Translator) -> str:
    """Return how long a measure holds."""
    if measure.end is None:
        return say("{number} · since {start}", number=visible_number(measure), start=say.day(measure.start))
    return say(
        "{number} · {start} up to and including {end}",
        number=visible_number(measure),
        start=say.day(measure.start),
        end=say.day(measure.end),
    )
