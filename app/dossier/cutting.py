"""Break what is higher than a page between two lines, where a reader is least disturbed."""

from typing import Final

from app.dossier.passage import FEWEST_LINES, Cell, Passage

_SHORT: Final = 14
_NAME: Final = 40
_PAGED: Final = "\u00a0("


def cell_height(cell: Cell, width: float) -> float:
    """Return the height of a cell's passages."""
    return sum(passage.height(width) + _above(cell, index) for index, passage in enumerate(cell))


def beginning(cell: Cell, width: float) -> float:
    """Return the height of the least that can stand above a break: with titles always what they are the title of."""
    height = 0.0
    for index, passage in enumerate(cell):
        height += _above(cell, index)
        if not passage.leads:
            count = len(passage.lines(width))
            return height + (count if _stays_whole(passage, count) else FEWEST_LINES) * passage.leading
        height += passage.height(width)
    return height


def cut_cell(cell: Cell, width: float, room: float) -> tuple[list[Passage], list[Passage]]:
    """Break a cell between two lines: what fits above the break, and the rest."""
    above: list[Passage] = []
    for index, passage in enumerate(cell):
        room -= _above(cell, index)
        count = len(passage.lines(width))
        if count * passage.leading <= room:
            above.append(passage)
            room -= count * passage.leading
            continue
        fitting = 0 if _stays_whole(passage, count) else min(int(room / passage.leading), count - FEWEST_LINES)
        if fitting >= FEWEST_LINES:
            rest = passage.part(width, fitting, None)
            return [*above, passage.part(width, 0, fitting)], [rest, *cell[index + 1 :]]
        while above and above[-1].leads:
            above.pop()
        return above, list(cell[len(above) :])
    return above, []


def name_of(cell: Cell) -> str:
    """Return the short words with which a cell begins, by which its row is known; nothing where it has none."""
    words = cell[0].text.partition(_PAGED)[0] if cell else ""
    return words if len(words) <= _NAME else ""


def title_of(above: Cell, below: Cell, before: str) -> str:
    """Return the title under which what stands below a break goes on, which may stand ``before`` what is above it."""
    if below[0].leads:
        return ""
    return next((passage.text for passage in reversed(above) if passage.leads), before)


def _above(cell: Cell, index: int) -> float:
    """Return the space above a passage."""
    return cell[index].before if index else 0.0


def _stays_whole(passage: Passage, count: int) -> bool:
    """Whether a passage of so many lines is not broken: words that were said only where they are very long."""
    return passage.leads or count < 2 * FEWEST_LINES or (passage.kept and count <= _SHORT)
