"""What a copy may not hold anywhere: the words of everything that its recipient may not see.

Not every hidden word can be searched: "thuis" stands in every dossier. What counts:

* A hidden text as a whole, sentence by sentence: two words and eight letters, or one word with a capital of four
  letters (three in the name of a person). It stops a copy even where somebody typed it in a row that may be shown.
* Postcodes, houses, telephone numbers, e-mail addresses and number plates inside hidden texts, in every form.
* The parts of a hidden name that a shown row writes with a capital in the middle of a sentence: "Roos", not "een roos".
* Parts: words with a capital inside hidden texts, the halves of long sentences, short sentences of an account without
  any name or number ("He rang again."), and records that are left out for
  another reason than their class. They only count where no shown row holds them: then only a fault in the layout can
  have brought them in. A shown row that does hold one is named to be looked at (``look``).

The names of people who are in the copy, of its recipient and its author, and whatever the program prints by itself in
every copy, such as the days of shown rows, are no secrets. When something was stops nothing that is told elsewhere too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import msgspec

from app.domain.case import Case
from app.domain.dossier import DossierRequest
from app.domain.kinds import kind_of
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.person import Person
from app.domain.profile import Naming, Profile
from app.domain.record import Record
from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.source import Source, SourceKind
from app.dossier.codes import codes_in, houses_in
from app.dossier.naming import PARTICLES
from app.dossier.squeeze import Squeezed, squeeze, squeeze_all, words_of
from app.dossier.text import Typesetter
from app.i18n import Translator

_SENTENCE: Final = re.compile(r"(?<=[.!?;:])\s+|\n+")
_PROPER: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_INNER: Final = re.compile(r"(?:(?<=[^\s.!?:;\"“”„‘(\[][ -])|(?<=\b[A-Z]\. ))[^\W\d_]+")
_NO_WORDS: Final = frozenset(
    {"id", "number", "sensitivity", "field_sensitivity", "recorded_at", "recorded_by", "reference", "signed_by"}
    | {"behaviours", "effects", "rules", "item", "type", "fact", "instrument", "checklist", "seen"}
    | {"media_type", "time_zone"}
)
_MANY_WORDS, _MANY_LETTERS, _ONE_WORD, _SHORT_NAME, _LONG = 2, 8, 4, 3, 10
_TELLING_SENTENCE: Final = 6
_WHEN: Final = frozenset({"when", "made_on"})
_PROSE: Final = frozenset(
    {"facts", "quote", "quote_translation", "interpretation", "wish", "not_found", "severity_reason"}
    | {"what", "outcome", "judgement", "informed_note"}
)


class Secret(msgspec.Struct, frozen=True):
    """Squeezed letters that may be nowhere in a copy, and what people call the record they come from.

    ``inside`` says that they also count inside a longer word, as a telephone number behind a country code.
    """

    letters: str
    record: str
    inside: bool = False


class Secrets(msgspec.Struct, frozen=True):
    """What stops a copy, and what only has to be looked at because a shown row holds it."""

    stops: tuple[Secret, ...] = ()
    doubts: tuple[Secret, ...] = ()


def secrets_of(
    whole: CaseSnapshot, seen: CaseSnapshot, *, profile: Profile, request: DossierRequest, own: str, say: Translator
) -> Secrets:
    """Return what a copy of ``whole`` that shows ``seen`` may not hold; ``own`` is what is printed anyway."""
    hidden = list(_hidden(whole, seen, profile))
    if not hidden:
        return Secrets()
    people = " ".join((*(person.name for person in seen.persons), request.recipient, request.author))
    named = set(words_of(people))
    known = named | set(words_of(own))
    typesetter = Typesetter()
    printed = squeeze("\n".join((own, *_days(seen, request, say))))
    texts = [text for record in seen.records() for _, text in texts_of(record)]
    (shown, _), capitals = squeeze_all(texts), _capitals(texts)
    stops: dict[Secret, None] = {}
    doubts: dict[Secret, None] = {}
    for record, name, text, strict in hidden:
        called = called_on_screen(record, say)
        short = _SHORT_NAME if isinstance(record, Person) else _ONE_WORD
        for secret, sure in _forms(text, called, strict=strict):
            if not _stands(secret.letters, printed):
                _sort(secret, shown, stops, doubts, strict=sure)
        spared = named | known if isinstance(record, Source) else named
        names = _name_parts(record, name, text) if strict else set()
        stops.update((Secret(part, called), None) for part in capitals & names - spared)
        for piece in {*_SENTENCE.split(text), *_SENTENCE.split(typesetter.clean(text))}:
            words = words_of(piece)
            letters = "".join(words)
            usual = named if len(words) >= _MANY_WORDS else known
            if not _tells(piece, words, short) or usual.issuperset(words) or _stands(letters, printed):
                continue
            common = name in _PROSE and len(words) < _TELLING_SENTENCE and not _singular(piece)
            sure = (
                strict
                and not common
                and name not in _WHEN
                and (len(words) >= _MANY_WORDS or piece.strip()[:1].isupper() or letters.isdigit())
            )
            for part, whole_piece in ((letters, True), *((half, False) for half in _halves(words))):
                _sort(Secret(part, called), shown, stops, doubts, strict=sure and whole_piece)
        for word in _proper(text, short):
            if word not in known and not _stands(word, printed):
                _sort(Secret(word, called), shown, stops, doubts, strict=False)
    return Secrets(_and_reversed(stops), tuple(doubts))


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the words that somebody typed in a record with the field in which they stand; ids and marks are none."""
    for name in record.__struct_fields__:
        if name not in _NO_WORDS and (value := getattr(record, name)):
            for text in _leaves(value):
                yield name, text


def called_on_screen(record: Record, say: Translator) -> str:
    """Return how people call a record, without repeating anything that it holds."""
    if isinstance(record, Case):
        return say("the head of the case")
    if isinstance(record, Person):
        return say("person {number}", number=record.number)
    number = visible_number(record)
    return number if not number.isdigit() else say("list {number}", number=number)


def _hidden(whole: CaseSnapshot, seen: CaseSnapshot, profile: Profile) -> Iterator[tuple[Record, str, str, bool]]:
    """Yield every text that the copy does not show, its field, and whether its class or kind of copy forbids it."""
    shown = {record.id: {text for _, text in texts_of(record)} for record in seen.records()}
    for record in whole.records():
        told = shown.get(record.id, set())
        if profile.pseudonymised and isinstance(record, Case):
            yield record, "reference", record.reference, True
        unnamed = profile.pseudonymised and isinstance(record, Case | Person | Source)
        unnamed |= profile.naming is Naming.NUMBERED and isinstance(record, Source) and kind_of(record) in profile.kinds
        for name, text in texts_of(record):
            mark = min(record.sensitivity, record.mark_of(name))
            forbidden = mark not in profile.classes
            masked = profile.about is not None and isinstance(record, Person)
            if forbidden or unnamed or text not in told:
                yield record, name, text, forbidden or unnamed or masked


def _leaves(value: object) -> Iterator[str]:
    """Yield the words in a value."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        if value.strip():
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _NO_WORDS:
                yield from _leaves(getattr(value, name))


def _tells(piece: str, words: list[str], short: int) -> bool:
    """Whether words say enough to be searched."""
    length = sum(map(len, words))
    if len(words) >= _MANY_WORDS:
        return length >= _MANY_LETTERS or (short == _SHORT_NAME and length > _ONE_WORD)
    return bool(words) and length >= (_ONE_WORD + 1 if piece.strip()[:1].isdigit() else short)


def _singular(piece: str) -> bool:
    """Whether a sentence holds a number, or a word with a capital after its first word."""
    _, _, rest = piece.strip().partition(" ")
    return any(letter.isdigit() for letter in piece) or any(letter.isupper() for letter in rest)


def _halves(words: list[str]) -> Iterator[str]:
    """Yield the halves of a long sentence: a page may end in its middle."""
    if len(words) >= _LONG:
        middle = len(words) // 2
        yield "".join(words[:middle])
        yield "".join(words[middle:])


def _proper(text: str, short: int) -> Iterator[str]:
    """Yield the words with a capital that may be names, of people, streets or places; of a double name each half."""
    for found in _PROPER.findall(text):
        for part in dict.fromkeys((found, *found.split("-"))):
            word = "".join(words_of(part))
            if part[:1].isupper() and len(word) >= short:
                yield word


def _forms(text: str, called: str, *, strict: bool) -> Iterator[tuple[Secret, bool]]:
    """Yield what tells by its form alone, and whether it stops a copy that has it in a shown row."""
    for letters, inside in codes_in(text):
        yield Secret(letters, called, inside), True
    for letters in houses_in(text):
        yield Secret(letters, called), strict


def _name_parts(record: Record, field: str, text: str) -> set[str]:
    """Return the parts of the name of somebody, also as an owner has it, without what stands in many names."""
    is_source = isinstance(record, Source) and field == "label" and record.kind is SourceKind.PERSON
    if not is_source and not (isinstance(record, Person) and field == "name"):
        return set()
    parts = {"".join(words_of(part)) for part in _LETTERS.findall(text) if part[0].isupper()}
    parts = {part for part in parts if len(part) > 1 and part not in PARTICLES}
    return parts | {f"{part}s" for part in parts}


def _capitals(texts: Iterable[str]) -> set[str]:
    """Return the words that have a capital in the middle of a sentence."""
    return {"".join(words_of(found)) for text in texts for found in _INNER.findall(text) if found[0].isupper()}


def _days(seen: CaseSnapshot, request: DossierRequest, say: Translator) -> Iterator[str]:
    """Yield the days that a copy prints by itself, as it prints them."""
    yield say.day(request.at)
    for record in seen.records():
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if isinstance(value, Period):
                yield describe(value, say)
                yield from (say.day(day) for day in (value.first, value.last) if day is not None)
            elif isinstance(value, date) and not isinstance(value, datetime):
                yield say.day(value)


def _stands(letters: str, squeezed: Squeezed) -> bool:
    return squeezed.find(letters) >= 0


def _sort(
    secret: Secret, shown: Squeezed, stops: dict[Secret, None], doubts: dict[Secret, None], *, strict: bool
) -> None:
    """Put a secret with what stops a copy, or with the doubts where a shown row explains it."""
    if strict or not _stands(secret.letters, shown):
        stops[secret] = None
    else:
        doubts[secret] = None


def _and_reversed(stops: Iterable[Secret]) -> tuple[Secret, ...]:
    """Add what is written from right to left as a reader of pages may hand it over: backwards."""
    found = tuple(stops)
    backwards = (
        Secret(one.letters[::-1], one.record, inside=one.inside)
        for one in found
        if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in one.letters)
    )
    return (*found, *backwards)
