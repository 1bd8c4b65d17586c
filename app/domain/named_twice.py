"""What a record may name only once: behaviours, effects, children, exhibits and the sources it cites."""

from collections.abc import Hashable, Iterator, Sequence

from app.domain.event import ContextEvent
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.source import Source


def named_twice(record: Record) -> Iterator[str]:
    """Yield the place of everything that a record names again, such as ``behaviours[2]``."""
    if isinstance(record, Incident):
        yield from _again("behaviours[{}]", record.behaviours)
        yield from _again("effects[{}]", record.effects)
        yield from _again("children_present[{}]", record.children_present)
    if isinstance(record, Incident | Source):
        yield from _again("exhibits[{}]", record.exhibits)
    if isinstance(record, Retraction):
        yield from _again("incidents[{}]", record.incidents)
    if isinstance(record, Incident | ContextEvent | FearScore | Retraction):
        yield from _again("sources[{}].source", [citation.source for citation in record.sources])


def _again(place: str, named: Sequence[Hashable]) -> Iterator[str]:
    seen: set[Hashable] = set()
    for index, one in enumerate(named):
        if one in seen:
            yield place.format(index)
        seen.add(one)
