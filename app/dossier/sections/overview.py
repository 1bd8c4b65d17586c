"""The overview of one page, in large print of two: what somebody reads in two minutes before a meeting."""

from typing import Final

from reportlab.platypus import Flowable

from app.dossier.chart import DrawingFlowable
from app.dossier.sections.cover import subtitle, title
from app.dossier.sections.summary import glance, shortened
from app.dossier.sheet import Sheet
from app.dossier.styles import SMALL

_TALLEST: Final = {"A4": 210.0, "Letter": 170.0}
_LONGEST: Final = 260


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
    shared = say(
        "Legal ground: {ground}. Needed because: {reason}.",
        ground=request.ground.strip().rstrip("."),
        reason=request.reason.strip().rstrip("."),
    )
    left = sum(part.count for part in made.left_out)
    above = [
        title(sheet, say("Overview of the pattern"), say("Overview")),
        sheet.paragraph(subtitle(sheet), SMALL, after=1),
        sheet.paragraph(shortened(told, _LONGEST), SMALL, after=1 if made.profile.outside else 4),
    ]
    if made.profile.outside:
        above.append(sheet.paragraph(shortened(shared, _LONGEST), SMALL, after=4))
    if left:
        words = say.n(
            "Not in this copy: {n} row, name or field.", "Not in this copy: {n} rows, names and fields.", left
        )
        above.append(sheet.paragraph(words, SMALL, after=4))
    if not sheet.is_large:
        # Its letters do not grow; what it shows is told below.
        above.append(DrawingFlowable(made.picture, tallest=_TALLEST[request.paper]))
    return [*above, *glance(sheet, above)]
