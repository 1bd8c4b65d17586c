"""The pattern: the timeline, behaviours and severity per month, who knew what, and what the rules see in it (D5)."""

from reportlab.platypus import Flowable

from app.charts.drawing import Drawing
from app.dossier.chart import DrawingFlowable
from app.dossier.drawn_twice import DrawnTwice
from app.dossier.flow import Grid, Row
from app.dossier.sections.findings import findings
from app.dossier.sections.knowledge import knowledge
from app.dossier.sheet import Sheet
from app.dossier.styles import CAUTION, SMALL


def pattern(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, made = sheet.say, sheet.input
    story = [
        *sheet.subsection(say("Timeline"), "timeline"),
        DrawingFlowable(made.picture),
        *_told(
            sheet,
            made.picture,
            say("Every mark is told in the chronology. A quiet stretch may be a stretch in which nobody asked."),
        ),
    ]
    if made.domains is not None:
        story += [
            *sheet.subsection(say("Domain per month"), "domains"),
            *_told(
                sheet, made.domains, say("A number is how often a domain was recorded. An empty field is not a no.")
            ),
            DrawnTwice(DrawingFlowable(made.domains), _twin(sheet, made.domains, 0.42, 0.1, 0.48), sheet.page_height),
        ]
    if made.matrix is not None:
        story += [
            *sheet.subsection(say("Behaviour per month"), "matrix"),
            *_told(
                sheet,
                made.matrix,
                say("A number is how often a behaviour was recorded. An empty field is not a no."),
            ),
            DrawnTwice(DrawingFlowable(made.matrix), _twin(sheet, made.matrix, 0.42, 0.1, 0.48), sheet.page_height),
        ]
    if made.months is not None:
        story += [
            *sheet.subsection(say("Number and severity per month"), "months"),
            *_told(
                sheet,
                made.months,
                say("Fewer recorded incidents do not mean less danger. Rules R01 and R02 compare these figures."),
            ),
            DrawnTwice(
                DrawingFlowable(made.months), _twin(sheet, made.months, 0.2, 0.2, 0.22, 0.2, 0.18), sheet.page_height
            ),
        ]
    if made.knowledge:
        story += knowledge(sheet)
    return [*story, *findings(sheet)]


def _told(sheet: Sheet, drawing: Drawing, caution: str) -> list[Flowable]:
    """Return a drawing in words, with its caution."""
    return [
        sheet.paragraph(drawing.description, SMALL, before=4),
        sheet.paragraph(caution, CAUTION, after=8),
    ]


def _twin(sheet: Sheet, drawing: Drawing, *widths: float) -> Grid:
    """Return the same in rows; what is not drawn because there is none of it has no row."""
    drawn = {shape.key for shape in drawing.shapes if shape.key}
    rows = [
        Row([sheet.cell(cell or "—", SMALL) for cell in row.cells]) for row in drawing.table.rows if row.key in drawn
    ]
    return sheet.table(widths, rows, *drawing.table.columns)
