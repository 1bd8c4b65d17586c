"""How afraid somebody says to be, in a number and in own words (domain reference 4.1, R15)."""

from datetime import date
from typing import Final

from app.domain.person import Role
from app.domain.record import Record
from app.domain.source import Citation

HIGHEST: Final = 10


class FearScore(Record, frozen=True, kw_only=True):
    """A fear score from 0 (none) to 10 (the worst imaginable) on a day; shown as A-``number``.

    ``role`` is whose fear it is. ``words`` are the own words that came with the number. It says nothing about danger:
    high fear is a reason to ask, and so is low fear beside critical facts.
    """

    score: int
    given_on: date
    words: str = ""
    role: Role = Role.VICTIM
    sources: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a score outside 0-10."""
        if not 0 <= self.score <= HIGHEST:
            raise ValueError("a fear score is a whole number from 0 to 10")
