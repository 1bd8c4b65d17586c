"""Instruments of others: whose they are and what may be recorded, never their questions (domain reference 1)."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import msgspec

from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, marked, once

FILE = "instruments.toml"


class Licence(StrEnum):
    """Whether text of an instrument may stand in the program (domain reference 1, legend)."""

    NO = "no"
    YES = "yes"
    ASK = "ask"


class Instrument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An instrument of somebody else; ``terms`` says more about the licence and ``stores`` what may be recorded.

    ``sources`` are keys of the source register; ``mark`` is how all this was verified (domain reference 0.1).
    """

    id: str
    name: Label
    purpose: Label
    licence: Licence
    terms: Label
    owner: Label
    stores: Label
    sources: tuple[str, ...]
    mark: str


class InstrumentFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of ``instruments.toml``; ``notice`` stands above every form for an outcome."""

    notice: Label
    instruments: tuple[Instrument, ...]


@cache
def load_instruments() -> Mapping[str, Instrument]:
    """Read the instruments once, by id."""
    instruments = _file().instruments
    once((instrument.id for instrument in instruments), FILE)
    for instrument in instruments:
        known(instrument.sources, load_catalogue().sources, FILE, instrument.id)
        marked(instrument.mark, (), FILE, instrument.id)
    return MappingProxyType({instrument.id: instrument for instrument in instruments})


def outcome_notice() -> Label:
    """Return the sentence that stands above every form for an outcome."""
    return _file().notice


@cache
def _file() -> InstrumentFile:
    return read_toml(FILE, InstrumentFile)
