"""A photograph in the flow of a page: one figure, told in words."""

from reportlab.platypus import Flowable

from app.dossier.canvas import tagged
from app.dossier.photo import Photo
from app.dossier.syntax import text_string

_TALLEST = 560.0
_DOT = 0.5


class PhotoFlowable(Flowable):
    """A photograph as wide as the column, unless it has few dots; ``words`` say what it is."""

    def __init__(self, photo: Photo, words: str) -> None:
        """Show a photograph."""
        super().__init__()
        self._photo = photo
        self._words = words

    def getSpaceAfter(self) -> float:  # noqa: N802  ReportLab's name
        """Return the space below."""
        return 8.0

    def least(self, width: float) -> float:
        """Return the least height it takes: it is never broken."""
        return self.wrap(width, _TALLEST)[1]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return the room it takes."""
        photo = self._photo
        factor = min(aW / photo.width, _TALLEST / photo.height, _DOT)
        self.width, self.height = photo.width * factor, photo.height * factor
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as a figure."""
        canvas = tagged(self.canv)
        left, low = canvas.absolutePosition(0, 0)
        edges = f"{left:.2f} {low:.2f} {left + self.width:.2f} {low + self.height:.2f}".encode()
        told = b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%s]>>" % (text_string(self._words), edges)
        with canvas.marked(canvas.tags.add(canvas.tags.root, "Figure", told)):
            canvas.photo(self._photo, self.width, self.height)
