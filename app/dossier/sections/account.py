"""The account of this copy: who gets it and on which ground, the reporting code, what is not in it (D15)."""

from reportlab.platypus import Flowable

from app.dossier.flow import Row
from app.dossier.sections.cover import sharing
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, CELL_STRONG, SMALL
from app.i18n import Translator


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
    code = [] if sheet.is_access else _reporting_code(sheet)
    return [sheet.pairs(told, CELL), *code, *left_out(sheet)]


def _reporting_code(sheet: Sheet) -> list[Flowable]:
    """Return the steps of the reporting code: for professionals, and in no copy for somebody in the case."""
    say = sheet.say
    return [
        *sheet.subsection(say("Steps of the reporting code"), "reporting-code"),
        sheet.table(
            (0.5, 0.25, 0.25),
            [Row([sheet.cell(step), sheet.cell(""), sheet.cell("")]) for step in _steps(say)],
            say("Step"),
            say("Date"),
            say("By or with whom"),
        ),
        sheet.paragraph(
            say("The program does not record these steps; empty does not mean that they were not taken."), SMALL
        ),
    ]


def _steps(say: Translator) -> tuple[str, ...]:
    """Return the steps of the reporting code on domestic violence."""
    return (
        say("1 Signals mapped"),
        say("2 Colleague or Veilig Thuis consulted"),
        say("3 Spoken with those concerned"),
        say("4 Violence weighed"),
        say("5 Decided on reporting and on help"),
    )


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
