"""Backups: folders that open like a vault, for reading only.

A backup is built under a hidden name and gets its own name when it is whole and on the disk, so what a killed program
leaves behind is never taken for a backup. It holds a consistent copy of the database under the same key, the key slots
of that day, and a label.
"""

import hashlib
import secrets
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import msgspec
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from app import __version__
from app.domain.backup import Backup, BackupLabel, BackupReason, needed
from app.errors import BackupDamagedError, KeyringDamagedError
from app.storage.folder import BACKUP_SUFFIX, VaultFolder, make_folder, sync_file, sync_folder, write_new
from app.storage.keyring import read_keyring
from app.storage.probe import keyed, newest_entry

LABEL = "label.json"
_PIECE = 1 << 20
_NO_JOURNAL = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")


def write_backup(
    engine: Engine, folder: VaultFolder, key: bytes | bytearray, *, at: datetime, reason: BackupReason
) -> Backup:
    """Copy the vault as it is now into its folder of backups; raises what the disk says, and leaves nothing half."""
    make_folder(folder.backups)
    _sweep(folder.backups)
    place = _free(folder.backups, at)
    fresh = VaultFolder(_hidden(place))
    fresh.path.mkdir(mode=0o700)
    try:
        read_keyring(folder.keyring)
        write_new(fresh.keyring, folder.keyring.read_bytes())
        write_new(fresh.database, b"")
        _copy_database(engine, fresh.database, key)
        sync_file(fresh.database)
        schema, vault, entries, head = newest_entry(fresh.database, key)
        label = BackupLabel(
            vault=vault,
            made_at=at,
            reason=reason,
            program=__version__,
            schema=schema,
            entries=entries,
            head=head,
            database=_print_of(fresh.database),
            keyring=_print_of(fresh.keyring),
        )
        label = msgspec.structs.replace(label, checksum=_checksum(label))
        write_new(fresh.path / LABEL, _file(label))
        _put_in_place(fresh.path, place)
    except BaseException:
        shutil.rmtree(fresh.path, ignore_errors=True)
        raise
    return Backup(place=place, label=label)


def copy_backup(backup: Backup, target: Path) -> Path:
    """Copy a backup to a folder of backups elsewhere, whole or not at all, and return where it is."""
    make_folder(target)
    _sweep(target)
    place = target / backup.place.name
    copy_folder(backup.place, place)
    return place


def restore_backup(backup: Backup, place: Path, note: bytes) -> None:
    """Make a new vault of a backup, with a ``note`` in it that says so, whole or not at all."""
    copy_folder(backup.place, place, without=(LABEL,), also={VaultFolder(place).restored.name: note})


def copy_folder(
    source: Path, place: Path, *, without: Iterable[str] = (), also: Mapping[str, bytes] = MappingProxyType({})
) -> None:
    """Copy the files of a backup to a new folder, and write some ``also``, whole or not at all."""
    fresh = _hidden(place)
    fresh.mkdir(mode=0o700)
    try:
        for path in sorted(source.iterdir()):
            if path.is_file() and path.name not in without:
                _copy_file(path, fresh / path.name)
        for name, data in also.items():
            write_new(fresh / name, data)
        _put_in_place(fresh, place)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def find_backups(place: Path, vault: UUID | None = None) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first; those of other vaults are left out when ``vault`` is given."""
    if not place.is_dir():
        return ()
    found = [
        Backup(place=path, label=read_label(path))
        for path in sorted(place.glob(f"[!.]*{BACKUP_SUFFIX}"), reverse=True)
        if path.is_dir()
    ]
    mine = [one for one in found if vault is None or one.label is None or one.label.vault == vault]
    return tuple(sorted(mine, key=_made, reverse=True))


def read_label(place: Path) -> BackupLabel | None:
    """Return the label of a backup, or ``None`` when it is not what the program wrote."""
    try:
        data = (place / LABEL).read_bytes()
        label = msgspec.json.decode(data, type=BackupLabel)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return label if data == _file(label) and label.checksum == _checksum(label) else None


def check_files(backup: Backup) -> BackupLabel:
    """Return the label when every byte of the backup is as it was written; else raise ``BackupDamagedError``."""
    name = backup.place.name
    label = read_label(backup.place)
    if label is None:
        raise BackupDamagedError(name=name, reason="Its label cannot be read.")
    folder = VaultFolder(backup.place)
    for path, told in ((folder.database, label.database), (folder.keyring, label.keyring)):
        if not path.is_file():
            raise BackupDamagedError(name=name, reason="A file is missing.")
        if _print_of(path) != told:
            raise BackupDamagedError(name=name, reason="A file is not as it was written.")
    try:
        keyring = read_keyring(folder.keyring)
    except KeyringDamagedError as error:
        raise BackupDamagedError(name=name, reason="Its key file is damaged.") from error
    if keyring.vault != label.vault:
        raise BackupDamagedError(name=name, reason="It is of another vault.")
    return label


def names_in(backup: Backup) -> frozenset[str]:
    """Return who has a passphrase for a backup, as its key file tells; nobody when that cannot be read."""
    try:
        slots = read_keyring(VaultFolder(backup.place).keyring).slots
    except (KeyringDamagedError, OSError):
        return frozenset()
    return frozenset(slot.user for slot in slots if slot.kind == "passphrase")


def rotate(backups: Iterable[Backup]) -> None:
    """Remove the backups that need not be kept; those without a readable label stay."""
    labelled = [(one, one.label) for one in backups if one.label is not None]
    keep = needed(label for _, label in labelled)
    for one, label in labelled:
        if label not in keep:
            remove_backup(one)


def remove_backup(backup: Backup) -> None:
    """Remove a backup; one that is half removed is never taken for a backup, and one that is removed stays away."""
    leaving = _hidden(backup.place)
    backup.place.rename(leaving)
    sync_folder(leaving.parent)
    shutil.rmtree(leaving)
    sync_folder(leaving.parent)


def _copy_database(engine: Engine, target: Path, key: bytes | bytearray) -> None:
    """Copy the database page by page into an encrypted file, as it is at one moment."""
    pooled = engine.raw_connection()
    try:
        source = pooled.driver_connection
        if not isinstance(source, driver.Connection):
            raise TypeError(source)
        copy = keyed(target, key, "mode=rw")
        try:
            for setting in _NO_JOURNAL:
                copy.execute(setting)
            source.backup(copy)
        finally:
            copy.close()
    finally:
        pooled.close()


def _copy_file(source: Path, target: Path) -> None:
    write_new(target, b"")
    with source.open("rb") as reading, target.open("r+b") as writing:
        shutil.copyfileobj(reading, writing, _PIECE)
    sync_file(target)


def _put_in_place(fresh: Path, place: Path) -> None:
    """Give a folder that is whole its own name."""
    sync_folder(fresh)
    fresh.rename(place)
    sync_folder(place.parent)


def _sweep(folder: Path) -> None:
    """Remove what a killed program left half made or half removed."""
    for left in folder.glob(f".*{BACKUP_SUFFIX}.*"):
        shutil.rmtree(left, ignore_errors=True)


def _free(folder: Path, at: datetime) -> Path:
    """Return a name that is not taken yet."""
    stem = at.strftime("%Y-%m-%d %H.%M.%S")
    names = (folder / f"{stem}{extra}{BACKUP_SUFFIX}" for extra in ("", *(f" {n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _hidden(place: Path) -> Path:
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}")


def _made(backup: Backup) -> tuple[float, int, str]:
    """Return by what backups are ordered; two of one second by how far their log goes."""
    label, name = backup.label, backup.place.name
    return (label.made_at.timestamp(), label.entries, name) if label is not None else (0.0, 0, name)


def _print_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checksum(label: BackupLabel) -> str:
    return hashlib.sha256(_file(msgspec.structs.replace(label, checksum=""))).hexdigest()


def _file(label: BackupLabel) -> bytes:
    return msgspec.json.format(msgspec.json.encode(label), indent=2) + b"\n"
