"""How the drafts of a case are named, and which of them are no half-typed records."""

import hashlib
from typing import Final
from uuid import UUID, uuid5

import msgspec

from app.domain.member import Member

# Drafts under such a key are kept, but nobody has to finish them: the list of cases does not count them.
APART: Final = "apart:"

NEW_CASE: Final = "case:new"
"""The draft of a case that was never saved, as a form calls it; the vault keeps one for every member."""

LOOSE: Final = "words"
"""The half-typed words of a member outside the forms: reasons, filters, what is looked for."""

NO_CASE: Final = UUID(int=0)
"""In the place of the id that a case does not have before it is saved."""

_OWN: Final = UUID("6f0b1c0e-4f5a-4d0e-9a53-0d2c1f1b7c55")


def own_place(member: Member) -> UUID:
    """Return where a member's half-typed new case and loose words are kept, in the place of a case.

    The key slot changes with every passphrase and a name can be given again after somebody left, so it is made of the
    name and the moment at which the member came.
    """
    return uuid5(_OWN, f"{member.added_at.isoformat()} {member.name}")


def own_key(key: str, own: UUID) -> str:
    """Return the key under which the vault keeps a draft, for the member whose own place is ``own``."""
    apart = APART if key.startswith(APART) else ""
    rest = key.removeprefix(APART)
    for mine in (NEW_CASE, LOOSE):
        if rest == mine or (apart and rest.startswith(f"{mine}:")):
            return f"{apart}{mine}:{own}{rest.removeprefix(mine)}"
    return key


def apart_key(key: str, content: object) -> str:
    """Return where a draft goes that its form cannot show; the same content always goes to the same place."""
    print_ = hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
    return f"{APART}{key}:{print_[:16]}"
