"""Red-flag checklists in our own words; each published version is a data file that never changes."""

from functools import cache

import msgspec

from app.domain.finding import Weight
from app.i18n import Label
from app.resources import read_toml

PUBLISHED = ("nfs-1.0",)


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A typed line of a checklist; unknown keys are refused."""


class Group(_Entry, frozen=True, kw_only=True):
    """A heading over items."""

    id: str
    label: Label


class Item(_Entry, frozen=True, kw_only=True):
    """One question: how to ask or observe it, what supports it, how it is classed and where it comes from.

    ``supports`` are ids of behaviours, context events and effects. ``cls`` orders the screen and is never added up.
    """

    id: str
    group: str
    label: Label
    guidance: Label
    cls: Weight
    supports: tuple[str, ...]
    sources: tuple[str, ...]


class Referral(_Entry, frozen=True, kw_only=True):
    """A medical route and the items that open it when answered "ja"; it shows the way and diagnoses nothing."""

    id: str
    when: Label
    route: Label
    within: Label
    items: tuple[str, ...]
    mark: str


class EvidenceLine(_Entry, frozen=True, kw_only=True):
    """Evidence to secure: what, and how and how long."""

    id: str
    what: Label
    how: Label
    mark: str


class Fact(_Entry, frozen=True, kw_only=True):
    """A key fact with its sources and verification mark."""

    text: Label
    sources: tuple[str, ...]
    mark: str


class Checklist(_Entry, frozen=True, kw_only=True):
    """One version of one list."""

    id: str
    version: str
    name: Label
    stop_rules: tuple[Label, ...]
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    referrals: tuple[Referral, ...]
    evidence: tuple[EvidenceLine, ...]
    facts: tuple[Fact, ...]

    def item(self, item_id: str) -> Item:
        """Return an item; raise ``KeyError`` when the list has none with this id."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


@cache
def load_checklists() -> dict[str, Checklist]:
    """Read the newest version of every published list, by id; raise ``ResourceError`` with the place of a fault."""
    lists = (read_toml(f"checklists/{name}.toml", Checklist) for name in PUBLISHED)
    return {checklist.id: checklist for checklist in lists}
