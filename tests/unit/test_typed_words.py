"""Every field with text in every record is either searched or known to hold no words of a person."""

from typing import get_args, get_type_hints

import msgspec
import pytest

from app.domain.kinds import RECORD_TYPES
from app.domain.record import Record
from app.domain.search import pieces_around, spans_in, terms_of
from app.domain.typed_words import TYPED

# Codes of the catalogue and of the program, and who recorded or signed: no words that somebody looks for.
CODES = {
    "recorded_by",
    "interpreted_by",
    "signed_by",
    "field_sensitivity",
    "behaviours",
    "effects",
    "type",
    "fact",
    "instrument",
    "checklist",
    "sha256",
    "media_type",
    "item",
    "rules",
    "seen",
    "source",
}


def texts_in(kind: type[msgspec.Struct]) -> set[str]:
    """Return the fields of a record that hold text, or hold something that does."""
    return {name for name, hint in get_type_hints(kind).items() if _holds_text(hint)}


def _holds_text(hint: object) -> bool:
    if hint is str:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(texts_in(hint))
    return any(_holds_text(part) for part in get_args(hint))


@pytest.mark.parametrize("kind", RECORD_TYPES.values())
def test_every_field_with_text_is_searched_or_a_code(kind: type[Record]) -> None:
    version = {"version"} if kind.__name__ == "Assessment" else set()

    assert texts_in(kind) - CODES - version == set(TYPED[kind])


@pytest.mark.parametrize("part", [part for part in TYPED if not issubclass(part, Record)])
def test_the_same_holds_for_what_a_record_holds(part: type[msgspec.Struct]) -> None:
    assert texts_in(part) - CODES == set(TYPED[part])


def test_a_long_text_is_cut_at_words_around_what_was_found() -> None:
    text = f"{'woord ' * 60}schuur{' woord' * 60}"
    pieces = pieces_around(text, spans_in(text, terms_of("schuur")))

    assert [piece.text for piece in pieces if piece.marked] == ["schuur"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert len("".join(piece.text for piece in pieces)) < 220


def test_a_single_letter_is_no_beginning_of_a_word() -> None:
    assert not terms_of("s")[0].open
    assert terms_of("sc")[0].open
