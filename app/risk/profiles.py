"""Which kinds of copies there are: for whom, what they show and on which ground they are often shared."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from app.domain.profile import NARROWEST, Profile
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, marked, once

FILE = "profiles.toml"


class ProfileFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``profiles.toml``."""

    profiles: tuple[Profile, ...]


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Read the profiles once, by id, in the order in which they are offered."""
    profiles = read_toml(FILE, ProfileFile).profiles
    once((profile.id for profile in profiles), FILE)
    known((NARROWEST,), {profile.id for profile in profiles}, FILE, "the program")
    for profile in profiles:
        once((ground.id for ground in profile.grounds), FILE)
        for ground in profile.grounds:
            marked(ground.mark, load_catalogue().sources, FILE, f"{profile.id}, {ground.id}")
    return MappingProxyType({profile.id: profile for profile in profiles})
