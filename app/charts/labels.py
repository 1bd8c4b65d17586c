"""Labels under lines that stand close together: they never overlap and never leave the box."""

from collections.abc import Sequence

import msgspec


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A label that belongs to a line at ``x``; ``line`` says whether the line itself is drawn across the rows."""

    key: str
    x: float
    text: str
    length: float
    colour: str
    dash: tuple[float, ...] = ()
    line: bool = True


class PlacedFlag(msgspec.Struct, frozen=True):
    """A label with its row and left side; ``led`` says whether its line may run down to it."""

    flag: Flag
    row: int
    left: float
    led: bool


class _Board:
    """The labels and leading lines that already have a place."""

    def __init__(self, left: float, right: float, gap: float) -> None:
        self.left, self.right, self.gap = left, right, gap
        self.placed: list[PlacedFlag] = []

    def _free(self, row: int, left: float, right: float) -> bool:
        """Whether a label would touch no other label and no leading line in its row."""
        for other in self.placed:
            apart = right + self.gap <= other.left or other.left + other.flag.length + self.gap <= left
            if other.row == row and not apart:
                return False
            if other.led and other.row > row and left - 2 < other.flag.x < right + 2:
                return False
        return True

    def _leads(self, row: int, x: float) -> bool:
        """Whether a line at ``x`` reaches a row without crossing a label."""
        return not any(
            other.row < row and other.left - 2 < x < other.left + other.flag.length + 2 for other in self.placed
        )

    def _sides(self, flag: Flag) -> tuple[float, ...]:
        """Return the left sides to try: right of the line, left of it, and pushed inside the box."""
        inside = max(min(flag.x - flag.length / 2, self.right - flag.length), self.left)
        wanted = (flag.x + 3, flag.x - flag.length - 3)
        return *(left for left in wanted if self.left <= left and left + flag.length <= self.right), inside

    def put(self, flag: Flag) -> None:
        """Give a label the highest free place, preferably one that its line can reach."""
        sides = self._sides(flag)
        fresh = max((other.row for other in self.placed), default=-1) + 1
        for led in (True, False):
            for row in range(fresh + 1):
                for left in sides:
                    if self._free(row, left, left + flag.length) and (not led or self._leads(row, flag.x)):
                        self.placed.append(PlacedFlag(flag, row, left, led))
                        return
        self.placed.append(PlacedFlag(flag, fresh, sides[-1], False))


def place_flags(flags: Sequence[Flag], *, left: float, right: float, gap: float) -> tuple[PlacedFlag, ...]:
    """Place labels between ``left`` and ``right``, from the last line to the first."""
    board = _Board(left, right, gap)
    for flag in sorted(flags, key=lambda flag: (-flag.x, flag.key)):
        board.put(flag)
    return tuple(board.placed)
