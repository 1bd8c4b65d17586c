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
    rows = [
        Row(
            [
                sheet.cell(str(part.count or "—"), CELL_STRONG),
                sheet.cell(f"{say(part.reason)} {', '.join(part.numbers)}".strip()),
            ]
        )
        for part in sheet.input.left_out
    ]
    return [*heading, sheet.table((0.08, 0.92), rows)]
