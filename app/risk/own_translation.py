"""A published checklist in a third language, written by a professional as a TOML file."""

import re
from collections.abc import Iterator

import msgspec

from app.i18n import LANGUAGES
from app.risk.checklist import published
from app.risk.own_file import Fault, read_own_file, refuse

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class TranslatedItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question in the other language."""

    id: str
    label: str
    guidance: str


class Translation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a published list in the language of a tag such as ``tr`` or ``ar``; complete or not at all.

    ``author`` answers for the words; the Dutch text stays what an answer was given to.
    """

    checklist: str
    version: str
    language: str
    author: str
    name: str
    stop_rules: tuple[str, ...]
    items: tuple[TranslatedItem, ...]


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
    known = [item.id for item in checklist.items]
    given = [item.id for item in translation.items]
    for position, one in enumerate(given):
        if one not in known:
            yield Fault(("items", position, "id"), "The list has no question with this id.", one)
        if one in given[:position]:
            yield Fault(("items", position, "id"), "This id is in the file twice.", one)
    for one in known:
        if one not in given:
            yield Fault(("items",), "This question has no translation.", one)


def _texts(translation: Translation) -> Iterator[Fault]:
    """Yield the texts that are empty."""
    for key, text in (("author", translation.author), ("name", translation.name)):
        if not text.strip():
            yield Fault((key,), "This text is empty.")
    for position, rule in enumerate(translation.stop_rules):
        if not rule.strip():
            yield Fault(("stop_rules", position), "This text is empty.")
    for position, item in enumerate(translation.items):
        for key, text in (("label", item.label), ("guidance", item.guidance)):
            if not text.strip():
                yield Fault(("items", position, key), "This text is empty.")
