"""A checklist that a professional wrote as a TOML file; it gets the stop rules of the program and is never a score."""

import re
from collections.abc import Iterator

import msgspec

from app.i18n import Label
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Checklist, Group, Item, load_checklists, published
from app.risk.own_file import Fault, empty_text, empty_words, named_twice, read_own_file, refuse, wrong_id
from app.risk.toml_lines import Path

PREFIX = "own-"
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}")


class OwnChecklist(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of an own list; ``author`` answers for its words.

    Its id starts with ``own-`` and the ids of its items with the id of the list and a dot, so that no later list of the
    program can ever have the same ones.
    """

    id: str
    version: str
    name: Label
    author: str
    groups: tuple[Group, ...]
    items: tuple[Item, ...]


def read_own_checklist(data: bytes, name: str) -> Checklist:
    """Return an own list from the bytes of its file; ``name`` is the name of the file.

    Raises:
        OwnFileError: the file is refused as a whole, with the line and the place of its first fault.
    """
    text, own = read_own_file(data, OwnChecklist, name)
    refuse(text, name, _faults(own))
    stop_rules = next(iter(load_checklists().values())).stop_rules
    return Checklist(
        id=own.id,
        version=own.version,
        name=own.name,
        stop_rules=stop_rules,
        facts=(),
        groups=own.groups,
        items=own.items,
    )


def _faults(own: OwnChecklist) -> Iterator[Fault]:
    """Yield everything that is wrong with an own list."""
    yield from _head(own)
    seen: set[str] = set()
    for position, group in enumerate(own.groups):
        yield from wrong_id(group.id, ("groups", position, "id"))
        if group.id in seen:
            yield Fault(("groups", position, "id"), "This id is in the file twice.", group.id)
        seen.add(group.id)
        yield from empty_text(group.label, ("groups", position, "label"))
    taken = {item.id for checklist in published().values() for item in checklist.items}
    for position, item in enumerate(own.items):
        place: Path = ("items", position)
        if item.id in taken:
            yield Fault((*place, "id"), "A list of the program has this id.", item.id)
        if item.id in seen:
            yield Fault((*place, "id"), "This id is in the file twice.", item.id)
        seen.add(item.id)
        yield from _item(own, item, place)


def _head(own: OwnChecklist) -> Iterator[Fault]:
    """Yield what is wrong with the list itself."""
    if own.id in {checklist for checklist, _ in published()}:
        yield Fault(("id",), "A list of the program has this id.", own.id)
    yield from wrong_id(own.id, ("id",))
    if not own.id.startswith(PREFIX):
        yield Fault(("id",), "The id of an own list starts with own-.", own.id)
    if not _VERSION.fullmatch(own.version):
        yield Fault(("version",), "A version has numbers with dots between them.", own.version)
    yield from empty_text(own.name, ("name",))
    yield from empty_words(own.author, ("author",))
    if not own.items:
        yield Fault(("items",), "The list has no questions.")


def _item(own: OwnChecklist, item: Item, place: Path) -> Iterator[Fault]:
    """Yield what is wrong with one item."""
    yield from wrong_id(item.id, (*place, "id"))
    if not item.id.startswith(f"{own.id}."):
        yield Fault((*place, "id"), "The id of a question starts with the id of its list and a dot.", item.id)
    if item.group not in {group.id for group in own.groups}:
        yield Fault((*place, "group"), "The list has no group with this id.", item.group)
    yield from empty_text(item.label, (*place, "label"))
    yield from empty_text(item.guidance, (*place, "guidance"))
    if item.needs < 1:
        yield Fault((*place, "needs"), "It takes at least one incident.", str(item.needs))
    yield from named_twice(item.supports, (*place, "supports"))
    yield from named_twice(item.sources, (*place, "sources"))
    catalogue = load_catalogue()
    supporting = {*catalogue.behaviours, *catalogue.contexts, *catalogue.effects}
    for position, support in enumerate(item.supports):
        if support not in supporting:
            yield Fault((*place, "supports", position), "No behaviour, event or effect has this id.", support)
    for position, source in enumerate(item.sources):
        if source not in catalogue.sources:
            yield Fault((*place, "sources", position), "The source register does not have this key.", source)
