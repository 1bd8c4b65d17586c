"""What appears for the first time: behaviours and kinds of behaviour by their first known date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.risk.view import Row
from app.risk.windows import usable


@dataclass(frozen=True, slots=True)
class Novelty:
    """Keys by first date. ``new`` were first seen in the stretch asked about, with their first usable day.

    ``uncertain`` may or may not be new, because an incident may lie before or in the stretch; ``doubtful`` holds those
    incidents. ``seen`` is every key, and ``earliest`` its earliest possible
    day where there is one. ``incidents`` are the first of every new key.
    """

    seen: tuple[str, ...]
    earliest: dict[str, date]
    new: dict[str, date]
    uncertain: tuple[str, ...]
    doubtful: tuple[Row, ...]
    incidents: tuple[Row, ...]

    @property
    def surely(self) -> tuple[str, ...]:
        """The keys that are new in every reading of the dates."""
        return tuple(key for key in self.new if key not in self.uncertain)

    @property
    def possibly(self) -> tuple[str, ...]:
        """The keys that are new in at least one reading of the dates."""
        return (*self.surely, *self.uncertain)


def novelty(acts: Mapping[str, Iterable[Row]], first: date, last: date) -> Novelty:
    """Find what is new from ``first`` up to and including ``last``; lists are sorted by first date, then by key.

    The acts of every key come oldest first.
    """
    earliest: dict[str, date] = {}
    inside: dict[str, list[tuple[date, Row]]] = {}
    doubtful: dict[str, list[Row]] = {}
    for key, rows in acts.items():
        placed, perhaps = [], []
        for row in rows:
            start, end = row.when.first or row.when.last or date.max, row.when.last
            earliest.setdefault(key, start)
            if end is not None and end < first:
                break
            if usable(row, first, last):
                placed.append((start, row))
            elif row.when.possibly_within(date.min, last):
                perhaps.append(row)
        else:
            inside[key], doubtful[key] = placed, perhaps
    new = {key: min(day for day, _ in found) for key, found in inside.items() if found}
    uncertain = [key for key, found in doubtful.items() if found]
    return Novelty(
        seen=_sorted(earliest),
        earliest={key: earliest[key] for key in _sorted(earliest) if earliest[key] < date.max},
        new={key: new[key] for key in _sorted(new)},
        uncertain=_sorted({key: earliest[key] for key in uncertain}),
        doubtful=tuple(dict.fromkeys(row for key in sorted(uncertain) for row in doubtful[key])),
        incidents=tuple(row for key in new for day, row in inside[key] if day == new[key]),
    )


def _sorted(dates: dict[str, date]) -> tuple[str, ...]:
    return tuple(sorted(dates, key=lambda key: (dates[key], key)))
