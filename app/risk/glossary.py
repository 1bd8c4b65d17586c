"""The words of the field in both languages (domain reference 6)."""

from functools import cache

import msgspec

from app.i18n import Label
from app.resources import read_toml
from app.risk.references import once

FILE = "glossary.toml"


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word of the field; ``note`` is empty when the pair says enough."""

    term: Label
    note: Label = Label(nl="", en="")


class GlossaryFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``glossary.toml``."""

    terms: tuple[Term, ...]


@cache
def load_glossary() -> tuple[Term, ...]:
    """Read the words once, in Dutch alphabetical order."""
    terms = read_toml(FILE, GlossaryFile).terms
    once((term.term.nl for term in terms), FILE)
    return terms
