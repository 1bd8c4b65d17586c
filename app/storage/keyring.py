"""The key slots of a vault: how a passphrase becomes the database key.

A vault has one random 256-bit database key. ``keyring.json`` holds it once per slot, wrapped with AES-256-GCM under a
key that Argon2id makes of the passphrase; what else the slot says is bound to it as associated data. Nothing of the
database has to be written again when a passphrase changes.
"""

import hashlib
import math
import os
import secrets
import time
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID, uuid4

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import KeyringDamagedError, NewerVersionError, WrongPassphraseError
from app.storage.folder import replace_file

KEYRING_VERSION = 1
_TARGET_SECONDS = 1.0
_MIN_ITERATIONS = 3


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one try of a passphrase costs (Argon2id); the defaults are the least that the program itself ever uses."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=4_194_304)] = 65_536
    iterations: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = _MIN_ITERATIONS
    lanes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 4


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way into the vault: the database key wrapped for one user."""

    id: UUID
    kind: Literal["passphrase"] = "passphrase"
    user: str
    made_at: datetime
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


class Keyring(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in ``keyring.json``; ``checksum`` tells damage from a wrong passphrase."""

    format: Literal["patroonzicht.keyring"] = "patroonzicht.keyring"
    version: int = KEYRING_VERSION
    vault: UUID
    slots: tuple[Slot, ...]
    checksum: str = ""


class _Head(msgspec.Struct, frozen=True):
    """What every version of the file begins with."""

    format: Literal["patroonzicht.keyring"]
    version: int


def new_key() -> bytes:
    """Return a random 256-bit database key."""
    return secrets.token_bytes(32)


def calibrated() -> Cost:
    """Return the cost that takes about one second on this machine, never less than the defaults."""
    once = Cost(iterations=1)
    started = time.perf_counter()
    _stretch("calibration", bytes(16), once)
    seconds = time.perf_counter() - started
    return Cost(iterations=min(1_000, max(_MIN_ITERATIONS, math.ceil(_TARGET_SECONDS / max(seconds, 1e-3)))))


def new_slot(key: bytes, vault: UUID, *, user: str, passphrase: str, cost: Cost, at: datetime) -> Slot:
    """Wrap the database key for a user."""
    slot = Slot(
        id=uuid4(),
        user=user,
        made_at=at,
        cost=cost,
        salt=os.urandom(16),
        nonce=os.urandom(12),
        wrapped=b"",
    )
    wrapping = AESGCM(_stretch(passphrase, slot.salt, cost))
    return msgspec.structs.replace(slot, wrapped=wrapping.encrypt(slot.nonce, key, _bound(vault, slot)))


def open_slot(keyring: Keyring, passphrase: str) -> tuple[bytes, Slot]:
    """Return the database key and the slot that this passphrase opens."""
    for slot in keyring.slots:
        try:
            key = AESGCM(_stretch(passphrase, slot.salt, slot.cost)).decrypt(
                slot.nonce, slot.wrapped, _bound(keyring.vault, slot)
            )
        except InvalidTag:
            continue
        return key, slot
    raise WrongPassphraseError


def read_keyring(path: Path) -> Keyring:
    """Read the key slots; every byte of the file counts."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise KeyringDamagedError(reason="The file is missing.") from error
    except IsADirectoryError as error:
        raise KeyringDamagedError(reason="It cannot be read.") from error
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.version > KEYRING_VERSION:
            raise NewerVersionError(found=head.version, known=KEYRING_VERSION)
        keyring = msgspec.json.decode(data, type=Keyring)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KeyringDamagedError(reason="It cannot be read.") from error
    if data != _file(keyring) or keyring.checksum != _checksum(keyring):
        raise KeyringDamagedError(reason="Its content was altered.")
    return keyring


def write_keyring(path: Path, keyring: Keyring) -> None:
    """Write the key slots whole or not at all and keep the previous file."""
    sealed = msgspec.structs.replace(keyring, checksum=_checksum(keyring))
    replace_file(path, _file(sealed), previous=path.with_name(path.name + ".bak"))


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Make a key of a passphrase; the same keys typed on another system give the same letters (NFKC)."""
    return hash_secret_raw(
        unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass"),
        salt,
        time_cost=cost.iterations,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _bound(vault: UUID, slot: Slot) -> bytes:
    """Return what a slot says beside the key, to bind it to the wrapping."""
    said = msgspec.to_builtins(msgspec.structs.replace(slot, wrapped=b""))
    return msgspec.json.encode({"version": KEYRING_VERSION, "vault": vault, "slot": said}, order="sorted")


def _checksum(keyring: Keyring) -> str:
    return hashlib.sha256(_file(msgspec.structs.replace(keyring, checksum=""))).hexdigest()


def _file(keyring: Keyring) -> bytes:
    return msgspec.json.format(msgspec.json.encode(keyring), indent=2) + b"\n"
