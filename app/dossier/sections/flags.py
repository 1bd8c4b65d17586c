"""The red flags: every question of every list, with its answer, its basis and its incidents."""

from collections.abc import Mapping
from typing import Final

from reportlab.platypus import Flowable

from app.charts.theme import PAPER
from app.domain.assessment import AnswerValue, Basis
from app.domain.finding import Weight
from app.dossier.flow import Cell, Grid, Passage, Row
from app.dossier.model import AnsweredChecklist, AnsweredItem
from app.dossier.sections.summary import weight_words
from app.dossier.sheet import Sheet
from app.dossier.styles import ALARM, CELL, CELL_STRONG, INTERPRETATION, SMALL, SMALL_STRONG
from app.dossier.text import Style
from app.i18n import Translator

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


def flags(sheet: Sheet, number: int) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    story = sheet.section(number, say("Red flags and what they rest on"))
    if not sheet.input.checklists:
        story.append(sheet.paragraph(say("There is no checklist in this copy.")))
    for index, checklist in enumerate(sheet.input.checklists, start=1):
        story += _checklist(sheet, checklist, f"checklist-{index}")
    return story


def _checklist(sheet: Sheet, checklist: AnsweredChecklist, key: str) -> list[Flowable]:
    """Return one list."""
    say = sheet.say
    head = sheet.head(say("Question"), say("Answer"), say("Rests on"), say("Asked"))
    rows = []
    for group in checklist.groups:
        rows.append(
            Row(
                [sheet.cell(group.label, SMALL_STRONG), *([[sheet.passage("", SMALL)]] * 3)],
                ground=PAPER.stripe,
                keep=True,
            )
        )
        rows += [_row(sheet, item) for item in group.items]
    return [
        *sheet.subsection(checklist.name, key),
        sheet.paragraph(f"{_standing(checklist, say)} {_count(sheet, checklist)}", SMALL, after=5),
        *(sheet.paragraph(text, CELL_STRONG) for text in checklist.referrals),
        Grid((0.44, 0.16, 0.24, 0.16), rows, head=head),
        *_judgement(sheet, checklist),
    ]


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
    basis = [sheet.passage(basis_words(say)[item.basis] if item.basis else "—", CELL)]
    if item.incidents:
        basis.append(Passage(*sheet.numbers(item.incidents, CELL), before=1))
    asked = [sheet.passage(say.day(item.asked_on) if item.asked_on else "—", CELL)]
    if item.asked_by:
        asked.append(sheet.passage(item.asked_by, SMALL))
    return Row([question, answer_cell(sheet, item.value), basis, asked])


def _judgement(sheet: Sheet, checklist: AnsweredChecklist) -> list[Flowable]:
    """Return the professional's own weighing, as interpretation."""
    if not checklist.judgement.strip():
        return []
    return [
        sheet.paragraph(sheet.say("Weighing by the professional"), CELL_STRONG, after=1),
        sheet.paragraph(checklist.judgement, INTERPRETATION, after=8),
    ]
