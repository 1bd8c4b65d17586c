"""How the drafts of a case are named, and which of them are no half-typed records."""

import hashlib
from typing import Final

import msgspec

# Drafts under such a key are kept, but nobody has to finish them: the list of cases does not count them.
APART: Final = "apart:"


def apart_key(key: str, content: object) -> str:
    """Return where a draft goes that its form cannot show; the same content always goes to the same place."""
    print_ = hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
    return f"{APART}{key}:{print_[:16]}"
