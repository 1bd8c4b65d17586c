"""Back the vault up, look into backups, and make a new vault of one.

A backup that fails never stops anything: it is told, written in the log, and kept in the settings of the vault until
one succeeds.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from app.domain.backup import Backup, BackupDone, BackupLabel, BackupReason, BackupsSeen
from app.domain.member import Right
from app.domain.revision import VerifyReport
from app.domain.vault_settings import BackupTrouble, Drill, VaultSettings
from app.errors import (
    AppError,
    BackupDamagedError,
    DiskFaultError,
    DiskFullError,
    KeyringDamagedError,
    NoFolderError,
    NotWritableError,
    RefusedError,
    VaultExistsError,
    VaultGoneError,
)
from app.services.vault import verify
from app.storage.backups import check_files, copy_backup, find_backups, names_in, restore_backup, rotate
from app.storage.faults import faults_told
from app.storage.folder import VaultFolder
from app.storage.reading import Reader
from app.storage.restored import note_of
from app.storage.store import Store

_QUIET: Final = (
    "backup.",
    "vault.unlocked",
    "unlock.failed",
    "case.read",
    "exhibit.read",
    "erasure.swept",
    "vault.checked",
)
"""What these entries record changes nothing that a new backup would have to hold."""

_TROUBLES: Final[tuple[tuple[type[AppError], str], ...]] = (
    (DiskFullError, "The disk is full. Make room on it."),
    (NotWritableError, "The folder cannot be written. Change its permissions or choose another one."),
    (NoFolderError, "The folder is not there."),
    (VaultGoneError, "The folder is not there."),
    (DiskFaultError, "The disk reported an error. Check the disk."),
    (KeyringDamagedError, "The key file of the vault is damaged. Save what can be read to a new vault."),
)
_OTHER: Final = "Try again; when it goes wrong again, copy the vault folder by hand while the program is closed."


def back_up(store: Store, reason: BackupReason = BackupReason.ASKED) -> BackupDone:
    """Make a backup now, and a copy of it in the second place; what goes wrong is told in the result."""
    settings = _settings(store)
    try:
        made = store.back_up(reason)
        _rotate(store, _here(store))
    except AppError as error:
        return BackupDone(trouble=_failed(store, error, VaultFolder(store.folder).backups))
    return _with_second(store, settings, made)


def back_up_when_due(store: Store, reason: BackupReason) -> BackupDone:
    """Make a backup if something was saved since the last one; a daily one only if that was made before today.

    A second place that was absent gets the newest backup once it is there again. The backup of the day waits until the
    whole vault was checked.
    """
    if store.read_only is not None or (store.unchecked and reason is BackupReason.DAILY):
        return BackupDone()
    newest = next(iter(_of_this_log(store, _here(store))), None)
    label = newest.label if newest is not None else None
    changed = label is None or _changed(store, label.entries)
    today = store.clock.now().date()
    if changed and not (reason is BackupReason.DAILY and label is not None and label.made_at.date() >= today):
        return back_up(store, reason)
    settings = _settings(store)
    if newest is None or not settings.second_place or (_second(store, settings) / newest.place.name).exists():
        return BackupDone()
    if not Path(settings.second_place).is_dir():
        return BackupDone(absent=True)
    return msgspec.structs.replace(_with_second(store, settings, newest), made=None)


def list_backups(store: Store) -> BackupsSeen:
    """Return the backups that can be found now."""
    settings = _settings(store)
    place = settings.second_place
    return BackupsSeen(
        here=_here(store),
        second=find_backups(_second(store, settings), _vault(store)) if place else (),
        second_place=place,
        absent=bool(place) and not Path(place).is_dir(),
        drill=settings.drill,
        trouble=settings.trouble,
    )


def backups_of(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in the folder of a vault that is not open, the newest first."""
    with faults_told(folder):
        return find_backups(VaultFolder(folder).backups)


def backups_in(place: Path) -> tuple[Backup, ...]:
    """Return the backups in any folder, such as a second place, the newest first."""
    with faults_told(place):
        return find_backups(place)


def opened_by(store: Store, user: str) -> tuple[Backup, ...]:
    """Return the backups within reach that somebody has a passphrase for, the newest first.

    A key that is taken out of the vault stays in the backups of before: only making those disappear helps.
    """
    seen = list_backups(store)
    return tuple(one for one in (*seen.here, *seen.second) if user in names_in(one))


def ahead_of(store: Store) -> Backup | None:
    """Return a backup that holds more than the vault: then the vault is an older copy of itself, or was altered."""
    seen = list_backups(store)
    with store.read() as reader:
        for one in (*seen.here, *seen.second):
            if one.label is not None and not _holds(reader, one.label):
                return one
    return None


def set_second_place(store: Store, place: str) -> BackupsSeen:
    """Have backups go to this folder as well; "" for none. This is for a manager of the vault."""
    if place:
        chosen = Path(place).expanduser()
        if not chosen.is_dir():
            raise NoFolderError(folder=place)
        if chosen.resolve().is_relative_to(store.folder.resolve()):
            raise RefusedError(reason="Choose a folder outside the vault, best on another disk.")
        place = str(chosen.absolute())
    with store.write(Right.MANAGE) as uow:
        uow.set(msgspec.structs.replace(uow.settings(), second_place=place))
        uow.commit("backup.second_place", str(uow.vault_id()), "set" if place else "none")
    return list_backups(store)


def drill(store: Store, backup: Backup) -> VerifyReport:
    """Open a backup of this vault for reading, check everything in it, and note the day and the outcome.

    Raises ``BackupDamagedError`` when it is not as it was written, which is noted as well.
    """
    try:
        report = _look_into(store, backup)
    except AppError as error:
        _note(store, backup, sound=False)
        if isinstance(error, BackupDamagedError):
            raise
        raise BackupDamagedError(name=backup.place.name, reason="What is in it does not fit together.") from error
    _note(store, backup, sound=True)
    return report


def restore(backup: Backup, target: Path) -> Path:
    """Make a new vault of a backup at ``target``, or at the first free name like it; nothing is overwritten.

    It opens with the passphrases of the day of the backup, and its log then begins with that it was restored.
    """
    with faults_told(target):
        label = check_files(backup)
        place = _free(target)
        restore_backup(backup, place, note_of(backup, label))
    return place


def restore_from(store: Store, backup: Backup, target: Path) -> Path:
    """Do the same from an open vault, which keeps a line about it in its log; this is for a manager of the vault.

    The log of the new vault then says by whom. A vault that is open to be read keeps no line, and whoever reads it may
    have nothing else left: no right is asked.
    """
    if store.read_only is None:
        store.refuse_without(Right.MANAGE)
    with faults_told(target):
        label = check_files(backup)
        place = _free(target)
    store.restore(backup, label, place)
    if store.read_only is None:
        with store.write(Right.MANAGE) as uow:
            uow.commit("backup.restored", str(uow.vault_id()), backup.place.name)
    return place


def _with_second(store: Store, settings: VaultSettings, made: Backup) -> BackupDone:
    """Copy a backup to the second place, if there is one, and write in the log what was made."""
    second, absent, trouble = None, False, None
    if settings.second_place:
        place = _second(store, settings)
        if not Path(settings.second_place).is_dir():
            absent = True
        else:
            try:
                with faults_told(place):
                    second = copy_backup(made, place)
                    _rotate(store, find_backups(place, _vault(store)))
            except AppError as error:
                trouble = _failed(store, error, place)
    label = made.label
    told = [f"{label.reason.value} {label.entries} {label.head}"] if label is not None else []
    if settings.second_place:
        told.append("second place: " + ("absent" if absent else "failed" if trouble else "made"))
    with store.write(None) as uow:
        uow.set(msgspec.structs.replace(uow.settings(), trouble=trouble))
        uow.commit("backup.made", made.place.name, "; ".join(told))
    return BackupDone(made=made, second=second, absent=absent, trouble=trouble)


def _failed(store: Store, error: AppError, place: Path) -> BackupTrouble:
    """Keep what went wrong in the vault, as far as its own disk allows."""
    reason = next((words for kind, words in _TROUBLES if isinstance(error, kind)), _OTHER)
    trouble = BackupTrouble(at=store.clock.now(), reason=reason, place=str(place))
    try:
        with store.write(None) as uow:
            uow.set(msgspec.structs.replace(uow.settings(), trouble=trouble))
            uow.commit("backup.failed", str(place), type(error).__name__)
    except AppError:
        return trouble
    return trouble


def _look_into(store: Store, backup: Backup) -> VerifyReport:
    """Check the files, the records and the log of a backup, and that its log is the beginning of the vault's own."""
    label = check_files(backup)
    with store.open_backup(backup) as inside:
        report = verify(inside)
    with store.read() as reader:
        ours = _holds(reader, label)
    if (report.entries, report.head) != (label.entries, label.head) or not ours:
        raise BackupDamagedError(name=backup.place.name, reason="It does not belong to the log of this vault.")
    return report


def _note(store: Store, backup: Backup, *, sound: bool) -> None:
    name = backup.place.name
    if store.read_only is not None:
        return
    with store.write(None) as uow:
        told = Drill(on=store.clock.now().date(), backup=name, sound=sound)
        uow.set(msgspec.structs.replace(uow.settings(), drill=told))
        uow.commit("backup.drilled", name, "sound" if sound else "damaged")


def _changed(store: Store, entries: int) -> bool:
    with store.read() as reader:
        return any(not entry.action.startswith(_QUIET) for entry in reader.entries_after(entries))


def _free(target: Path) -> Path:
    stem, suffix = target.stem, target.suffix
    for number in range(1, 100):
        place = target if number == 1 else target.with_name(f"{stem} {number}{suffix}")
        if not place.exists():
            return place
    raise VaultExistsError(folder=str(target))


def _settings(store: Store) -> VaultSettings:
    with store.read() as reader:
        return reader.settings()


def _here(store: Store) -> tuple[Backup, ...]:
    with faults_told(store.folder):
        return find_backups(VaultFolder(store.folder).backups, _vault(store))


def _of_this_log(store: Store, backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return the backups whose log is the beginning of that of the vault.

    A vault that was put back from a backup has the id of the first one and may share its second place; the backups that
    hold what only the other one knows are not ours to remove, and do not stand for what we saved.
    """
    with store.read() as reader:
        return tuple(one for one in backups if one.label is not None and _holds(reader, one.label))


def _rotate(store: Store, backups: Iterable[Backup]) -> None:
    """Remove the backups that need not be kept, but none while the vault may prove to be damaged."""
    if not store.unchecked and store.damage is None:
        rotate(_of_this_log(store, backups))


def _holds(reader: Reader, label: BackupLabel) -> bool:
    """Whether the log of the vault goes on from where that of a backup ends."""
    entry = reader.entry(label.entries)
    return entry is not None and entry.hash == label.head


def _second(store: Store, settings: VaultSettings) -> Path:
    return Path(settings.second_place) / f"{store.folder.stem}.backups"


def _vault(store: Store) -> UUID:
    with store.read() as reader:
        return reader.vault_id()
