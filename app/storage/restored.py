"""The note in a vault that was made of a backup: of which one, and by whom; the log takes it over at its first opening.

Who restores at the door has no key, so nothing can be written in the new vault then. The note lies in the clear and
anybody who reaches the folder can write one, so it is believed only as far as it can be shown: the log of the vault
must end where the backup ended, and the name of who restored it counts only under a seal made with the key.
"""

import hmac
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.backup import Backup, BackupLabel
from app.storage.folder import VaultFolder

_MOST: Final = 64 * 1024
_INFO: Final = b"patroonzicht restored 1"


class Restored(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which backup a vault was made, whose log had ``entries`` entries up to ``head``.

    ``by`` is who did that in the open vault, "" at the door; ``seal`` shows that it was somebody with the key.
    """

    format: Literal["patroonzicht.restored"] = "patroonzicht.restored"
    version: int = 1
    backup: str
    entries: Annotated[int, msgspec.Meta(ge=1, le=1 << 53)]
    head: str
    by: str = ""
    seal: str = ""


def note_of(backup: Backup, label: BackupLabel, by: str = "", key: bytes | bytearray = b"") -> bytes:
    """Return what to write into a vault that is made of a backup; with the ``key``, ``by`` whom."""
    note = Restored(backup=backup.place.name, entries=label.entries, head=label.head, by=by if key else "")
    return _file(msgspec.structs.replace(note, seal=_seal(note, key)) if key else note)


def read_note(folder: Path, key: bytes | bytearray) -> Restored | None:
    """Return the note of a vault that was made of a backup, without a name that is not sealed; ``None`` without one."""
    try:
        with VaultFolder(folder).restored.open("rb") as file:
            note = msgspec.json.decode(file.read(_MOST), type=Restored)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    sealed = bool(note.seal) and hmac.compare_digest(note.seal.encode(), _seal(note, key).encode())
    return msgspec.structs.replace(note, by=note.by if sealed else "")


def drop_note(folder: Path) -> None:
    """Take the note away; a folder that does not allow that keeps it, and it says nothing new any more."""
    with suppress(OSError):
        VaultFolder(folder).restored.unlink(missing_ok=True)


def _seal(note: Restored, key: bytes | bytearray) -> str:
    own = HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(bytes(key))
    return hmac.new(own, msgspec.json.encode(msgspec.structs.replace(note, seal="")), sha256).hexdigest()


def _file(note: Restored) -> bytes:
    return msgspec.json.format(msgspec.json.encode(note), indent=2) + b"\n"
