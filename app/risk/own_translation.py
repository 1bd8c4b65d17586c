"""A published checklist in a third language, written by a professional as a TOML file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from app.i18n import LANGUAGES
from app.risk.checklist import published
from app.risk.own_file import Fault, empty_words, read_own_file, refuse

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class TranslatedItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question in the other language."""

    id: str
    label: str
    guidance: str


class TranslatedGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One heading in the other language."""

    id: str
    label: str


class TranslatedFact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece of background in the other language."""

    id: str
    text: str


class TranslatedReferral(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One medical route in the other language."""

    id: str
    when: str
    route: str
    within: str


class TranslatedEvidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to secure in the other language."""

    id: str
    what: str
    how: str


class TranslatedElement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One element of a provision in the other language."""

    id: str
    label: str
    shows: str


class Translation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a published list in the language of a tag such as ``tr`` or ``ar``.

    Name, stop rules and questions are complete or it is refused; of the other parts each is complete or left out.
    ``author`` answers for the words; the Dutch text stays what an answer was given to.
    """

    checklist: str
    version: str
    language: str
    author: str
    name: str
    stop_rules: tuple[str, ...]
    items: tuple[TranslatedItem, ...]
    groups: tuple[TranslatedGroup, ...] = ()
    facts: tuple[TranslatedFact, ...] = ()
    referrals: tuple[TranslatedReferral, ...] = ()
    evidence: tuple[TranslatedEvidence, ...] = ()
    elements: tuple[TranslatedElement, ...] = ()

    def told(self, entry: str) -> tuple[str, ...]:
        """Return the texts of an entry of any part, in the order of its form; nothing when it was left out."""
        for part in PARTS:
            for one in getattr(self, part):
                if one.id == entry:
                    return tuple(getattr(one, name) for name in one.__struct_fields__[1:])
        return ()


PARTS: Final = ("items", "groups", "facts", "referrals", "evidence", "elements")


def read_own_translation(data: bytes, name: str) -> Translation:
    """Return a translation from the bytes of its file; ``name`` is the name of the file.

    Raises:
        OwnFileError: the file is refused as a whole, with the line and the place of its first fault.
    """
    text, translation = read_own_file(data, Translation, name)
    refuse(text, name, _faults(translation))
    return translation


def _faults(translation: Translation) -> Iterator[Fault]:
    """Yield everything that is wrong with a translation."""
    checklist = published().get((translation.checklist, translation.version))
    if checklist is None:
        named = f"{translation.checklist} {translation.version}"
        yield Fault(("checklist",), "The program has no list with this id and version.", named)
        return
    if translation.language in LANGUAGES:
        yield Fault(("language",), "The list itself is in Dutch and English.", translation.language)
    if not _LANGUAGE.fullmatch(translation.language):
        yield Fault(("language",), "A language is a tag such as tr, ar or pt-BR.", translation.language)
    yield from _texts(translation)
    if len(translation.stop_rules) != len(checklist.stop_rules):
        yield Fault(("stop_rules",), "Every stop rule needs a translation.")
    for part in PARTS:
        yield from _part(part, getattr(translation, part), [one.id for one in getattr(checklist, part)])


def _part(part: str, given: Sequence[msgspec.Struct], known: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with one part: the questions have to be there, the others are whole or left out."""
    ids = [str(getattr(one, one.__struct_fields__[0])) for one in given]
    questions = part == "items"
    for position, one in enumerate(given):
        if ids[position] not in known:
            reason = "The list has no question with this id." if questions else "This part of the list has no such id."
            yield Fault((part, position, "id"), reason, ids[position])
        if ids[position] in ids[:position]:
            yield Fault((part, position, "id"), "This id is in the file twice.", ids[position])
        for name in one.__struct_fields__[1:]:
            yield from empty_words(getattr(one, name), (part, position, name))
    for missing in known if given or questions else ():
        if missing not in ids:
            reason = "This question has no translation." if questions else "This has no translation."
            yield Fault((part,), reason, missing)


def _texts(translation: Translation) -> Iterator[Fault]:
    """Yield the texts of the head that are empty."""
    for key, text in (("author", translation.author), ("name", translation.name)):
        yield from empty_words(text, (key,))
    for position, rule in enumerate(translation.stop_rules):
        yield from empty_words(rule, ("stop_rules", position))
