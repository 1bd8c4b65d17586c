"""The days of which a case can speak: nobody who is in it lived outside them, and every rule can count with them.

A year that was typed wrong ("0203", "9999") lies far outside; counting days from it would leave the calendar.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

import msgspec

EARLIEST_DAY: Final = date(1900, 1, 1)
LATEST_DAY: Final = date(2200, 12, 31)
FAR_AWAY: Final = "This date is far away. Check the year."


def is_far(day: date) -> bool:
    """Whether a day lies outside the days of which a case can speak."""
    plain = day.date() if isinstance(day, datetime) else day
    return not EARLIEST_DAY <= plain <= LATEST_DAY


def far_days(value: object, place: str = "") -> Iterator[str]:
    """Yield the place of every day in a record that is far away, such as ``when.first`` or ``sources[1].told_on``."""
    if isinstance(value, date):
        if is_far(value):
            yield place
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from far_days(getattr(value, name), f"{place}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from far_days(part, f"{place}[{index}]")
