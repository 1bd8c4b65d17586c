"""What is not known yet: critical questions that were not asked or not answered, and what the rules lacked."""

from reportlab.platypus import Flowable

from app.domain.assessment import AnswerValue
from app.domain.finding import Weight
from app.dossier.flow import Grid, Row
from app.dossier.sections.flags import answer_cell
from app.dossier.sections.summary import weight_words
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, SMALL

_OPEN = frozenset({AnswerValue.UNKNOWN, AnswerValue.NOT_ASKED})


def unknown(sheet: Sheet, number: int) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    story = sheet.section(number, say("What is not known yet"))
    if not sheet.input.checklists:
        story.append(sheet.paragraph(say("There is no checklist in this copy. Nothing here may be read as a no.")))
        return story
    weights = weight_words(say)
    rows = [
        Row(
            [
                sheet.cell(item.label),
                answer_cell(sheet, item.value),
                sheet.cell(weights[item.weight]),
                sheet.cell(checklist.name, SMALL),
            ]
        )
        for checklist in sheet.input.checklists
        for item in sorted(checklist.items, key=lambda item: list(Weight).index(item.weight))
        if item.value in _OPEN and item.weight in {Weight.CRITICAL, Weight.HIGH}
    ]
    if not rows:
        story.append(
            sheet.paragraph(say("Every critical and high question of the checklists in this copy has an answer."), CELL)
        )
        return story
    head = sheet.head(say("Question"), say("Answer"), say("Weight"), say("Checklist"))
    story.append(Grid((0.48, 0.17, 0.11, 0.24), rows, head=head))
    return story
