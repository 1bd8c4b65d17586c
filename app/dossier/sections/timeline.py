"""The timeline: the same drawing as on the screen, and the measures that are drawn in it."""

from reportlab.platypus import Flowable

from app.dossier.chart import DrawingFlowable
from app.dossier.flow import Grid, Row
from app.dossier.room import Floating
from app.dossier.sheet import Sheet, named
from app.dossier.styles import CELL, SMALL


def timeline(sheet: Sheet, number: int) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    drawing = sheet.input.picture
    text = [
        sheet.paragraph(drawing.description, SMALL, before=4, after=8),
        *sheet.subsection(say("Measures"), "measures"),
        _measures(sheet),
    ]
    return [*sheet.section(number, say("Timeline")), Floating(DrawingFlowable(drawing), text)]


def _measures(sheet: Sheet) -> Flowable:
    """Return the measures as a table."""
    say = sheet.say
    measures = sheet.input.snapshot.measures
    if not measures:
        return sheet.paragraph(say("No measures were recorded."), CELL)
    rows = []
    for measure in measures:
        end = say.day(measure.end) if measure.end else say("no end known")
        checked = say.day(measure.verified_on) if measure.verified_on else say("not checked")
        label = [sheet.passage(measure.label, CELL)]
        if measure.terms:
            label.append(sheet.passage(measure.terms, SMALL, before=1))
        rows.append(
            Row(
                [
                    sheet.cell(named(measure)),
                    label,
                    sheet.cell(f"{say.day(measure.start)} – {end}"),
                    sheet.cell(measure.issued_by or "—"),
                    sheet.cell(checked),
                ],
                anchor=f"row-{named(measure)}",
            )
        )
    head = sheet.head(say("No."), say("Measure"), say("In force"), say("Issued by"), say("Checked"))
    return Grid((0.08, 0.36, 0.24, 0.18, 0.14), rows, head=head)
