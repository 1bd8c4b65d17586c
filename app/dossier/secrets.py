"""What a copy may not hold anywhere: the words of everything that its recipient may not see.

Not every hidden word can be searched: "thuis" stands in every dossier. What counts:

* A hidden text as a whole, sentence by sentence: two words and eight letters, or one word with a capital of four
  letters (three in the name of a person). It stops a copy even where somebody typed it in a row that may be shown.
* Postcodes, houses, telephone numbers, e-mail addresses and number plates inside hidden texts, in every form.
* The parts of a hidden name that a shown row writes with a capital in the middle of a sentence: "Roos", not "een roos";
  in small letters too where they are no word of every day: "sahin". Initials with points, where a shown row has them.
* Streets, also without a number, and the names of schools, organisations and places of work, wherever they stand. They
  are no secrets where a shown row has the same words as its place, as the name of somebody, of a source or of an
  organisation: who reads the copy knows them anyway. What somebody told freely is no such place.
* Parts: words with a capital inside hidden texts, the halves of long sentences, short sentences of an account without
  any name or number ("He rang again."), and records that are left out for
  another reason than their class. They only count where no shown row holds them: then only a fault in the layout can
  have brought them in. A shown row that does hold one is named to be looked at (``look``).

The names of people who are in the copy, of its recipient and its author, and whatever the program prints by itself in
every copy, such as the days of shown rows, are no secrets. When something was stops nothing that is told elsewhere too.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Final, TypeAlias

import msgspec

from app.domain.case import Case
from app.domain.dossier import DossierRequest
from app.domain.exhibit import Exhibit
from app.domain.incident import Incident
from app.domain.kinds import kind_of
from app.domain.measure import Measure
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.person import Person
from app.domain.profile import Naming, Profile
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot, shown_number
from app.domain.source import Source
from app.domain.typed_words import Passage, class_of, passages_of
from app.dossier.codes import codes_in, houses_in, postcode_figures
from app.dossier.everyday import is_everyday
from app.dossier.hidden_names import (
    capitals_in,
    initials_in,
    initials_of,
    is_name_of_somebody,
    name_parts,
    telling_parts,
)
from app.dossier.organisations import organisations_in
from app.dossier.squeeze import Squeezed, squeeze, squeeze_all, words_of
from app.dossier.streets import Place, streets_in
from app.dossier.text import Typesetter
from app.i18n import Translator

_SENTENCE: Final = re.compile(r"(?<=[.!?;:])\s+|\n+")
_PROPER: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_PRINTED: Final = frozenset({"reference", "time_zone"})
"""Typed words that every copy may print."""

_MANY_WORDS, _MANY_LETTERS, _ONE_WORD, _SHORT_NAME, _LONG = 2, 8, 4, 3, 10
_TELLING_SENTENCE: Final = 6
_WHEN: Final = frozenset({"when", "made_on"})
_PROSE: Final = frozenset(
    {"facts", "quote", "quote_translation", "interpretation", "wish", "not_found", "severity_reason"}
    | {"what", "outcome", "judgement", "informed_note", "changed_because"}
    | {"decision", "decision_reason"}
)
_BY_NAME: Final[dict[type[Record], tuple[str, ...]]] = {
    Case: ("holder",),
    Person: ("name",),
    Source: ("label", "organisation"),
    Incident: ("where",),
    Measure: ("issued_by",),
    Exhibit: ("kept_where", "made_by", "received_from"),
}
"""Fields that hold the name of a place, somebody, a source or an organisation: no account of what happened."""


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


Finder = Callable[[str], bool]
"""Tells whether squeezed letters stand somewhere as whole words."""


_Hidden: TypeAlias = tuple[Record, str, str, bool]
"""A text that a copy does not show with its record and field, and whether its class or kind of copy forbids it."""


class _Clues(msgspec.Struct, frozen=True):
    """What the shown rows hold: words with a capital in a sentence, initials, those of the people in them, and names.

    ``in_print`` finds what the program prints by itself, ``told`` what people, places and organisations are called.
    """

    capitals: set[str]
    initials: dict[str, set[str]]
    ours: set[str]
    in_print: Finder
    told: Finder

    def of_name(self, record: Record, text: str) -> set[str]:
        """Return what gives away who has a hidden name."""
        found = self.capitals & name_parts(text)
        found |= {part for part in telling_parts(record, text) if not self.in_print(part)}
        return found.union(*(self.initials.get(letters, ()) for letters in initials_of(text) - self.ours))

    def of_places(self, text: str) -> tuple[set[str], set[str]]:
        """Return the streets and organisations of a hidden text, and apart those that the copy is known by."""
        named = (one.letters for one in _places(text) if not one.usual or one.letters in self.capitals)
        places = {place for place in named if not self.in_print(place)}
        told = set(filter(self.told, places))
        return places - told, told


def secrets_of(
    whole: CaseSnapshot,
    seen: CaseSnapshot,
    *,
    profile: Profile,
    request: DossierRequest,
    own: str,
    say: Translator,
    gone: Iterable[Record] = (),
) -> Secrets:
    """Return what a copy of ``whole`` that shows ``seen`` may not hold; ``own`` is what is printed anyway.

    ``gone`` are records that were withdrawn: a hiding address stays one. Their words only stop a copy by their form or
    where no shown row holds them, for somebody may have entered a row anew that was marked by mistake.
    """
    out = [*_hidden(whole, seen, profile), *_never(gone)]
    return _secrets_in(out, seen, request=request, own=own, say=say) if out else Secrets()


def _secrets_in(
    out: Sequence[_Hidden], seen: CaseSnapshot, *, request: DossierRequest, own: str, say: Translator
) -> Secrets:
    """Return what a copy may not hold because of the texts that it does not show, and there are some."""
    people = " ".join((*(person.name for person in seen.persons), request.recipient, request.author))
    named = set(words_of(people))
    known = named | set(words_of(own))
    typesetter = Typesetter()
    in_print = _finder(squeeze("\n".join((own, *_days(seen, request, say)))))
    texts = [one.words for record in seen.records() for one in texts_of(record)]
    shown = _finder(squeeze_all(texts)[0])
    clues = _Clues(
        capitals=capitals_in(texts),
        initials=initials_in(texts),
        ours=set().union(*map(initials_of, (*(one.name for one in seen.persons), request.recipient, request.author))),
        in_print=in_print,
        told=_finder(squeeze("\n".join((people, *_told_by_name(seen))))),
    )
    stops: dict[Secret, None] = {}
    doubts: dict[Secret, None] = {}
    for record, name, text, strict in out:
        called = called_on_screen(record, say)
        short = _SHORT_NAME if isinstance(record, Person) else _ONE_WORD
        for secret, sure in _forms(text, called, strict=strict):
            if not in_print(secret.letters):
                _sort(secret, shown, stops, doubts, strict=sure)
        if strict:
            spared = named | known if isinstance(record, Source) else named
            telling = clues.of_name(record, text) - spared if is_name_of_somebody(record, name) else set()
            hidden, known_places = clues.of_places(text)
            stops.update((Secret(part, called), None) for part in telling | hidden)
            doubts.update((Secret(part, called), None) for part in known_places)
        doubts.update((Secret(figures, called), None) for figures in postcode_figures(text) if shown(figures))
        for piece in {*_SENTENCE.split(text), *_SENTENCE.split(typesetter.clean(text))}:
            words = words_of(piece)
            letters = "".join(words)
            usual = named if len(words) >= _MANY_WORDS else known
            if not _tells(piece, words, short) or usual.issuperset(words) or in_print(letters):
                continue
            common = name in _PROSE and len(words) < _TELLING_SENTENCE and not _singular(piece)
            sure = (
                strict
                and not common
                and name not in _WHEN
                and (len(words) >= _MANY_WORDS or piece.strip()[:1].isupper() or letters.isdigit())
                and (len(words) >= _MANY_WORDS or is_name_of_somebody(record, name) or not is_everyday(letters))
            )
            for part, whole_piece in ((letters, True), *((half, False) for half in _halves(words))):
                _sort(Secret(part, called), shown, stops, doubts, strict=sure and whole_piece)
        for word in _proper(text, short):
            if word not in known and not in_print(word):
                _sort(Secret(word, called), shown, stops, doubts, strict=False)
    return Secrets(_and_reversed(stops), tuple(doubts))


def texts_of(record: Record) -> Iterator[Passage]:
    """Yield what tells something in a record: the words that somebody typed, and the hash of a file."""
    yield from (passage for passage in passages_of(record) if passage.field not in _PRINTED)
    if isinstance(record, Exhibit) and record.sha256:
        yield Passage("sha256", record.sha256, class_of(record, "sha256"))


def called_on_screen(record: Record, say: Translator) -> str:
    """Return how people call a record, without repeating anything that it holds."""
    if isinstance(record, Case):
        return say("the head of the case")
    if isinstance(record, Person):
        return say("person {number}", number=record.number)
    number = shown_number(record, say)
    return number if not number.isdigit() else say("list {number}", number=number)


def _hidden(whole: CaseSnapshot, seen: CaseSnapshot, profile: Profile) -> Iterator[_Hidden]:
    """Yield every text that the copy does not show, its field, and whether its class or kind of copy forbids it."""
    shown = {record.id: {one.words for one in texts_of(record)} for record in seen.records()}
    for record in whole.records():
        told = shown.get(record.id, set())
        if profile.pseudonymised and isinstance(record, Case):
            yield record, "reference", record.reference, True
        unnamed = profile.pseudonymised and isinstance(record, Case | Person | Source)
        unnamed |= profile.naming is Naming.NUMBERED and isinstance(record, Source) and kind_of(record) in profile.kinds
        masked = profile.about is not None and isinstance(record, Person)
        for one in texts_of(record):
            forbidden = one.mark not in profile.classes
            if forbidden or unnamed or one.words not in told:
                yield record, one.field, one.words, forbidden or unnamed or masked


def _never(gone: Iterable[Record]) -> Iterator[_Hidden]:
    """Yield every text of withdrawn records that never leaves the program."""
    for record in gone:
        for one in texts_of(record):
            if one.mark is Sensitivity.R0:
                yield record, one.field, one.words, False


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


def _places(text: str) -> Iterator[Place]:
    yield from streets_in(text)
    yield from organisations_in(text)


def _told_by_name(seen: CaseSnapshot) -> Iterator[str]:
    """Yield what shown rows call places, people, sources and organisations."""
    for record in seen.records():
        fields = _BY_NAME.get(type(record), ())
        yield from (one.words for one in texts_of(record) if one.field in fields)


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


def _finder(squeezed: Squeezed) -> Finder:
    """Return what tells whether letters stand somewhere: rows repeat words, and each is looked for once."""

    @cache
    def stands(letters: str) -> bool:
        return squeezed.find(letters) >= 0

    return stands


def _sort(
    secret: Secret, shown: Finder, stops: dict[Secret, None], doubts: dict[Secret, None], *, strict: bool
) -> None:
    """Put a secret with what stops a copy, or with the doubts where a shown row explains it."""
    if strict or not shown(secret.letters):
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
