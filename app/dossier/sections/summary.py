"""The pattern at a glance: period, kinds of behaviour, anchor incidents, effect, danger now, open questions (D1)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from reportlab.platypus import Flowable

from app.domain.assessment import AnswerValue
from app.domain.duplicates import effects_told, only_told_later
from app.domain.finding import Outcome, Weight
from app.domain.key_incidents import counted, key_incidents
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.dossier.flow import Grid, Heading, Paragraph, Passage, Row
from app.dossier.model import AnsweredItem, ExplainedFinding
from app.dossier.room import pages_needed
from app.dossier.sections.anchors import named_anchors
from app.dossier.sections.effects import ON_CHILDREN
from app.dossier.sections.findings import WEIGHTS, card
from app.dossier.sheet import Sheet
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, FOOT_ROOM, HEAD_ROOM, MARGIN, SECTION, SIZES, SMALL
from app.dossier.text import Typesetter

_DANGER: Final = ("R11", "R06", "R05")
"""The rules that tell the danger of now (domain reference 5.3, D1); what R12 tells are the open questions below."""


_FACTS: Final = ("R06", "R05")
"""The rules of these that tell facts and give no signal; they have no weight then."""

_QUESTIONS: Final = "R12"


class _Size(NamedTuple):
    """How many characters of a sentence, how many questions and effects, and characters of an anchor; 0 is all.

    ``more`` is how many signals that are not about the danger of now stand beside those that are, and ``facts`` says
    whether the rules that only tell facts have their line.
    """

    sentence: int
    questions: int
    effects: int
    more: int = 0
    facts: bool = False
    anchor: int = 160


_SIZES: Final = (
    _Size(0, 6, 0, more=4, facts=True),
    _Size(0, 4, 0, more=2, facts=True),
    _Size(0, 4, 0, more=2),
    _Size(0, 3, 6, more=2, anchor=90),
    _Size(0, 3, 6, more=2, anchor=62),
    _Size(0, 3, 6, more=1, anchor=90),
    _Size(0, 3, 6, anchor=90),
    _Size(300, 3, 6, anchor=90),
    _Size(200, 2, 6, anchor=90),
    _Size(140, 2, 4, anchor=90),
    _Size(90, 1, 4, anchor=90),
    _Size(60, 1, 3, anchor=90),
)
_SIDES: Final = 2
_ANCHOR_WIDTHS: Final = (0.17, 0.12, 0.15, 0.56)
_MOST_KINDS: Final = 6


def summary(sheet: Sheet) -> list[Flowable]:
    """Return the section, for a page of its own."""
    head = Heading(Passage(sheet.span("1", SECTION)), "", "")
    return glance(sheet, [head])


def glance(sheet: Sheet, above: Sequence[Flowable]) -> list[Flowable]:
    """Return what fits on one page below ``above``: of what is long as much as there is room for.

    In large print that is both sides of one sheet.
    """
    width, height = SIZES[sheet.input.request.paper]
    most = _SIDES if sheet.is_large else 1
    for size in _SIZES[:-1]:
        tried = [*above, *_glance(replace(sheet, typesetter=Typesetter()), size)]
        if pages_needed(tried, width - 2 * MARGIN, height - HEAD_ROOM - FOOT_ROOM) <= most:
            return _glance(sheet, size)
    return _glance(sheet, _SIZES[-1])


def _glance(sheet: Sheet, size: _Size) -> list[Flowable]:
    """Return all parts in a size."""
    say = sheet.say
    story: list[Flowable] = [sheet.paragraph(_lead(sheet), after=3)]
    story += [sheet.paragraph(words, after=3) for words in _said(sheet, size) if words]
    anchors = list(_anchors(sheet, size.anchor))
    if anchors:
        story += [
            *sheet.subsection(say("Anchor incidents"), "glance-anchors"),
            Grid(_ANCHOR_WIDTHS if len(anchors[0].cells) > 1 else (1.0,), anchors),
        ]
    story += [*sheet.subsection(say("Danger now"), "glance-danger"), *_danger(sheet, size)]
    return [*story, *_questions(sheet, size.questions), sheet.paragraph(sheet.input.closing, CAUTION, before=4)]


def _said(sheet: Sheet, size: _Size) -> tuple[str, ...]:
    """Return the sentences about behaviour and effects; an empty one where there is nothing to say."""
    return _kinds(sheet), _only_later(sheet), _effects(sheet, size.effects)


def _only_later(sheet: Sheet) -> str:
    """Say which behaviours only a later account of an event tells: no figure on this page holds them."""
    say, snapshot, labels = sheet.say, sheet.input.snapshot, sheet.input.labels.behaviours
    told = only_told_later(snapshot.incidents)
    numbers = {one.id: visible_number(one) for one in snapshot.incidents}
    named = [
        f"{labels.get(behaviour, behaviour)} ({numbers[incident]})"
        for incident, behaviours in told.items()
        for behaviour in behaviours
    ]
    if not named:
        return ""
    rest = len(named) - _MOST_KINDS
    if rest > 0:
        named = [*named[:_MOST_KINDS], say.n("{n} other", "{n} others", rest)]
    return say("Told only in a later account of an event, and not counted: {what}.", what=say.series(named))


def _lead(sheet: Sheet) -> str:
    """Say how much was recorded, over which days, and until when."""
    say, made = sheet.say, sheet.input
    acts = counted(made.snapshot.incidents)
    cited = {citation.source for incident in acts for citation in incident.sources}
    days = [day for one in acts for day in (one.when.first, one.when.last) if day is not None]
    words = say(
        "{incidents} from {sources} were recorded. The figures below are of {day}, with windows of {window}; "
        "they count what may be counted in this copy.",
        incidents=say.n("{n} incident", "{n} incidents", len(acts)),
        sources=say.n("{n} source", "{n} sources", len(cited)),
        day=say.day(made.request.at),
        window=say.n("{n} day", "{n} days", made.request.window),
    )
    if not days:
        return words
    period = say("Period: {first} – {last}.", first=say.day(min(days)), last=say.day(max(days)))
    return f"{period} {words}"


def _kinds(sheet: Sheet) -> str:
    """Say which kinds of behaviour were recorded, most often first."""
    say, labels = sheet.say, sheet.input.labels
    often: Counter[str] = Counter()
    for incident in counted(sheet.input.snapshot.incidents):
        often.update({labels.kinds[one] for one in incident.behaviours if one in labels.kinds})
    if not often:
        return ""
    kinds = [f"{kind} ({count})" for kind, count in sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))]
    rest = len(kinds) - _MOST_KINDS
    if rest > 0:
        kinds = [*kinds[:_MOST_KINDS], say.n("{n} other kind", "{n} other kinds", rest)]
    return say("Kinds of behaviour, with the number of incidents: {kinds}.", kinds=say.series(kinds))


def _effects(sheet: Sheet, most: int) -> str:
    """Say what it does to the alleged victim."""
    say, labels = sheet.say, sheet.input.labels.effects
    told = dict.fromkeys(
        labels.get(effect, effect)
        for effects in effects_told(sheet.input.snapshot.incidents).values()
        for effect in effects
        if effect != ON_CHILDREN
    )
    if not told:
        return say("Effects on the alleged victim: none recorded. That is not a no.")
    shown = list(told)
    if most and len(shown) > most:
        shown = [*shown[:most], say.n("{n} other effect", "{n} other effects", len(shown) - most)]
    return say("Effects on the alleged victim: {effects}.", effects="; ".join(shown))


def _anchors(sheet: Sheet, most: int) -> Iterator[Row]:
    """Yield the anchor incidents, each in one line, in large print in two."""
    labels = sheet.input.labels.behaviours
    for one in key_incidents(sheet.input.snapshot.incidents):
        behaviours = " · ".join(labels.get(name, name) for name in one.incident.behaviours)
        told = sheet.cell(shortened(behaviours or one.incident.facts or one.incident.quote, most))
        name, when = named_anchors(sheet.say, one), describe(one.incident.when, sheet.say)
        number = sheet.number(visible_number(one.incident), CELL)
        if sheet.is_large:
            title = Passage(sheet.span(f"{name}  ", CELL_STRONG), *number, sheet.span(f"  {when}", CELL))
            yield Row([[title, *told]])
        else:
            yield Row([sheet.cell(name, CELL_STRONG), [Passage(*number)], sheet.cell(when), told])


def _danger(sheet: Sheet, size: _Size) -> list[Flowable]:
    """Return what the rules on the present danger see, each as one sentence, and what else stands out most."""
    say = sheet.say
    seen = {finding.rule: finding for finding in sheet.input.findings if finding.outcome is Outcome.SIGNAL}
    wanted = [seen[rule] for rule in _DANGER if rule in seen]
    wanted += [one for one in seen.values() if one.weight is Weight.CRITICAL and one not in wanted][:2]
    others = [one for one in seen.values() if one not in wanted and one.rule != _QUESTIONS]
    wanted += sorted(others, key=_weight)[: size.more]
    story: list[Flowable] = []
    if wanted:
        rows = [card(sheet, finding, short=True, most=size.sentence) for finding in sorted(wanted, key=_weight)]
        story.append(Grid((1.0,), rows))
    else:
        words = say("None of the rules on present danger gives a signal. That is no reassurance.")
        story.append(sheet.paragraph(words, CELL))
    told = {one.rule: one for one in sheet.input.findings if one.outcome is Outcome.NO_SIGNAL and one.incidents}
    for finding in (told[rule] for rule in _FACTS if size.facts and rule in told):
        name = sheet.span(f"{finding.title}: ", CELL_STRONG)
        story.append(Paragraph(Passage(name, sheet.span(finding.sentence, CELL)), after=3))
    return story


def _weight(finding: ExplainedFinding) -> int:
    return WEIGHTS.index(finding.weight)


def _questions(sheet: Sheet, most: int) -> list[Flowable]:
    """Return the critical questions that are open, as many as fit, and how many there are."""
    say = sheet.say
    story = sheet.subsection(say("Open questions"), "glance-open")
    if not sheet.input.checklists:
        words = say("There is no checklist in this copy. Nothing here may be read as a no.")
        return [*story, sheet.paragraph(words, CELL)]
    unanswered = [
        item
        for checklist in sheet.input.checklists
        for item in checklist.items
        if item.value in {AnswerValue.UNKNOWN, AnswerValue.NOT_ASKED}
    ]
    critical = [item for item in unanswered if item.weight is Weight.CRITICAL]
    if not unanswered:
        return [*story, sheet.paragraph(say("Every question of the checklists in this copy has an answer."), CELL)]
    return [*story, *_listed(sheet, critical, len(unanswered), most)]


def _listed(sheet: Sheet, critical: Sequence[AnsweredItem], every: int, most: int) -> list[Flowable]:
    """Return the first critical questions in a line each."""
    say = sheet.say
    answers = {AnswerValue.UNKNOWN: say("unknown"), AnswerValue.NOT_ASKED: say("not asked")}
    shown = sorted(critical, key=lambda item: item.value is AnswerValue.NOT_ASKED)[:most]
    lines: list[Flowable] = [
        Paragraph(
            Passage(sheet.span(f"{answers[item.value]}: ", CELL_STRONG), sheet.span(shortened(item.label, 110), CELL)),
            after=1,
        )
        for item in shown
    ]
    count = say(
        "Open in all lists: {all}, of which {critical} critical. Not asked and unknown never mean no.",
        all=say.n("{n} question", "{n} questions", every),
        critical=len(critical),
    )
    return [*lines, sheet.paragraph(count, SMALL, before=3)]


def shortened(words: str, most: int) -> str:
    """Return words with an ellipsis where they are longer than fits; the whole text stands further on.

    Only a word that would take away a third of the room is itself cut.
    """
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    ended = cut.rsplit(maxsplit=1)[0] if " " in cut and not words[most - 1].isspace() else cut
    return (ended if len(ended) * 3 >= most * 2 else cut).rstrip(" ·,;:–-") + "…"
