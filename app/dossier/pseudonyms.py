"""A case in which nobody is called by name: the same invented name everywhere, and all days moved by one distance.

Names of people become neutral invented names, organisations and places are numbered, what tells a worker is left out,
and telephone numbers, postcodes and days in running text become a mark. All days move by the same number of whole
weeks, so that the time between them and the day of the week stay. It is no anonymity: what happened stays what
happened. The leak check afterwards holds the finished file to every real name.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, cast

import msgspec

from app.domain.period import Period, Precision
from app.domain.record import Record
from app.domain.snapshot import CaseSnapshot, visible_number
from app.dossier.codes import CODES, MONTHS, PHONE
from app.dossier.naming import INITIAL, PARTICLES, initials, plain_of
from app.dossier.secrets import texts_of
from app.dossier.squeeze import words_of
from app.i18n import LANGUAGES, Translator, sentences

_NAMES: Final = (
    *("Robin", "Sam", "Noa", "Alex", "Kim", "Bo", "Charlie", "Jip", "Lou", "Mika", "Pim", "Sascha", "Toni", "Jamie"),
    *("Fenne", "Luca", "Jules", "Renee", "Andy", "Senna", "Dani", "Isa", "Micha", "Floor", "Gijsje", "Yari"),
)
_WORKERS: Final = frozenset(
    {"holder", "asked_by", "verified_by", "taken_by", "owner", "giver", "receiver", "made_by", "received_by"}
    | {"received_from", "release_by", "kept_where", "recorded_by", "signed_by", "interpreted_by"}
)
_CLOCK: Final = r"\d{1,2}[.:]\d{2}"
_HOUR: Final = r"\s*(?:uur|u|h|am|pm)\b"
_COUNTED: Final = (
    r"keer|maal|uur|minuten|dagen|weken|maanden|jaar|times|hours|minutes|days|weeks|months|years|meter|km|euro"
)
_DAYS: Final = re.compile(
    rf"(?P<kept>\b{_CLOCK}(?={_HOUR}|\s*(?:tot|en|–|-|until|to|and)\s*{_CLOCK}{_HOUR})"
    rf"|\b\d{{1,2}}[-/]\d{{1,2}}(?=\s+(?:{_COUNTED})\b))"
    rf"|(?P<day>\b\d{{1,2}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}})?\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    rf"|\b\d{{1,2}}\s+(?:{MONTHS})\b\.?(?:\s+\d{{4}})?|\b(?:{MONTHS})\s+\d{{4}}\b)|(?P<year>\b(?:19|20)\d{{2}}\b)",
    re.IGNORECASE,
)
_KIN: Final = frozenset(
    {
        *("moeder", "vader", "ouder", "ouders", "zus", "broer", "dochter", "zoon", "kind", "oma", "opa", "tante"),
        *("oom", "nicht", "neef", "schoonzus", "zwager", "vriend", "vriendin", "buur", "buren", "buurman"),
        *("buurvrouw", "collega", "werkgever", "advocaat", "thuis", "mother", "father", "parent", "parents"),
        *("sister", "brother", "daughter", "son", "child", "grandmother", "grandfather", "aunt", "uncle", "cousin"),
        *("friend", "neighbour", "neighbours", "colleague", "employer", "lawyer", "home"),
    }
)
"""Words for who somebody is to somebody: no names, and a sentence without them tells nothing."""

_FEWEST_WEEKS, _WEEKS = 104, 416
_SHORTEST: Final = 3
_YEAR: Final = 365.25

T = TypeVar("T")


def pseudonymised(seen: CaseSnapshot, whole: CaseSnapshot, say: Translator) -> CaseSnapshot:
    """Return what a copy shows with every name, place and day of ``whole`` replaced."""
    words = _Words(whole, _replacements(whole, say), say)
    move = shift_of(whole)

    def all_of(records: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(_moved(one, move, words.covered) for one in records)

    case = _moved(seen.case, move, words.covered)
    return msgspec.structs.replace(
        seen,
        case=msgspec.structs.replace(case, reference=say("Training"), name=say("Training"), note=""),
        persons=all_of(seen.persons),
        sources=all_of(seen.sources),
        incidents=all_of(seen.incidents),
        events=all_of(seen.events),
        measures=all_of(seen.measures),
        assessments=all_of(seen.assessments),
        fears=all_of(seen.fears),
        protections=all_of(seen.protections),
        outcomes=all_of(seen.outcomes),
        reviews=all_of(seen.reviews),
        retractions=all_of(seen.retractions),
        steps=all_of(seen.steps),
        exhibits=all_of(seen.exhibits),
    )


def shift_of(case: CaseSnapshot) -> timedelta:
    """Return how far all days of a case move: whole weeks back, always as many for the same case."""
    digest = hashlib.sha256(case.case.id.bytes).digest()
    return -timedelta(weeks=_FEWEST_WEEKS + int.from_bytes(digest[:4], "big") % _WEEKS)


def _replacements(whole: CaseSnapshot, say: Translator) -> dict[str, str]:
    """Return what every name, organisation and place becomes, by its words without capitals."""
    typed = {word for record in whole.records() for one in texts_of(record) for word in words_of(one.words)}
    names = iter(name for name in _invented() if not typed.intersection(words_of(name)))
    found: dict[str, str] = {}
    for person in sorted(whole.persons, key=lambda one: (one.role.value, one.number, one.id)):
        own = next(names)
        for part in _parts(person.name):
            found.setdefault(part, own)
    for source in whole.sources:
        for part in (source.label, *_capitals(source.label)):
            found.setdefault(plain_of(part)[0], say("source {number}", number=visible_number(source)))
    _numbered(found, (one.organisation for one in whole.sources), lambda n: say("organisation {number}", number=n))
    _numbered(found, (one.issued_by for one in whole.measures), lambda n: say("authority {number}", number=n))
    _numbered(found, (one.where for one in whole.incidents), lambda n: say("place {number}", number=n))
    return found


def _numbered(found: dict[str, str], told: Iterable[str], called: Callable[[int], str]) -> None:
    """Number what is not replaced yet, the same words always by the same number."""
    number = 0
    for words in told:
        if words.strip() and plain_of(words.strip())[0] not in found:
            number += 1
            for part in (words.strip(), *_capitals(words)):
                found.setdefault(plain_of(part)[0], called(number))


def _parts(name: str) -> Iterator[str]:
    """Yield a full name and the parts of it that are telling."""
    yield plain_of(name.strip())[0]
    parts = (plain_of(part)[0] for part in re.findall(r"[^\W\d_]+", name) if len(part) >= _SHORTEST)
    yield from (part for part in parts if part not in PARTICLES)


def _usual(whole: CaseSnapshot) -> set[str]:
    """Return the words of every day that somebody typed as a source, an organisation or a place."""
    typed = {one.label for one in whole.sources} | {one.organisation for one in whole.sources}
    typed |= {one.issued_by for one in whole.measures} | {one.where for one in whole.incidents}
    return {one.strip() for one in typed if one.strip().islower()} & (_KIN | _everyday())


@cache
def _everyday() -> frozenset[str]:
    """Return the words that the program itself writes without a capital: no name, and worth keeping in a sentence."""
    said = " ".join(sentence for language in LANGUAGES for sentence in sentences(language))
    return frozenset(word for word in re.findall(r"[^\W\d_]+", said) if word.islower())


def _capitals(words: str) -> Iterator[str]:
    """Yield the words with a capital: names of streets, towns and people."""
    return (one for one in re.findall(r"[^\W\d_]+", words) if one[0].isupper() and len(one) > _SHORTEST)


def _invented() -> Iterator[str]:
    """Yield invented names without end."""
    yield from _NAMES
    number = 1
    while True:
        number += 1
        yield from (f"{name} {number}" for name in _NAMES)


class _Words:
    """Replaces known names and what looks like a number, an address or a day in running text."""

    def __init__(self, whole: CaseSnapshot, found: dict[str, str], say: Translator) -> None:
        """Replace what was found in ``whole``; a word of every day only where it is a whole field."""
        self._found = {key: value for key, value in found.items() if key}
        usual = _usual(whole)
        running = [one for one in self._found if one not in usual]
        several = "|".join(re.escape(one) for one in sorted(running, key=len, reverse=True))
        self._known = re.compile(rf"(?<!\w)({several})(?=(?:['’]?s)?(?!\w))") if several else None
        self._initials = {
            letter: self._found[plain_of(one.name.strip())[0]] for letter, one in initials(whole.persons).items()
        }
        self._shared = {plain_of(one.name.strip())[0][:1] for one in whole.persons} - self._initials.keys()
        self._gone, self._day, self._year = say("[left out]"), say("[day]"), say("[year]")

    def covered(self, text: str) -> str:
        """Return a text without what tells who, where or when."""
        whole = self._found.get(plain_of(text.strip())[0])
        if whole is not None:
            return whole
        text = _DAYS.sub(self._dated, text)
        for code in CODES:
            text = code.sub(self._left_out, text)
        text = INITIAL.sub(self._spelled, PHONE.sub(self._gone, text))
        if self._known is None:
            return text
        plain, places = plain_of(text)
        parts, end = [], 0
        for match in self._known.finditer(plain):
            parts += [text[end : places[match.start()]], self._found[match[1]]]
            end = places[match.end()]
        return "".join([*parts, text[end:]])

    def _dated(self, found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        return self._day if found["day"] else self._year

    def _spelled(self, found: re.Match[str]) -> str:
        """Return who is meant by a capital with a point, or that somebody is."""
        letter = plain_of(found[1])[0]
        return self._initials.get(letter, self._gone if letter in self._shared else found[0])

    def _left_out(self, found: re.Match[str]) -> str:
        return self._gone if any(letter.isdigit() or letter == "@" for letter in found[0]) else found[0]


def _moved(value: T, move: timedelta, covered: Callable[[str], str]) -> T:
    """Return a value with all its days moved and its typed words covered."""
    told: Any = value
    moved: Any = value
    match told:
        case Enum() | bool():
            pass
        case datetime() | date():
            moved = told + move
        case tuple():
            moved = tuple(_moved(one, move, covered) for one in told)
        case Period():
            moved = _period(told, move)
        case msgspec.Struct():
            moved = _struct(told, move, covered)
    return cast("T", moved)


def _struct(told: Any, move: timedelta, covered: Callable[[str], str]) -> Any:  # noqa: ANN401  any record
    """Return a record with every field moved or covered."""
    typed = {one.field for one in texts_of(told)} if isinstance(told, Record) else set(told.__struct_fields__)
    changed: dict[str, Any] = {}
    for name in told.__struct_fields__:
        old = getattr(told, name)
        if name in _WORKERS and isinstance(old, str):
            changed[name] = ""
        elif name == "birth_year" and old is not None:
            changed[name] = old + round(move.days / _YEAR)
        elif isinstance(old, str) and not isinstance(old, Enum):
            changed[name] = covered(old) if name in typed and name not in _IDS else old
        else:
            changed[name] = _moved(old, move, covered)
    return msgspec.structs.replace(told, **changed)


_IDS: Final = frozenset({"item", "type", "fact", "instrument", "checklist", "version", "sha256", "media_type"})


def _period(told: Period, move: timedelta) -> Period:
    """Return a period without the words that were said; a month or year becomes the days it may have been."""
    whole = told.precision in {Precision.MONTH, Precision.SEASON, Precision.YEAR}
    return msgspec.structs.replace(
        told,
        words="",
        first=told.first + move if told.first else None,
        last=told.last + move if told.last else None,
        precision=Precision.RANGE if whole else told.precision,
    )
