"""Who knew what, and when: per organisation the incidents it knew of, since when, and what that showed alone."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.dossier.chart import DrawingFlowable
from app.dossier.flow import Passage, Row
from app.dossier.model import KnowledgeRow
from app.dossier.sheet import Sheet
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, SMALL


def knowledge(sheet: Sheet) -> list[Flowable]:
    """Return who knew what, as a picture and as a table."""
    say = sheet.say
    rows = [
        Row([sheet.cell(row.organisation, CELL_STRONG), list(_known(sheet, row)), list(_alone(sheet, row))])
        for row in sheet.input.knowledge
    ]
    titles = say("Organisation"), say("Knew of"), say("What that alone shows")
    drawing = sheet.input.knowers
    return [
        *sheet.subsection(say("Who knew what, and when"), "knowledge"),
        *([DrawingFlowable(drawing)] if drawing else []),
        sheet.table((0.18, 0.38, 0.44), rows, *titles),
        sheet.paragraph(
            say("Not known, as far as is recorded: a source that was not noted here may have told it."), CAUTION
        ),
    ]


def _known(sheet: Sheet, row: KnowledgeRow) -> Iterator[Passage]:
    """Yield the incidents that an organisation knew of, a day at a time."""
    if not row.known:
        yield sheet.passage(sheet.say("every incident of this copy that counts"), CELL)
    for day, numbers in row.known:
        yield Passage(sheet.span(f"{day}: ", SMALL), *sheet.numbers(numbers, CELL))


def _alone(sheet: Sheet, row: KnowledgeRow) -> Iterator[Passage]:
    """Yield what the rules see in those incidents only."""
    yield sheet.passage(row.counts, CELL)
    if row.kinds:
        yield sheet.passage(row.kinds, SMALL, before=1)
    for signal in row.signals:
        yield sheet.passage(f"◦ {signal}", SMALL, before=1)
    if not row.signals:
        yield sheet.passage(sheet.say("These incidents alone give no signal of R01 to R08."), SMALL, before=1)
