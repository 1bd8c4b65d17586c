"""Everything that can go wrong and that a user can act on.

Two families: an ``AppError`` is told to the user in a plain sentence; any other exception is our own fault and ends in
the redacted crash report. ``message`` is an English sentence with ``{fields}``; it is translated where it is shown.

    AppError
    ├── RefusedError            input that cannot be accepted as it is
    │   ├── CaseFileError       a case file that is refused as a whole, with the place of the fault
    │   ├── ExhibitRefusedError SameExhibitError  a file that is not taken in as an exhibit, with its name
    │   ├── OwnFileError        an own checklist or translation, with the line and the place of the fault
    │   ├── NoRightError        an action for which one's role in the vault is not enough
    │   ├── RecoveryWordsError  RecoveryWordError  words from paper that cannot be right
    │   └── DanglingReferenceError  StillUsedError  a record that would point to nothing
    ├── VaultError              the vault cannot be opened, made or written
    │   ├── WrongPassphraseError  WrongWordsError        KeyringDamagedError  TooSoonError
    │   ├── DatabaseDamagedError  NewerVersionError
    │   ├── DiskFullError         DiskFaultError       NotWritableError     VaultExistsError
    │   ├── NoFolderError         NameTooLongError     VaultGoneError       VaultReplacedError   NotAFileError
    │   ├── NotAVaultError        VaultAbsentError     VaultInUseError      NoLockError
    │   ├── NoMemberError         OldKeyLeftError      VaultLockedError
    │   ├── ReadOnlyError         FoundDamagedError    BackupDamagedError    LeftOutsideError
    │   ├── ChainBrokenError      RecordAlteredError   TableAlteredError    DamagedExhibitError
    │   └── AnchorGoneError       AnchorReplacedError
    ├── UnshownError            an exhibit that the viewer cannot show
    ├── ResourceError           a shipped or user-made data file that does not follow its form
    └── DossierError            a dossier that cannot be made or written
        └── LeakFoundError      one that holds words that its recipient may not see
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple


class AppError(Exception):
    """A failure with a sentence for the user: what happened and what to do."""

    message: ClassVar[str] = "{reason}"

    def __init__(self, **fields: object) -> None:
        """Keep the fields that fill the sentence."""
        self.fields = fields
        super().__init__(self.message.format(**fields))


class RefusedError(AppError):
    """Input that cannot be accepted; ``reason`` is a complete translatable sentence."""


class CaseFileError(RefusedError):
    """A case file that was refused as a whole."""

    message = "The file was not imported. At {place}: {reason} Nothing was changed."


class OwnFileError(RefusedError):
    """An own checklist or translation that was refused; ``line`` counts from 1 and ``place`` is what stands there."""

    message = "The file {name} was not added. Line {line}, {place}: {reason} Nothing was changed."


class ExhibitRefusedError(RefusedError):
    """A file that was not taken in as an exhibit; ``name`` is the file."""

    message = "The file {name} was not added. {reason} Nothing was changed."


class SameExhibitError(RefusedError):
    """A file whose bytes the case holds already; ``exhibit`` is the number of what has them and ``id`` its id."""

    message = (
        "The file {name} was not added: this case holds the same file already, as exhibit {exhibit}. "
        "Nothing was changed."
    )


class DanglingReferenceError(RefusedError):
    """A record that points to something which the case does not hold; ``reason`` says what kind of thing."""

    message = (
        "{reason} Nothing was saved, and what you typed is kept. Choose something else there, or bring back what was "
        "withdrawn."
    )


class StillUsedError(RefusedError):
    """A record that cannot be withdrawn because others point to it."""

    message = "This cannot be withdrawn, because it is used by {places}. Change that first. Nothing was saved."


class NoRightError(RefusedError):
    """Somebody's role in the vault does not allow an action; ``reason`` is a complete translatable sentence."""

    message = "{reason} Nothing was saved."


class RecoveryWordsError(RefusedError):
    """Recovery words that cannot be right; ``reason`` is a complete translatable sentence."""

    message = "These are not the recovery words: {reason} Nothing was changed."


class RecoveryWordError(RecoveryWordsError):
    """A recovery word that is not in the list; ``position`` counts from 1."""

    message = "Word {position} ({word}) is not in the list. Look at it once more on the paper. Nothing was changed."


class VaultError(AppError):
    """The vault cannot be made, opened or written."""


class WrongPassphraseError(VaultError):
    """No key slot opens with this passphrase."""

    message = "This passphrase does not open the vault. Check Caps Lock and try again. Nothing was changed."


class WrongWordsError(VaultError):
    """The recovery words are well-formed, but open no slot of this vault."""

    message = (
        "These words do not open this vault. They belong to another vault, or newer words were made since. "
        "Nothing was changed."
    )


class NoMemberError(VaultError):
    """The key fits, but the vault does not know it any more: its user was removed or has another passphrase."""

    message = (
        "This key is no longer valid: {user} was removed from the vault or has a newer passphrase. "
        "Use the newer passphrase or ask a manager of the vault. Nothing was changed."
    )


class OldKeyLeftError(VaultError):
    """Who may enter was changed, but keyring.json could not be written after it."""

    message = (
        "The change is saved and the old key opens nothing in the program. It could not be taken out of keyring.json: "
        "{reason} The program tries again when the vault is opened."
    )


class TooSoonError(VaultError):
    """Too many wrong passphrases were typed; the door stays shut for ``seconds`` more."""

    message = "Too many wrong passphrases in a row. Try again in {seconds} seconds. Nothing was changed."


class KeyringDamagedError(VaultError):
    """keyring.json is missing, unreadable or altered."""

    message = (
        "The key file of this vault (keyring.json) is damaged: {reason} "
        "Put back a copy of the vault folder or ask your administrator. Nothing was changed."
    )


class DatabaseDamagedError(VaultError):
    """vault.db does not open with the right key or fails its integrity check."""

    message = (
        "The database of this vault is damaged and was not opened. "
        "Put back a copy of the vault folder or ask your administrator. Nothing was changed."
    )


class NewerVersionError(VaultError):
    """The vault was made by a newer version of the program."""

    message = (
        "This vault was made by a newer version of Patroonzicht ({found}); this version reads up to {known}. "
        "Install the newer version. Nothing was changed."
    )


class DiskFullError(VaultError):
    """No room left on the disk."""

    message = "The disk is full. Nothing was saved. Make room on the disk and save again."


class DiskFaultError(VaultError):
    """The disk failed while reading or writing."""

    message = (
        "The disk reported an error while reading or writing {folder}. Nothing was saved. Connect a stick or a network "
        "disk anew, and check the disk when that does not help."
    )


class VaultGoneError(VaultError):
    """The folder of the open vault is not there any more."""

    message = (
        "The vault folder {folder} is not there any more: a stick or a network disk fell away, or it was moved. "
        "Nothing was saved. What you typed is kept in memory, encrypted, also while locked: do not close the program. "
        "Put the folder back, and unlock or save again."
    )


class VaultReplacedError(VaultError):
    """Where the open vault was there is another vault, or an older copy of it."""

    message = (
        "At {folder} there is another vault now, or an older copy. Nothing was saved; what you typed stays on the "
        "screen. Put the right folder back and save again."
    )


class NotWritableError(VaultError):
    """The folder or file cannot be written."""

    message = "Patroonzicht may not write in {folder}. Choose another folder or change its permissions."


class NoFolderError(VaultError):
    """The folder in which something should come is not there."""

    message = "There is no folder {folder}. Make it first or choose another one. Nothing was saved."


class NameTooLongError(VaultError):
    """A file or folder name that the disk cannot hold."""

    message = "This name is too long for the disk. Choose a shorter one. Nothing was saved."


class NotAFileError(VaultError):
    """There is something at the place of a file that is no file: a folder, a device or a named pipe."""

    message = (
        "{place} is no file but something else, such as a folder or a device. Choose another name. Nothing was written."
    )


class VaultExistsError(VaultError):
    """There is something at the place where a new vault should come."""

    message = "There is already something at {folder}. Choose another name. Nothing was changed."


class NotAVaultError(VaultError):
    """The chosen folder holds no vault."""

    message = "{folder} is not a Patroonzicht vault. Choose a folder whose name ends in .vault."


class VaultAbsentError(VaultError):
    """There is no folder where the vault should be."""

    message = (
        "The vault folder {folder} is not there. Connect the stick or the network disk that it is on, or choose "
        "another folder, and try again. If it fell away while you worked, do not close the program: what you typed is "
        "kept in memory until then."
    )


class VaultInUseError(VaultError):
    """Another program has this vault open."""

    message = "This vault is open elsewhere ({who}, since {since}). Close it there first. Nothing was changed."


class NoLockError(VaultError):
    """The disk keeps no locks, so two programs could write at once."""

    message = (
        "The disk of {folder} cannot keep two programs apart, as happens on some network drives. "
        "Put the vault on a disk of this computer. Nothing was changed."
    )


class VaultLockedError(VaultError):
    """The vault was locked in the meantime."""

    message = "The vault is locked. Unlock it first. Nothing was saved."


class ReadOnlyError(VaultError):
    """Something would be written in a vault that is open for reading only."""

    message = (
        "This vault is open for reading only. Nothing was saved. What you typed stays here while the window is open."
    )


class FoundDamagedError(ReadOnlyError):
    """Something would be written in a vault that was found to be damaged after it was opened."""

    message = (
        "This vault is damaged, as was found after it was opened. What was saved before is kept; nothing can be added. "
        "What you typed is kept in memory, encrypted: do not close the program. At the door of the locked vault you "
        "can save what can be read to a new vault, or restore a backup. What you typed goes into the first one that "
        "you open."
    )


class LeftOutsideError(VaultError):
    """What a program left half written outside the vault when it was stopped, and that could not be removed."""

    message = (
        "The program was stopped while it wrote a file outside the vault. What it wrote may still be there: {place}. "
        "Put the disk back and open the vault again, or remove the file yourself."
    )


class BackupDamagedError(VaultError):
    """A backup that is not as it was written."""

    message = "The backup {name} is damaged. {reason} Use another one. Nothing was changed."


class ChainBrokenError(VaultError):
    """The audit chain does not verify; ``number`` is the first entry that is wrong."""

    message = "The log of this vault was altered: entry {number} does not follow from the one before it."


class RecordAlteredError(VaultError):
    """A record or one of its versions is not what the log says it was; ``entry`` is the entry of the log."""

    message = "This vault was altered outside the program: what entry {entry} of the log saved is not there."


class TableAlteredError(VaultError):
    """Something that stands beside the records is not what the log says it was; ``reason`` names what."""

    message = "This vault was altered outside the program: {reason}"


class AnchorGoneError(VaultError):
    """The log ends before the entry of a printed code: its newest entries were removed."""

    message = (
        "This code belongs to entry {number}, but the log ends at entry {last}. The entries after it were removed, or "
        "an older copy of the vault was put back."
    )


class AnchorReplacedError(VaultError):
    """The log has another entry at the number of a printed code."""

    message = (
        "Entry {number} of the log is not the one that this code was printed for. That entry or earlier ones were "
        "replaced, or the code is of another vault."
    )


class DamagedExhibitError(VaultError):
    """The bytes of an exhibit are not those that were taken in; ``exhibit`` is its number."""

    message = (
        "Exhibit {exhibit} is damaged: its bytes are not those that were taken in. "
        "The other records can still be used. Put back a copy of the vault folder or ask your administrator."
    )


class UnshownError(AppError):
    """An exhibit that the viewer cannot show; its bytes are in the vault as they were taken in."""


class HiddenExhibitError(AppError):
    """An exhibit of class R0 that is opened where it cannot be asked for; ``number`` is its number."""

    message = "Exhibit {number} is hidden (R0). Open it on the page of the sources and choose Show there."


class ResourceError(AppError):
    """A data file that does not follow its form."""

    message = "The data file {name} is not valid: {reason}"


class DossierError(AppError):
    """A dossier that cannot be made or written."""


class Leak(NamedTuple):
    """A place in a finished dossier that holds hidden words; it never repeats them.

    ``place`` is a complete English phrase that is translated where it is shown, ``record`` what people call the record
    whose words they are, ``page`` counts from 1 (``None`` where the place is on no page). ``rows`` are rows of the copy
    that hold the words as well: there they can be corrected or marked.
    """

    place: str
    record: str
    page: int | None = None
    rows: tuple[str, ...] = ()


class LeakFoundError(DossierError):
    """A finished dossier holds words that its recipient may not see: it was not kept."""

    message = (
        "The dossier was made and thrown away: it holds words that its recipient may not see (places: {count}). "
        "Nothing was written. Correct the text of the rows that are named, or leave those rows out."
    )

    def __init__(self, leaks: Sequence[Leak]) -> None:
        """Keep where the words stand."""
        super().__init__(count=len(leaks))
        self.leaks = tuple(leaks)
