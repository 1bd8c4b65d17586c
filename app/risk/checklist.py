"""Checklists of red flags in our own words, read from ``resources/checklists`` (domain reference 2)."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from app.domain.finding import Weight
from app.errors import ResourceError
from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import Catalogue, load_catalogue

FILES = ("checklists/nfs-1.0.toml",)


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading under which items stand."""

    id: str
    label: Label


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question; ``guidance`` says how to ask or look, ``cls`` orders the screen and is never added up.

    ``supports`` are the behaviours, events and effects that point at it; it takes ``needs`` different incidents before
    any of them is proposed. ``sources`` are keys of the source register.
    """

    id: str
    group: str
    label: Label
    guidance: Label
    cls: Weight
    supports: tuple[str, ...] = ()
    needs: int = 1
    sources: tuple[str, ...] = ()


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

    def item(self, item: str) -> Item:
        """Return an item by its id."""
        for one in self.items:
            if one.id == item:
                return one
        raise KeyError(item)


@cache
def load_checklists() -> Mapping[str, Checklist]:
    """Read the shipped lists once, by id; every reference in them is checked."""
    found: dict[str, Checklist] = {}
    for name in FILES:
        checklist = read_toml(name, Checklist)
        check(checklist, load_catalogue(), name)
        found[checklist.id] = checklist
    return MappingProxyType(found)


def check(checklist: Checklist, catalogue: Catalogue, name: str) -> None:
    """Refuse a list that names something that does not exist, or one thing twice."""
    items = [item.id for item in checklist.items]
    groups = [group.id for group in checklist.groups]
    known = {*catalogue.behaviours, *catalogue.contexts, *catalogue.effects}
    for item in checklist.items:
        _known((item.group,), groups, name, item.id)
        _known(item.supports, known, name, item.id)
        _known(item.sources, catalogue.sources, name, item.id)
        if item.needs < 1:
            raise ResourceError(name=name, reason=f"{item.id} needs at least one incident")
    for referral in checklist.referrals:
        _known(referral.items, items, name, referral.id)
    for fact in checklist.facts:
        _known((key.strip() for key in fact.sources.split(",")), catalogue.sources, name, fact.id)
    ids = [*items, *groups]
    ids += [referral.id for referral in checklist.referrals]
    ids += [line.id for line in checklist.evidence]
    ids += [fact.id for fact in checklist.facts]
    for one in ids:
        if ids.count(one) > 1:
            raise ResourceError(name=name, reason=f"{one} is in it twice")


def _known(wanted: Iterable[str], known: Iterable[str], name: str, place: str) -> None:
    """Refuse what is not known, with its place."""
    have = set(known)
    for one in wanted:
        if one not in have:
            raise ResourceError(name=name, reason=f"{place} names {one}, which does not exist")
