"""What no font can draw, told before a copy is made: in which record, and in which words."""

import unicodedata
from collections.abc import Iterator
from typing import Final

import msgspec

from app.domain.dossier import DossierRequest, LookAt
from app.domain.record import Record
from app.domain.snapshot import CaseSnapshot
from app.dossier.look import called
from app.dossier.text import Typesetter
from app.i18n import Translator

UNDRAWN: Final = "Characters that no font of the dossier has are printed as a number, such as [U+1F9FF]."
_AROUND: Final = 12


def undrawn(seen: CaseSnapshot, asked: DossierRequest, *, say: Translator) -> tuple[LookAt, ...]:
    """Return the words of a copy with characters that will be printed as a number; nothing where all can be drawn."""
    places: list[tuple[str, Record | DossierRequest]] = [(called(record, say), record) for record in seen.records()]
    places.append((say("what was filled in for this copy"), asked))
    rows = tuple(f"{place} ({words})" for place, told in places for words in _words(told))
    return (LookAt(reason=UNDRAWN, rows=rows),) if rows else ()


def _words(told: Record | DossierRequest) -> Iterator[str]:
    """Yield a few words around the first character of every text that no font has."""
    typesetter = Typesetter()
    for text in _texts(msgspec.to_builtins(told)):
        typesetter.clean(text)
        if typesetter.missing:
            typed = unicodedata.normalize("NFC", text)
            at = min(typed.index(char) for char in typesetter.missing)
            start, end = max(0, at - _AROUND), at + 1 + _AROUND
            cut = ("…" if start else "", typed[start:end], "…" if end < len(typed) else "")
            yield Typesetter().clean("".join(cut)).replace("\n", " ")
            typesetter.missing.clear()


def _texts(value: object) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
