"""The red flags: what was answered, what supports and contradicts it, and all that was not asked (D8)."""

from collections.abc import Mapping
from typing import Final

from reportlab.platypus import Flowable

from app.charts.theme import PAPER
from app.domain.assessment import AnswerValue, Basis
from app.domain.finding import Weight
from app.domain.instrument import InstrumentOutcome
from app.domain.snapshot import visible_number
from app.dossier.flow import Cell, Paragraph, Passage, Row
from app.dossier.model import AnsweredChecklist, AnsweredGroup, AnsweredItem
from app.dossier.sections.entry_words import quoted
from app.dossier.sections.findings import WEIGHTS, weight_words
from app.dossier.sheet import Sheet, anchor_of
from app.dossier.styles import ALARM, CAUTION, CELL, CELL_STRONG, INTERPRETATION, QUOTE, SMALL, SMALL_STRONG
from app.dossier.text import Style
from app.i18n import Translator

CHILDREN_LIST: Final = "chd"
"""The list about children."""

_SEPARATOR: Final = "  ·  "
_MARKS: Final[Mapping[AnswerValue, str]] = {
    AnswerValue.YES: "●",
    AnswerValue.NO: "○",
    AnswerValue.UNKNOWN: "?",
    AnswerValue.NOT_ASKED: "–",
}


def answer_words(say: Translator) -> Mapping[AnswerValue, str]:
    """Return the words for the answers."""
    return {
        AnswerValue.YES: say("yes"),
        AnswerValue.NO: say("no"),
        AnswerValue.UNKNOWN: say("unknown"),
        AnswerValue.NOT_ASKED: say("not asked"),
    }


def basis_words(say: Translator) -> Mapping[Basis, str]:
    """Return the words for what an answer rests on."""
    return {
        Basis.VICTIM: say("statement of the alleged victim"),
        Basis.OBSERVATION: say("observation by a professional"),
        Basis.THIRD: say("third party"),
        Basis.DOCUMENT: say("document"),
        Basis.PERPETRATOR: say("statement of the alleged perpetrator"),
    }


def answer_cell(sheet: Sheet, value: AnswerValue) -> Cell:
    """Return an answer with its mark: the four differ without colour as well."""
    style = CELL if value is AnswerValue.NO else CELL_STRONG
    return [sheet.passage(f"{_MARKS[value]} {answer_words(sheet.say)[value]}", style)]


def flags(sheet: Sheet) -> list[Flowable]:
    """Return the section; the list on children stands with the children where this copy has that section."""
    say = sheet.say
    apart = "D7" in sheet.input.sections
    lists = [one for one in sheet.input.checklists if not (apart and one.key == CHILDREN_LIST)]
    story: list[Flowable] = []
    if not lists:
        words = say("There is no checklist in this copy. Nothing here may be read as a no.")
        story.append(sheet.paragraph(words))
    for index, checklist in enumerate(sorted(lists, key=lambda one: one.started_on is None), start=1):
        story += answered_list(sheet, checklist, f"checklist-{index}")
    return [*story, *_outcomes(sheet)]


def answered_list(sheet: Sheet, checklist: AnsweredChecklist, key: str) -> list[Flowable]:
    """Return one list: what was answered and what that rests on, then all that was not asked."""
    say = sheet.say
    answered = [item for item in checklist.items if item.value is not AnswerValue.NOT_ASKED]
    standing = f"{_standing(checklist, say)} {_count(sheet, checklist) if answered else ''}".strip()
    story = [
        *sheet.subsection(checklist.name, key),
        sheet.paragraph(standing, SMALL, after=5),
        *(_referral(sheet, words) for words in checklist.referrals),
    ]
    if answered:
        rows = [row for group in checklist.groups for row in _group(sheet, group)]
        titles = say("Question"), say("Answer"), say("Rests on, and what speaks against it"), say("Asked")
        story.append(sheet.table((0.38, 0.14, 0.32, 0.16), rows, *titles))
    return [*story, *_not_asked(sheet, checklist), *_judgement(sheet, checklist)]


def _referral(sheet: Sheet, words: str) -> Flowable:
    """Return a medical route that the answers call for."""
    return Paragraph(Passage(sheet.span(f"{sheet.say('Medical route')} — ", CELL_STRONG), sheet.span(words, CELL)))


def _group(sheet: Sheet, group: AnsweredGroup) -> list[Row]:
    """Return the answered questions under one heading."""
    rows = [_row(sheet, item) for item in group.items if item.value is not AnswerValue.NOT_ASKED]
    if not rows:
        return []
    cells = [sheet.cell(group.label, SMALL_STRONG), *([[sheet.passage("", SMALL)]] * 3)]
    return [Row(cells, ground=PAPER.stripe, keep=True), *rows]


def _not_asked(sheet: Sheet, checklist: AnsweredChecklist) -> list[Flowable]:
    """Return every question that was not asked, the heaviest first, as running text."""
    say = sheet.say
    story: list[Flowable] = []
    for weight in WEIGHTS:
        labels = [one.label for one in checklist.items if one.value is AnswerValue.NOT_ASKED and one.weight is weight]
        if labels:
            count = say.n("{n} question not asked", "{n} questions not asked", len(labels))
            words = f"– {count} ({weight_words(say)[weight].lower()}): "
            passage = Passage(sheet.span(words, SMALL_STRONG), sheet.span(_SEPARATOR.join(labels), SMALL))
            story.append(Paragraph(passage, after=3))
    return story


def _standing(checklist: AnsweredChecklist, say: Translator) -> str:
    """Say when a list was used and whether that is final, or that it was never used."""
    if checklist.started_on is None:
        return say(
            "Version {version}. This list has not been used in this case yet: no question was asked, "
            "and nothing here may be read as a no.",
            version=checklist.version,
        )
    started = say.day(checklist.started_on)
    if checklist.signed_at is None:
        return say("Version {version}, begun on {day}, not signed yet.", version=checklist.version, day=started)
    if not checklist.signed_by.strip("— "):
        return say(
            "Version {version}, begun on {day}, signed on {signed}.",
            version=checklist.version,
            day=started,
            signed=say.moment(checklist.signed_at),
        )
    return say(
        "Version {version}, begun on {day}, signed by {who} on {signed}.",
        version=checklist.version,
        day=started,
        who=checklist.signed_by,
        signed=say.moment(checklist.signed_at),
    )


def _count(sheet: Sheet, checklist: AnsweredChecklist) -> str:
    """Say how many questions have which answer; never as a part of a whole."""
    say = sheet.say
    values = [item.value for item in checklist.items]
    return say(
        "{yes} yes, {no} no, {unknown} unknown, {not_asked} not asked.",
        yes=values.count(AnswerValue.YES),
        no=values.count(AnswerValue.NO),
        unknown=values.count(AnswerValue.UNKNOWN),
        not_asked=values.count(AnswerValue.NOT_ASKED),
    )


def _row(sheet: Sheet, item: AnsweredItem) -> Row:
    """Return one question."""
    say = sheet.say
    question = [sheet.passage(item.label, CELL)]
    if item.weight in {Weight.CRITICAL, Weight.HIGH}:
        question.append(sheet.passage(weight_words(say)[item.weight], SMALL))
    if item.note:
        question.append(sheet.passage(item.note, SMALL, before=1))
    if item.contradicted:
        words = say("This answer does not fit what was recorded; look at it again.")
        question.append(sheet.passage(words, Style(SMALL_STRONG.face, SMALL.size, ALARM), before=1))
    asked = [sheet.passage(say.day(item.asked_on) if item.asked_on else "—", CELL)]
    if item.asked_by:
        asked.append(sheet.passage(item.asked_by, SMALL))
    return Row([question, answer_cell(sheet, item.value), _rests_on(sheet, item), asked])


def _rests_on(sheet: Sheet, item: AnsweredItem) -> Cell:
    """Return the basis of an answer, the incidents behind it, and those against it."""
    say = sheet.say
    told = [sheet.passage(basis_words(say)[item.basis] if item.basis else "—", CELL)]
    for words, numbers in (
        (say("supported by"), item.incidents),
        (say("also points there, not confirmed:"), item.proposed),
        (say("against it:"), item.against),
    ):
        if numbers:
            told.append(Passage(sheet.span(f"{words} ", SMALL), *sheet.numbers(numbers, CELL), before=1))
    return told


def _outcomes(sheet: Sheet) -> list[Flowable]:
    """Return what the instruments of others said."""
    say, outcomes = sheet.say, sheet.input.snapshot.outcomes
    if not outcomes:
        return []
    rows = [_outcome(sheet, one) for one in sorted(outcomes, key=lambda one: (one.taken_on, one.number))]
    titles = say("No."), say("Instrument"), say("Date"), say("Used by"), say("Outcome")
    return [
        *sheet.subsection(say("Outcomes of instruments"), "outcomes"),
        sheet.table((0.09, 0.27, 0.14, 0.2, 0.3), rows, *titles),
        sheet.paragraph(
            say("Only the outcome is printed, in the words of the instrument; its questions are in no copy."), CAUTION
        ),
    ]


def _outcome(sheet: Sheet, one: InstrumentOutcome) -> Row:
    """Return one outcome in the words of its instrument."""
    say = sheet.say
    trained = {True: say("trained"), False: say("not trained"), None: say("training not known")}[one.trained]
    told = [sheet.passage(sheet.input.labels.instruments.get(one.instrument, one.instrument), CELL)]
    if one.version:
        told.append(sheet.passage(say("version {version}", version=one.version), SMALL, before=1))
    outcome = [sheet.passage(quoted(one.outcome), QUOTE)]
    if one.valid_until:
        outcome.append(sheet.passage(say("holds until {day}", day=say.day(one.valid_until)), SMALL, before=1))
    number = visible_number(one)
    return Row(
        [
            sheet.cell(number, CELL_STRONG),
            told,
            sheet.cell(say.day(one.taken_on)),
            sheet.cell(" · ".join(part for part in (one.taken_by, trained) if part)),
            outcome,
        ],
        anchor=anchor_of(number),
    )


def _judgement(sheet: Sheet, checklist: AnsweredChecklist) -> list[Flowable]:
    """Return the professional's own weighing, as interpretation."""
    if not checklist.judgement.strip():
        return []
    title = sheet.span(f"{sheet.say('Weighing by the professional')}: ", CELL_STRONG)
    return [Paragraph(Passage(title, sheet.span(checklist.judgement, INTERPRETATION)), before=4, after=8)]
