"""Keep headings with what they head and pages full: the room is measured when it is a block's turn."""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol, runtime_checkable

from reportlab.platypus import CondPageBreak, Flowable

from app.dossier.flow import Grid, Heading, Paragraph

_MOST_ROOM: Final = 640.0
_MOST_INTRODUCTION: Final = 2
_FEW: Final = 200.0


@runtime_checkable
class Block(Protocol):
    """What says how much of it must stand below its heading."""

    def least(self, width: float) -> float:
        """Return the least height that its beginning takes."""


class Room(CondPageBreak):
    """Goes on to the next page when headings and the beginning of what they head do not fit on this one."""

    def __init__(self, headed: Sequence[Flowable]) -> None:
        """Keep ``headed`` together with the beginning of its last block."""
        super().__init__(0)
        self._headed = headed

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Measure only when it is this block's turn."""
        self.height = self.needed(aW)
        width, height = super().wrap(aW, aH)
        return width, height

    def needed(self, width: float) -> float:
        """Return the room that there must be on this page."""
        below = self._headed[-1].getSpaceAfter() if self._headed else 0.0
        return min(sum(_needed(block, width) for block in self._headed) - below, _MOST_ROOM)


class Together(CondPageBreak):
    """Goes on to the next page when what follows is broken so that only a little of it stands on one of two pages.

    For what a copy ends with: its last page is not nearly empty, and the end does not begin at the foot of a page.
    Where one of its later tables can begin the next page, only that does.
    """

    def __init__(self, following: Sequence[Flowable]) -> None:
        """Look at all of ``following``, which is to be no longer than about a page."""
        super().__init__(0)
        self._following = following

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Measure only when it is this block's turn."""
        every = after = 0.0
        tables: list[tuple[Grid, float]] = []
        for index, block in enumerate(self._following):
            every += max(block.getSpaceBefore(), after)
            if isinstance(block, Grid) and index >= _MOST_INTRODUCTION:
                tables.append((block, every))
            every += block.wrap(aW, _MOST_ROOM)[1]
            after = block.getSpaceAfter()
        self.height = 0.0
        if aH < every <= _MOST_ROOM and min(aH, every - aH) < _FEW:
            later = [table for table, top in tables if top <= aH and every - top >= _FEW]
            if later and aH >= _FEW:
                later[-1].begins_page = True
            else:
                self.height = every
        width, height = super().wrap(aW, aH)
        return width, height


def with_room(story: Sequence[Flowable]) -> list[Flowable]:
    """Return a story in which no heading stands alone at the foot of a page, and no words of a table at its head."""
    for table, words in pairwise(story):
        if isinstance(table, Grid) and isinstance(words, Paragraph) and not isinstance(words, Heading):
            table.below = words
    spaced: list[Flowable] = []
    index = 0
    while index < len(story):
        if not isinstance(story[index], Heading):
            spaced.append(story[index])
            index += 1
            continue
        end = _end_of_beginning(story, index)
        spaced += [Room(story[index:end]), *story[index:end]]
        index = end
    return spaced


def _end_of_beginning(story: Sequence[Flowable], start: int) -> int:
    """Return where the beginning of what is headed at ``start`` ends.

    It is what a table, a drawing or a picture needs with the few paragraphs that introduce it, or else paragraphs.
    """
    end = start
    while end < len(story) and isinstance(story[end], Heading):
        end += 1
    table = end
    while table < len(story) and isinstance(story[table], Paragraph) and not isinstance(story[table], Heading):
        table += 1
    is_table = table < len(story) and isinstance(story[table], Block) and not isinstance(story[table], Heading)
    if is_table and table - end <= _MOST_INTRODUCTION:
        return table + 1
    return max(min(table, end + _MOST_INTRODUCTION), min(end + 1, len(story)))


def pages_needed(story: Sequence[Flowable], width: float, height: float) -> int:
    """Return how many pages a story takes, without drawing it; its tables are used up by it."""
    waiting = deque(with_room(story))
    pages, left, after = 1, height, 0.0
    while waiting:
        block = waiting.popleft()
        at_top = left == height
        if isinstance(block, CondPageBreak):
            needed = block.needed(width) if isinstance(block, Room) else block.height
            if needed > left and not at_top:
                pages, left = pages + 1, height
            # What follows keeps its own space above.
            after = 0.0
            continue
        room = left if at_top else left - max(block.getSpaceBefore() - after, 0.0)
        own = block.wrap(width, room)[1]
        if own > room:
            pieces = block.split(width, room)
            if not pieces:
                pages, left = pages + 1, height
            waiting.extendleft(reversed(pieces or ([] if at_top else [block])))
            continue
        after = block.getSpaceAfter()
        left = room - own - after
    return pages


def _needed(block: Flowable, width: float) -> float:
    """Return the height that a block needs at its beginning."""
    least = block.least(width) if isinstance(block, Block) else block.wrap(width, _MOST_ROOM)[1]
    return least + block.getSpaceBefore() + block.getSpaceAfter()
