"""What was saved from a damaged vault, and what could not be."""

import msgspec

from app.domain.revision import RecordKind


class LostRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record of which no version can be read; ``series`` and ``number`` are "" and 0 when even that is gone."""

    series: str
    number: int
    case: str


class SalvageReport(msgspec.Struct, frozen=True, kw_only=True):
    """What salvage counted.

    ``saved`` holds the number of records of each kind. ``rebuilt`` of them were made anew from their newest version
    that can be read; ``made_up`` cases stand in for the head of a case that is lost, so that its records can be seen.
    ``left`` holds the number of rows that say nothing any more by their table: members, settings and other small ones.
    """

    saved: tuple[tuple[RecordKind, int], ...]
    rebuilt: int
    made_up: int
    lost: tuple[LostRecord, ...]
    lost_versions: int
    lost_entries: int
    damaged_exhibits: int
    chain_kept: bool
    left: tuple[tuple[str, int], ...] = ()

    @property
    def records(self) -> int:
        """Return how many records were saved."""
        return sum(count for _, count in self.saved)

    @property
    def whole(self) -> bool:
        """Whether nothing that the vault held is missing, as far as the vault itself can tell."""
        return not (self.lost or self.lost_versions or self.lost_entries or self.damaged_exhibits or self.left)
