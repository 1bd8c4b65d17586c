"""Half-typed input that could not be written into its vault, sealed in memory until the vault can be written again.

A stick can be pulled out while somebody types, and the program may lock before it is back. Locking drops the key of the
vault and everything that was read with it; what was typed would be gone with them. So it is sealed (AES-256-GCM) under
a key that is made of the key of the vault: after locking nobody can open it, here or anywhere, before somebody unlocks
that same vault. Nothing of it is ever written outside the vault, so it does not outlive the program.
"""

import os
import threading
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.member import Scope

_NONCE, _KEY, _NAME = 12, 32, 16


class Typed(msgspec.Struct, frozen=True):
    """One draft: under which key, of which case, from when, what was typed, and what its writer may write.

    ``own`` is the place of the new case of who typed it, which tells members apart.
    """

    key: str
    case: UUID
    kept_at: datetime
    content: dict[str, object]
    own: UUID
    writes: Scope


class Aside:
    """The sealed drafts of every vault that was open in this program."""

    def __init__(self) -> None:
        """Start empty."""
        self._sealed: dict[tuple[bytes, UUID, str], bytes] = {}
        self._turn = threading.Lock()

    def __bool__(self) -> bool:
        """Whether anything waits for a vault."""
        return bool(self._sealed)

    def put(self, vault_key: bytearray, typed: Typed) -> None:
        """Seal a draft for the vault with this key, in the place of an older one of the same member."""
        key, vault = _made_of(vault_key)
        nonce = os.urandom(_NONCE)
        sealed = nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(typed), vault)
        with self._turn:
            self._sealed[vault, typed.own, typed.key] = sealed

    def of(self, vault_key: bytearray) -> tuple[Typed, ...]:
        """Return what waits for the vault with this key."""
        key, vault = _made_of(vault_key)
        with self._turn:
            found = [sealed for (whose, _, _), sealed in self._sealed.items() if whose == vault]
        opened = (AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], vault) for sealed in found)
        return tuple(msgspec.json.decode(content, type=Typed) for content in opened)

    def forget(self, vault_key: bytearray, own: UUID, draft: str) -> None:
        """Let go of a draft of a member that is in the vault now, or was thrown away."""
        _, vault = _made_of(vault_key)
        with self._turn:
            self._sealed.pop((vault, own, draft), None)


def _made_of(vault_key: bytearray) -> tuple[bytes, bytes]:
    """Return the key that seals, and the name under which the vault is known here; neither tells the other."""
    made = HKDF(algorithm=SHA256(), length=_KEY + _NAME, salt=None, info=b"patroonzicht drafts in memory 1")
    both = made.derive(bytes(vault_key))
    return both[:_KEY], both[_KEY:]


ASIDE: Final = Aside()
"""The one of this program: it must outlive the vault that was locked, and it holds nothing that can be read."""
