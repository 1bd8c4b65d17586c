"""Refuse data that names what is not there, or one thing twice."""

from collections import Counter
from collections.abc import Collection, Iterable

from app.errors import ResourceError


def known(wanted: Iterable[str], among: Collection[str], name: str, place: str) -> None:
    """Refuse the first name that does not exist, with the file and the entry in which it stands."""
    for one in wanted:
        if one not in among:
            raise ResourceError(name=name, reason=f"{place} names {one}, which does not exist")


def once(ids: Iterable[str], name: str) -> None:
    """Refuse an id that is in a file twice."""
    for one, count in Counter(ids).items():
        if count > 1:
            raise ResourceError(name=name, reason=f"{one} is in it twice")
