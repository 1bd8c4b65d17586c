"""What appears for the first time: behaviours and kinds of behaviour by their first known date."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.incident import Incident
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
    doubtful: tuple[Incident, ...]
    incidents: tuple[Incident, ...]

    @property
    def surely(self) -> tuple[str, ...]:
        """The keys that are new in every reading of the dates."""
        return tuple(key for key in self.new if key not in self.uncertain)

    @property
    def possibly(self) -> tuple[str, ...]:
        """The keys that are new in at least one reading of the dates."""
        return (*self.surely, *self.uncertain)


def novelty(acts: Iterable[Incident], keys_of: Callable[[Incident], Iterable[str]], first: date, last: date) -> Novelty:
    """Find what is new from ``first`` up to and including ``last``; lists are sorted by first date, then by key.

    The acts come oldest first.
    """
    earliest: dict[str, date] = {}
    before: set[str] = set()
    inside: defaultdict[str, list[tuple[date, Incident]]] = defaultdict(list)
    doubtful: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in acts:
        keys = [key for key in keys_of(incident) if key not in before]
        if not keys:
            continue
        start, end = incident.when.first or incident.when.last or date.max, incident.when.last
        for key in keys:
            earliest.setdefault(key, start)
            if end is not None and end < first:
                before.add(key)
            elif usable(incident.when, first, last):
                inside[key].append((start, incident))
            elif incident.when.possibly_within(date.min, last):
                doubtful[key].append(incident)
    new = {key: min(day for day, _ in found) for key, found in inside.items() if key not in before}
    uncertain = [key for key in doubtful if key not in before]
    return Novelty(
        seen=_sorted(earliest),
        earliest={key: earliest[key] for key in _sorted(earliest) if earliest[key] < date.max},
        new={key: new[key] for key in _sorted(new)},
        uncertain=_sorted({key: earliest[key] for key in uncertain}),
        doubtful=tuple({one.id: one for key in sorted(uncertain) for one in doubtful[key]}.values()),
        incidents=tuple(incident for key in new for day, incident in inside[key] if day == new[key]),
    )


def _sorted(dates: dict[str, date]) -> tuple[str, ...]:
    return tuple(sorted(dates, key=lambda key: (dates[key], key)))
