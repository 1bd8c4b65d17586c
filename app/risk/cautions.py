"""What a user must know before relying on any figure (domain reference 4.5)."""

from functools import cache

import msgspec

from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, marked, once

FILE = "cautions.toml"


class Caution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One caution; ``sources`` are keys of the source register and ``mark`` is how they were verified."""

    id: str
    title: Label
    text: Label
    sources: tuple[str, ...]
    mark: str


class CautionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``cautions.toml``."""

    cautions: tuple[Caution, ...]


@cache
def load_cautions() -> tuple[Caution, ...]:
    """Read the cautions once, in the order in which they are shown."""
    cautions = read_toml(FILE, CautionFile).cautions
    once((caution.id for caution in cautions), FILE)
    for caution in cautions:
        known(caution.sources, load_catalogue().sources, FILE, caution.id)
        marked(caution.mark, (), FILE, caution.id)
    return cautions
