"""Days of the year by which people remember when something happened: feasts and school holidays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian computus in the form of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _on(month: int, day: int, length: int = 1) -> Callable[[int], Days]:
    """Return a feast on a fixed day that lasts ``length`` days."""

    def days(year: int) -> Days:
        first = date(year, month, day)
        return first, first + timedelta(days=length - 1)

    return days


def _after_easter(first: int, length: int = 1) -> Callable[[int], Days]:
    """Return a feast that moves with Easter."""

    def days(year: int) -> Days:
        start = easter(year) + timedelta(days=first)
        return start, start + timedelta(days=length - 1)

    return days


def _nth(weekday: int, nth: int, month: int) -> Callable[[int], Days]:
    """Return the ``nth`` weekday of a month."""

    def days(year: int) -> Days:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        return day, day

    return days


def _span(first: tuple[int, int], last: tuple[int, int]) -> Callable[[int], Days]:
    """Return a stretch from one day of the year to another, possibly in the next year."""

    def days(year: int) -> Days:
        return date(year, *first), date(year + (last < first), *last)

    return days


def _islamic(month: int, day: int, length: int = 1) -> Callable[[int], Days]:
    """Return a feast by the tabular Islamic calendar, a day wider on both sides: the moon decides."""

    def days(year: int) -> Days:
        hijri = (year - 622) * 33 // 32
        for candidate in range(hijri - 1, hijri + 3):
            months = (59 * (month - 1) + 1) // 2
            ordinal = day + months + (candidate - 1) * 354 + (3 + 11 * candidate) // 30 + 1948439 - 1721425
            first = date.fromordinal(ordinal)
            if first.year == year:
                return first - timedelta(days=1), first + timedelta(days=length)
        raise ValueError(year)

    return days


_EXACT: Final[dict[str, Callable[[int], Days]]] = {
    "sinterklaas|sinterklaasavond|pakjesavond|sint nicolaas|st nicholas": _on(12, 5),
    "sint maarten|st maarten": _on(11, 11),
    "dierendag": _on(10, 4),
    "kerst|kerstmis|christmas|xmas|de kerstdagen|kerstdagen": _on(12, 25, 2),
    "kerstavond|christmas eve": _on(12, 24),
    "eerste kerstdag|1e kerstdag|christmas day": _on(12, 25),
    "tweede kerstdag|2e kerstdag|boxing day": _on(12, 26),
    "oud en nieuw|oud & nieuw|oud op nieuw|the turn of the year|de jaarwisseling|jaarwisseling": _on(12, 31, 2),
    "oudejaarsavond|oudejaarsdag|oudjaar|new year's eve|new years eve": _on(12, 31),
    "nieuwjaar|nieuwjaarsdag|new year|new year's day|new years day": _on(1, 1),
    "driekoningen|epiphany": _on(1, 6),
    "valentijnsdag|valentijn|valentine's day|valentines day": _on(2, 14),
    "internationale vrouwendag|vrouwendag|international women's day": _on(3, 8),
    "koningsdag|king's day|kings day": _on(4, 27),
    "dodenherdenking": _on(5, 4),
    "bevrijdingsdag|liberation day": _on(5, 5),
    "halloween": _on(10, 31),
    "pasen|easter|het paasweekend|paasweekend|easter weekend": _after_easter(0, 2),
    "eerste paasdag|1e paasdag|easter sunday": _after_easter(0),
    "tweede paasdag|2e paasdag|paasmaandag|easter monday": _after_easter(1),
    "goede vrijdag|good friday": _after_easter(-2),
    "witte donderdag|maundy thursday": _after_easter(-3),
    "carnaval|carnival": _after_easter(-49, 3),
    "hemelvaart|hemelvaartsdag|ascension|ascension day": _after_easter(39),
    "pinksteren|whitsun|pentecost": _after_easter(49, 2),
    "eerste pinksterdag|1e pinksterdag|whit sunday": _after_easter(49),
    "tweede pinksterdag|2e pinksterdag|whit monday": _after_easter(50),
    "moederdag|mother's day|mothers day": _nth(6, 2, 5),
    "vaderdag|father's day|fathers day": _nth(6, 3, 6),
    "prinsjesdag": _nth(1, 3, 9),
}
_ROUGH: Final[dict[str, Callable[[int], Days]]] = {
    "zomervakantie|summer holidays|summer holiday": _span((7, 5), (9, 1)),
    "herfstvakantie|autumn half term|autumn holiday": _span((10, 10), (10, 31)),
    "kerstvakantie|christmas holidays|christmas holiday": _span((12, 20), (1, 7)),
    "voorjaarsvakantie|krokusvakantie|spring half term|spring holiday": _span((2, 10), (3, 5)),
    "meivakantie|may holiday": _span((4, 20), (5, 10)),
    "ramadan|de ramadan": _islamic(9, 1, 30),
    "suikerfeest|eid al-fitr|id al-fitr|sugar feast": _islamic(10, 1),
    "offerfeest|eid al-adha|id al-adha": _islamic(12, 10),
}

FEASTS: Final = {name: (days, False) for names, days in _EXACT.items() for name in names.split("|")} | {
    name: (days, True) for names, days in _ROUGH.items() for name in names.split("|")
}
"""Folded name -> (its days in a year, whether these are an estimate). Moving dates differ by region or by moon."""
