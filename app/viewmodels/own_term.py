"""A term of keeping in own figures, as it is typed."""

from typing import Final

from app.domain.retention import Children, CountsFrom, Term
from app.i18n import Translator
from app.viewmodels.retention_words import children_words, counts_from_words

_MOST: Final = 100


def count_choices(say: Translator) -> tuple[tuple[str, str], ...]:
    """Return from when a term can count, with the words."""
    return tuple((one.value, counts_from_words(one, say)) for one in CountsFrom)


def children_choices(say: Translator) -> tuple[tuple[str, str], ...]:
    """Return what the youngest child can do to a term, with the words."""
    return tuple((one.value, children_words(one, say)) for one in Children)


def read_years(typed: str) -> int | None:
    """Return a number of whole years from 1 to 100, or nothing when it is not one."""
    words = typed.strip()
    if not (words.isascii() and words.isdigit() and len(words) <= len(str(_MOST))):
        return None
    return int(words) if 1 <= int(words) <= _MOST else None


def own_term(typed: str, counts_from: str, children: str, reason: str) -> Term | None:
    """Return the term, or nothing while a figure, a choice or the reason is missing."""
    years = read_years(typed)
    if years is None or not counts_from or not children or not reason.strip():
        return None
    return Term(years=years, counts_from=CountsFrom(counts_from), children=Children(children), reason=reason.strip())
