"""Facts that protect: recorded with date and who verified them, never subtracted from danger (domain reference 4.4)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from app.domain.record import Sensitivity
from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, marked, once

FILE = "protective.toml"


class ProtectiveType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of fact that protects; ``sensitivity`` is the class with which a recorded one starts.

    ``depends_on_perpetrator`` means that it falls away when the alleged perpetrator stops cooperating (rule R16).
    """

    id: str
    label: Label
    note: Label
    sensitivity: Sensitivity
    depends_on_perpetrator: bool
    sources: tuple[str, ...]
    mark: str


class ProtectiveFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``protective.toml``."""

    facts: tuple[ProtectiveType, ...]


@cache
def load_protective() -> Mapping[str, ProtectiveType]:
    """Read the facts that protect once, by id."""
    facts = read_toml(FILE, ProtectiveFile).facts
    once((fact.id for fact in facts), FILE)
    for fact in facts:
        known(fact.sources, load_catalogue().sources, FILE, fact.id)
        marked(fact.mark, (), FILE, fact.id)
    return MappingProxyType({fact.id: fact for fact in facts})
