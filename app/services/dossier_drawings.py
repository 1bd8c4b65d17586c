"""The drawings of a dossier, in the words of its language and the width of its paper."""

from typing import TypedDict

from msgspec.structs import replace

from app.charts.drawing import Drawing
from app.charts.table import Table
from app.charts.theme import PAPER
from app.domain.dossier import DossierRequest
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.knowledge import WhoKnewWhat
from app.risk.picture import timeline_picture
from app.risk.picture_knowledge import knowledge_picture
from app.risk.picture_matrix import matrix_picture
from app.risk.picture_months import severity_picture

_TEXT = 8.0
_NUMBERS_TEXT = 9.0
_LARGE_TEXT = 12.0


class Drawings(TypedDict):
    """What is drawn of a case: its timeline, its months, its behaviours and domains per month, who knew what."""

    picture: Drawing
    months: Drawing
    matrix: Drawing | None
    domains: Drawing | None
    knowers: Drawing | None


def drawings(
    snapshot: CaseSnapshot, request: DossierRequest, seen: WhoKnewWhat, say: Translator, *, width: float
) -> Drawings:
    """Return the drawings of a selection."""
    text, numbers = (_LARGE_TEXT, _LARGE_TEXT) if request.large_print else (_TEXT, _NUMBERS_TEXT)
    matrix = domains = None
    if any(incident.behaviours for incident in snapshot.incidents):
        matrix, domains = (
            matrix_picture(
                snapshot, at=request.at, width=width, say=say, theme=PAPER, text=numbers, by_domain=by_domain
            )
            for by_domain in (False, True)
        )
        if domains.table.rows == matrix.table.rows:
            domains = None  # so many behaviours that the first shows domains already
    return Drawings(
        picture=_alone(
            timeline_picture(
                snapshot,
                at=request.at,
                width=width,
                say=say,
                theme=PAPER,
                text=text,
                window=request.window,
                dense=request.extent == "overview",
            )
        ),
        months=severity_picture(
            snapshot, at=request.at, width=width, say=say, theme=PAPER, text=text, window=request.window
        ),
        matrix=matrix,
        domains=domains,
        knowers=_alone(knowledge_picture(seen, snapshot, width=width, say=say, theme=PAPER, text=text))
        if seen.knowers
        else None,
    )


def _alone(drawing: Drawing) -> Drawing:
    """Return a drawing without its rows: a dossier tells incidents and who knew of them in tables of its own.

    On paper nobody points at a mark: the names of what it stands for are let go of as well.
    """
    return replace(drawing, table=Table(), shapes=tuple(replace(shape, key="") for shape in drawing.shapes))
