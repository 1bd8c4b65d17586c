"""Checklists of red flags in our own words, read from ``resources/checklists`` (domain reference 2)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import msgspec

from app.domain.finding import Weight
from app.errors import ResourceError
from app.i18n import Label, Translator
from app.resources import read_toml
from app.risk.catalogue import Catalogue, load_catalogue
from app.risk.references import known, marked, once

FILES = (
    "checklists/nfs-1.0.toml",
    "checklists/stk-1.0.toml",
    "checklists/cc-1.0.toml",
    "checklists/lth-1.0.toml",
    "checklists/chd-1.0.toml",
)


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading under which items stand."""

    id: str
    label: Label


class ItemClass(StrEnum):
    """The class of a question (domain reference 0.2, rule 6): a question is never there for information only."""

    CRITICAL = "critical"
    HIGH = "high"
    ELEVATED = "elevated"


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question; ``guidance`` says how to ask or look, ``cls`` orders the screen and is never added up.

    ``supports`` are the behaviours, events and effects that point at it; it takes ``needs`` different incidents before
    any of them is proposed. ``sources`` are keys of the source register.
    """

    id: str
    group: str
    label: Label
    guidance: Label
    cls: ItemClass
    supports: tuple[str, ...] = ()
    needs: int = 1
    sources: tuple[str, ...] = ()

    @property
    def weight(self) -> Weight:
        """Return the class as a weight, as the screen and the findings know it."""
        return Weight(self.cls.value)


class Referral(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A medical route: when, where to, how soon; ``items`` answered with yes call for it.

    It shows the way and does not diagnose. ``mark`` is how it was verified (domain reference 0.1).
    """

    id: str
    when: Label
    route: Label
    within: Label
    items: tuple[str, ...]
    mark: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to secure: what it is, how and how long."""

    id: str
    what: Label
    how: Label
    mark: str


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Background for the one who asks; ``sources`` are keys of the source register, separated by commas."""

    id: str
    text: Label
    sources: str
    mark: str


class Element(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An element of a criminal provision and which facts show it; never that it was proven (domain reference 2.2)."""

    id: str
    label: Label
    shows: Label
    sources: tuple[str, ...]


class Checklist(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a list; a published version never changes."""

    id: str
    version: str
    name: Label
    stop_rules: tuple[Label, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    referrals: tuple[Referral, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    elements: tuple[Element, ...] = ()

    def item(self, item: str) -> Item:
        """Return an item by its id."""
        for one in self.items:
            if one.id == item:
                return one
        raise KeyError(item)


@cache
def published() -> Mapping[tuple[str, str], Checklist]:
    """Read every shipped version of every list once, by id and version; every reference in them is checked.

    Old assessments name their version and keep its wording, so no version ever leaves.
    """
    found: dict[tuple[str, str], Checklist] = {}
    owners: dict[str, str] = {}
    for name in FILES:
        checklist = read_toml(name, Checklist)
        check(checklist, load_catalogue(), name)
        for item in checklist.items:
            if owners.setdefault(item.id, checklist.id) != checklist.id:
                raise ResourceError(name=name, reason=f"{item.id} is also in the list {owners[item.id]}")
        found[checklist.id, checklist.version] = checklist
    return MappingProxyType(found)


@cache
def load_checklists() -> Mapping[str, Checklist]:
    """Return the newest version of every list, by id in the order in which they are shown."""
    return MappingProxyType(newest(published().values()))


def load_checklist(checklist: str, version: str) -> Checklist:
    """Return one published version of a list; raise ``KeyError`` when it was never published."""
    return published()[checklist, version]


def newest(checklists: Iterable[Checklist]) -> dict[str, Checklist]:
    """Return of every list the highest version; 1.10 comes after 1.9."""
    found: dict[str, Checklist] = {}
    for checklist in checklists:
        best = found.get(checklist.id)
        if best is None or order_of(best) < order_of(checklist):
            found[checklist.id] = checklist
    return found


def order_of(checklist: Checklist) -> tuple[int, ...]:
    """Return the numbers of the version of a list, for sorting: 1.10 comes after 1.9."""
    return tuple(int(part) for part in checklist.version.split("."))


def how_to_ask(say: Translator) -> str:
    """Return how every list is asked (domain reference 2, rules for all five lists)."""
    return say(
        "Speak with the person alone, in a safe place, if needed with a professional interpreter and never with "
        "family. Say first what happens with the answers."
    )


def check(checklist: Checklist, catalogue: Catalogue, name: str) -> None:
    """Refuse a list that names something that does not exist, or one thing twice."""
    items = [item.id for item in checklist.items]
    groups = [group.id for group in checklist.groups]
    supporting = {*catalogue.behaviours, *catalogue.contexts, *catalogue.effects}
    for item in checklist.items:
        known((item.group,), groups, name, item.id)
        known(item.supports, supporting, name, item.id)
        known(item.sources, catalogue.sources, name, item.id)
        if item.needs < 1:
            raise ResourceError(name=name, reason=f"{item.id} needs at least one incident")
    for referral in checklist.referrals:
        known(referral.items, items, name, referral.id)
        marked(referral.mark, catalogue.sources, name, referral.id)
    for line in checklist.evidence:
        marked(line.mark, catalogue.sources, name, line.id)
    for fact in checklist.facts:
        known((key.strip() for key in fact.sources.split(",")), catalogue.sources, name, fact.id)
    for element in checklist.elements:
        known(element.sources, catalogue.sources, name, element.id)
    ids = [*items, *groups]
    ids += [referral.id for referral in checklist.referrals]
    ids += [line.id for line in checklist.evidence]
    ids += [fact.id for fact in checklist.facts]
    ids += [element.id for element in checklist.elements]
    once(ids, name)
