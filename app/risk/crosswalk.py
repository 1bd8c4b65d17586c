"""From the Dutch flags, the statutory signals and the elements of belaging to our own questions.

Domain reference 2.2, 2.7 and 2.8.
"""

from functools import cache

import msgspec

from app.errors import ResourceError
from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.checklist import load_checklists
from app.risk.references import Level, known, once

FILE = "crosswalks.toml"
RULES = frozenset(f"R{number:02}" for number in range(1, 23))


class Pointers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of our own says something about a flag or a signal of others.

    ``lists`` are whole checklists, ``severity`` means incidents of at least that severity, and ``note`` says where to
    look when no question or behaviour points there.
    """

    items: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    severity: Level | None = None
    note: Label | None = None


class Flag(Pointers, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the eleven Dutch red flags for intimate terrorism."""

    id: str
    label: Label


class Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading of the annex: the person, the incident, the living conditions."""

    id: str
    label: Label


class Signal(Pointers, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A signal of the annex of the Besluit tijdelijk huisverbod with the facts that the decree lists under it.

    The Dutch words are the decree's own and are exported as they stand; the English is a translation.
    """

    id: str
    block: str
    letter: str
    label: Label
    facts: tuple[Label, ...]


class ElementWalk(Pointers, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of our own says something about an element of article 285b Sr; ``id`` is that in the list on stalking."""

    id: str


class Crosswalks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The crosswalks; ``flags_source`` and ``signals_source`` are keys of the source register."""

    flags_source: str
    signals_source: str
    flags: tuple[Flag, ...]
    blocks: tuple[Block, ...]
    signals: tuple[Signal, ...]
    elements: tuple[ElementWalk, ...]


@cache
def load_crosswalks() -> Crosswalks:
    """Read the crosswalks once; everything they point to exists."""
    crosswalks = read_toml(FILE, Crosswalks)
    catalogue, lists = load_catalogue(), load_checklists()
    items = {item.id for checklist in lists.values() for item in checklist.items}
    elements = [element.id for checklist in lists.values() for element in checklist.elements]
    known((element.id for element in crosswalks.elements), elements, FILE, "an element")
    once([element.id for element in crosswalks.elements], FILE)
    once([*(flag.id for flag in crosswalks.flags), *(signal.id for signal in crosswalks.signals)], FILE)
    known((crosswalks.flags_source, crosswalks.signals_source), catalogue.sources, FILE, "the file")
    known((signal.block for signal in crosswalks.signals), [block.id for block in crosswalks.blocks], FILE, "a signal")
    pointing: list[tuple[str, Pointers]] = [
        *((flag.id, flag) for flag in crosswalks.flags),
        *((signal.id, signal) for signal in crosswalks.signals),
        *((element.id, element) for element in crosswalks.elements),
    ]
    for place, pointers in pointing:
        known(pointers.items, items, FILE, place)
        known(pointers.lists, lists, FILE, place)
        known(pointers.behaviours, catalogue.behaviours, FILE, place)
        known(pointers.contexts, catalogue.contexts, FILE, place)
        known(pointers.rules, RULES, FILE, place)
        if not any((pointers.items, pointers.lists, pointers.behaviours, pointers.rules, pointers.note)):
            raise ResourceError(name=FILE, reason=f"{place} points to nothing")
    return crosswalks
