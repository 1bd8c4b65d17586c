"""Refuse data that names what is not there, or one thing twice."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Annotated, Final

import msgspec

from app.errors import ResourceError

Level = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""A level of the severity scale (domain reference 3.1)."""

MARKS: Final = frozenset({"V", "V*", "G"})
_BETWEEN: Final = re.compile(r"[\s,;]+")


def known(wanted: Iterable[str], among: Collection[str], name: str, place: str) -> None:
    """Refuse the first name that does not exist, with the file and the entry in which it stands."""
    for one in wanted:
        if one not in among:
            raise ResourceError(name=name, reason=f"{place} names {one}, which does not exist")


def marked(mark: str, sources: Collection[str], name: str, place: str) -> None:
    """Refuse a mark that holds something else than how a text was verified and keys of the source register."""
    known((one for one in _BETWEEN.split(mark) if one not in MARKS), sources, name, place)


def once(ids: Iterable[str], name: str) -> None:
    """Refuse an id that is in a file twice."""
    for one, count in Counter(ids).items():
        if count > 1:
            raise ResourceError(name=name, reason=f"{one} is in it twice")
