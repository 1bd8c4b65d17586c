"""The account of this copy: who gets it and on which ground, the reporting code, what is not in it (D15)."""

from reportlab.platypus import Flowable

from app.domain.revision import RecordKind
from app.dossier.flow import Row
from app.dossier.sections.code_steps import code_steps
from app.dossier.sections.cover import sharing
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, CELL_STRONG


def account(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, request = sheet.say, sheet.input.request
    told = [
        (say("Recipient"), request.recipient),
        (say("Purpose"), request.purpose),
        (say("Legal ground"), request.ground),
        *sharing(sheet),
        (say("Made by"), request.author),
    ]
    # The code is for professionals: no copy for somebody in the case has it.
    code = code_steps(sheet) if RecordKind.STEP in sheet.input.profile.kinds else []
    return [sheet.pairs(told, CELL), *code, *left_out(sheet)]


def left_out(sheet: Sheet) -> list[Flowable]:
    """Say what this copy does not show and why, without repeating it."""
    say = sheet.say
    heading = sheet.subsection(say("What is not in this copy"), "left-out")
    if not sheet.input.left_out:
        return [*heading, sheet.paragraph(say("Nothing was left out of this copy because of its sensitivity."), CELL)]
    told = [(f"{say(part.reason)} {', '.join(part.numbers)}".strip(), part.count) for part in sheet.input.left_out]
    if not any(count for _, count in told):
        return [*heading, *(sheet.paragraph(words, CELL) for words, _ in told)]
    rows = [Row([sheet.cell(words), sheet.cell(str(count or "—"), CELL_STRONG)]) for words, count in told]
    return [*heading, sheet.table((0.88, 0.12), rows, say("What"), say("Number"))]
