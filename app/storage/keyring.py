"""The key slots of a vault: how a passphrase becomes the database key.

A vault has one random 256-bit database key. ``keyring.json`` holds it once per slot, wrapped with AES-256-GCM under a
key that Argon2id makes of the passphrase; what else the slot says is bound to it as associated data. Nothing of the
database has to be written again when a passphrase changes.

The key of a recovery slot comes from 256 random bits that stand on paper as 24 words. Nobody can guess those, so
stretching would only make the owner wait; HKDF makes the key.
"""

import hashlib
import math
import os
import secrets
import time
import unicodedata
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID, uuid4

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import KeyringDamagedError, NewerVersionError, WrongPassphraseError
from app.storage.folder import forget_half_written, replace_file

KEYRING_VERSION = 2
_BINDING = 1
"""The form of what is bound to a slot; it did not change with version 2, which only added recovery slots."""
_TARGET_SECONDS = 1.0
_MIN_ITERATIONS = 3
_MOST_ITERATIONS = 1_000
_CLEARLY = 1.5
"""A slot is raised when the machine allows this many times its iterations; less is noise of the measurement."""


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one try of a passphrase costs (Argon2id); the defaults are the least that the program itself ever uses."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=4_194_304)] = 65_536
    iterations: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = _MIN_ITERATIONS
    lanes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 4


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way into the vault: the database key wrapped for one user, or for whoever has the recovery words.

    A recovery slot has no ``user`` and no ``cost``.
    """

    id: UUID
    kind: Literal["passphrase", "recovery"] = "passphrase"
    user: str
    made_at: datetime
    cost: Cost | None = None
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


class WayIn(msgspec.Struct, frozen=True):
    """A slot that opened: the database key, and how long Argon2id took (seconds)."""

    key: bytes
    slot: Slot
    seconds: float


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
    return Cost(iterations=min(_MOST_ITERATIONS, max(_MIN_ITERATIONS, math.ceil(_TARGET_SECONDS / max(seconds, 1e-3)))))


def raised(cost: Cost, seconds: float) -> Cost | None:
    """Return the cost of about one second on a machine where ``cost`` took ``seconds``; ``None`` when it is near that.

    Nothing is measured for it beside the unlocking itself, and nothing is ever lowered.
    """
    least = Cost()
    memory, lanes = max(cost.memory_kib, least.memory_kib), max(cost.lanes, least.lanes)
    once = seconds / cost.iterations * memory / cost.memory_kib
    possible = min(_MOST_ITERATIONS, math.floor(_TARGET_SECONDS / max(once, 1e-3)))
    iterations = max(cost.iterations, _MIN_ITERATIONS, possible)
    near = iterations < cost.iterations * _CLEARLY and memory == cost.memory_kib
    return None if near else Cost(memory_kib=memory, iterations=iterations, lanes=lanes)


def new_slot(
    key: bytes | bytearray,
    vault: UUID,
    *,
    user: str,
    passphrase: str,
    cost: Cost,
    at: datetime,
    slot_id: UUID | None = None,
) -> Slot:
    """Wrap the database key for a user."""
    slot = Slot(
        id=slot_id or uuid4(),
        user=user,
        made_at=at,
        cost=cost,
        salt=os.urandom(16),
        nonce=os.urandom(12),
        wrapped=b"",
    )
    return _wrapped(slot, vault, key, passphrase)


def new_recovery_slot(key: bytes | bytearray, vault: UUID, *, entropy: bytes, at: datetime) -> Slot:
    """Wrap the database key for whoever has the words of these 256 random bits."""
    slot = Slot(
        id=uuid4(), kind="recovery", user="", made_at=at, salt=os.urandom(16), nonce=os.urandom(12), wrapped=b""
    )
    return _wrapped(slot, vault, key, entropy)


def ways_in(keyring: Keyring, secret: str | bytes, *, user: str = "") -> Iterator[WayIn]:
    """Yield every slot that opens: with a passphrase those of users, with the bits of the words those for recovery.

    Each try of a passphrase takes about a second. With the name of a ``user`` who has a slot only those are tried.
    They are tried one after the other: the lanes of one try keep the cores busy already, so trying side by side costs
    as much work, and the seconds of a try would no longer say what the machine allows.
    """
    kind = "passphrase" if isinstance(secret, str) else "recovery"
    slots = [slot for slot in keyring.slots if slot.kind == kind]
    named = [slot for slot in slots if user and slot.user == user]
    for slot in named or slots:
        started = time.perf_counter()
        wrapping = AESGCM(_wrapping_key(slot, secret))
        seconds = time.perf_counter() - started
        try:
            key = wrapping.decrypt(slot.nonce, slot.wrapped, _bound(keyring.vault, slot))
        except InvalidTag:
            continue
        yield WayIn(key, slot, seconds)


def open_slot(keyring: Keyring, passphrase: str) -> tuple[bytes, Slot]:
    """Return the database key and the first slot that this passphrase opens."""
    for way in ways_in(keyring, passphrase):
        return way.key, way.slot
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


def read_keys(path: Path) -> Keyring:
    """Read the key slots, from their second copy when the file itself is damaged; raise its error when both are."""
    try:
        return read_keyring(path)
    except (KeyringDamagedError, NewerVersionError) as error:
        try:
            return read_keyring(copy_of(path))
        except (KeyringDamagedError, NewerVersionError):
            raise error from None


def write_keyring(path: Path, keyring: Keyring) -> None:
    """Write the key slots and their second copy, each whole or not at all.

    At every moment one of the two files is whole: the copy while the file is replaced, the file while the copy is. And
    when it is done no slot that was taken out is left in either.
    """
    sealed = msgspec.structs.replace(keyring, version=KEYRING_VERSION, checksum="")
    data = _file(msgspec.structs.replace(sealed, checksum=_checksum(sealed)))
    replace_file(path, data)
    replace_file(copy_of(path), data)


def settle_keyring(path: Path, living: Collection[UUID]) -> str:
    """Leave in both files exactly the slots in ``living``; return the name of a file that was damaged, or "".

    The database says who may come in. A slot that it does not know was being added when the program was killed, or was
    taken out and put back with an older copy of the file. What a killed program was writing goes as well: it may hold
    such a slot.
    """
    keyring = read_keys(path)
    kept = tuple(slot for slot in keyring.slots if slot.id in living)
    copy = copy_of(path)
    damaged = path.name if _is_damaged(path) else copy.name if copy.exists() and _is_damaged(copy) else ""
    if damaged or kept != keyring.slots or path.read_bytes() != _bytes_of(copy):
        write_keyring(path, msgspec.structs.replace(keyring, slots=kept))
    for one in (path, copy):
        forget_half_written(one)
    return damaged


def copy_of(path: Path) -> Path:
    """Return where the second copy of the key slots lies."""
    return path.with_name(path.name + ".bak")


def _is_damaged(path: Path) -> bool:
    try:
        read_keyring(path)
    except (KeyringDamagedError, NewerVersionError):
        return True
    return False


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _wrapped(slot: Slot, vault: UUID, key: bytes | bytearray, secret: str | bytes) -> Slot:
    wrapping = AESGCM(_wrapping_key(slot, secret))
    return msgspec.structs.replace(slot, wrapped=wrapping.encrypt(slot.nonce, bytes(key), _bound(vault, slot)))


def _wrapping_key(slot: Slot, secret: str | bytes) -> bytes:
    """Make the key of a slot: of a passphrase with Argon2id, of 256 random bits with HKDF."""
    if isinstance(secret, str):
        return _stretch(secret, slot.salt, slot.cost or Cost())
    return HKDF(algorithm=SHA256(), length=32, salt=slot.salt, info=b"patroonzicht recovery 1").derive(secret)


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
    return msgspec.json.encode({"version": _BINDING, "vault": vault, "slot": said}, order="sorted")


def _checksum(keyring: Keyring) -> str:
    return hashlib.sha256(_file(msgspec.structs.replace(keyring, checksum=""))).hexdigest()


def _file(keyring: Keyring) -> bytes:
    return msgspec.json.format(msgspec.json.encode(keyring), indent=2) + b"\n"
