"""The overview of one page, in large print of two: what somebody reads in two minutes before a meeting."""

from reportlab.platypus import Flowable

from app.dossier.chart import DrawingFlowable
from app.dossier.sections.cover import subtitle, title
from app.dossier.sections.summary import glance
from app.dossier.sheet import Sheet
from app.dossier.styles import SMALL

_TALLEST = 190.0


def overview(sheet: Sheet) -> list[Flowable]:
    """Return all that stands on it."""
    say, made = sheet.say, sheet.input
    request = made.request
    told = say(
        "For {recipient}: {purpose}. Kind of copy: {kind}, number {number}.",
        recipient=request.recipient,
        purpose=request.purpose,
        kind=say.label(made.profile.label),
        number=made.copy_number,
    )
    above = [
        title(sheet, say("Overview of the pattern"), say("Overview")),
        sheet.paragraph(subtitle(sheet), SMALL, after=1),
        sheet.paragraph(told, SMALL, after=4),
    ]
    if not sheet.is_large:
        # Its letters do not grow; what it shows is told below.
        above.append(DrawingFlowable(made.picture, tallest=_TALLEST))
    return [*above, *glance(sheet, above)]
