"""Keep headings with what they head and pages full: the room is measured when it is a block's turn."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from app.dossier.chart import DrawingFlowable
from app.dossier.flow import Grid, Heading, Paragraph

_MOST_ROOM: Final = 640.0


class Room(CondPageBreak):
    """Goes on to the next page when headings and the beginning of what they head do not fit on this one."""

    def __init__(self, headed: Sequence[Flowable]) -> None:
        """Keep ``headed`` together with the beginning of its last block."""
        super().__init__(0)
        self._headed = headed

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Measure only when it is this block's turn."""
        self.height = min(sum(_needed(block, aW) for block in self._headed), _MOST_ROOM)
        width, height = super().wrap(aW, aH)
        return width, height


def with_room(story: Sequence[Flowable]) -> list[Flowable]:
    """Return a story in which no heading stands alone at the foot of a page."""
    spaced: list[Flowable] = []
    index = 0
    while index < len(story):
        if not isinstance(story[index], Heading):
            spaced.append(story[index])
            index += 1
            continue
        end = index + 1
        while end < len(story) and isinstance(story[end], Paragraph):
            end += 1
        last = min(end, len(story) - 1)
        if isinstance(story[last], Grid | DrawingFlowable):
            end = last + 1
        spaced += [Room(story[index:end]), *story[index:end]]
        index = end
    return spaced


def _needed(block: Flowable, width: float) -> float:
    """Return the height that a block needs at its beginning."""
    least = (
        block.least(width)
        if isinstance(block, Paragraph | Grid | DrawingFlowable)
        else block.wrap(width, _MOST_ROOM)[1]
    )
    return least + block.getSpaceBefore() + block.getSpaceAfter()
