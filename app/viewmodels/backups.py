"""The backups of the open vault: which there are, making one, a second place, and trying one out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.backup import Backup, BackupDone, BackupsSeen
from app.domain.read_only import ReadOnly
from app.domain.revision import VerifyReport
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.backup_words import backup_line, done_words, read_only_words, restored_name, trouble_words
from app.viewmodels.desk import Desk


@dataclass(frozen=True)
class BackupsServices:
    """What can be done with backups, bound to the open vault; ``daily`` does nothing when none is due."""

    folder: Path
    read_only: ReadOnly | None
    list_backups: Callable[[], BackupsSeen]
    ahead: Callable[[], Backup | None]
    back_up: Callable[[], BackupDone]
    daily: Callable[[], BackupDone]
    set_second_place: Callable[[str], BackupsSeen]
    drill: Callable[[Backup], VerifyReport]
    restore: Callable[[Backup, Path], Path]


@dataclass(frozen=True)
class BackupRow:
    """One backup in words."""

    backup: Backup
    title: str


@dataclass(frozen=True)
class BackupsState:
    """What is shown; ``band`` stands above every page, "" for nothing."""

    rows: tuple[BackupRow, ...] = ()
    nothing: str = ""
    second: str = ""
    has_second: bool = False
    drill: str = ""
    trouble: str = ""
    band: str = ""
    may_write: bool = True


class Backups:
    """The view-model of the backups."""

    def __init__(self, services: BackupsServices, desk: Desk, say: Translator) -> None:
        told = services.read_only
        self.state = BackupsState(band=read_only_words(told, say) if told else "", may_write=told is None)
        self.changed = Signal()
        self._services, self._desk, self._say = services, desk, say

    def begin(self) -> None:
        """Look what there is, whether the vault is an older copy of itself, and make the backup of the day."""
        self.load()
        self._desk.ask(self._services.ahead, self._looked)
        self.make_daily()

    def load(self) -> None:
        """Read which backups there are."""
        self._desk.ask(self._services.list_backups, self._show)

    def make_daily(self) -> None:
        """Make the backup of the day if it is due."""
        if self.state.may_write:
            self._desk.ask(self._services.daily, self._daily_done)

    def back_up(self) -> None:
        """Make a backup now."""
        self._desk.ask(self._services.back_up, self._done)

    def set_second_place(self, folder: str) -> None:
        """Have backups go to a folder as well; "" for none."""
        self._desk.ask(lambda: self._services.set_second_place(folder), self._show)

    def drill(self, row: BackupRow) -> None:
        """Open a backup for reading and check everything in it."""
        self._desk.ask(lambda: self._services.drill(row.backup), self._drilled, self._drill_failed)

    def restore(self, row: BackupRow) -> None:
        """Make a new vault of a backup, beside this one."""
        target = restored_name(self._services.folder, row.backup, self._say)
        self._desk.ask(lambda: self._services.restore(row.backup, target), self._restored)

    def _drilled(self, report: VerifyReport) -> None:
        words = self._say(
            "The backup is whole: {n} records, log up to {entries}.", n=report.records, entries=report.entries
        )
        self._desk.say_done(words)
        self.load()

    def _drill_failed(self, error: AppError) -> None:
        self._desk.tell(error)
        self.load()

    def _restored(self, place: Path) -> None:
        words = self._say("Made: {vault}. It opens with the passphrases of the day of the backup.", vault=place)
        self._desk.say_done(words)
        self.load()

    def _done(self, done: BackupDone) -> None:
        if done.trouble is None:
            self._desk.say_done(done_words(done, self._say))
        self.load()

    def _daily_done(self, done: BackupDone) -> None:
        if done.made is not None or done.trouble is not None:
            self.load()

    def _looked(self, ahead: Backup | None) -> None:
        """Warn when a backup holds more than the vault."""
        if ahead is not None:
            words = self._say(
                "A backup ({name}) holds what this vault does not. This may be an older copy of the vault. "
                "Look at the backups in the settings before you go on.",
                name=ahead.place.name,
            )
            band = f"{self.state.band} {words}".strip()
            self.state = replace(self.state, band=band)
            self.changed.emit()

    def _show(self, seen: BackupsSeen) -> None:
        """Put what there is into words."""
        say = self._say
        rows = tuple(BackupRow(one, backup_line(one, say)) for one in (*seen.here, *_only(seen)))
        second = say("There is no second place. A copy on another disk survives when this one breaks.")
        if seen.second_place:
            second = say("Second place: {place}", place=seen.second_place)
            if seen.absent:
                second += " " + say("(not there now)")
        drill = say("No backup was tried out yet.")
        if seen.drill is not None:
            day, name = say.day(seen.drill.on), seen.drill.backup
            drill = say("Tried out on {day}: {name} is whole.", day=day, name=name)
            if not seen.drill.sound:
                drill = say("Tried out on {day}: {name} is damaged. Use another one.", day=day, name=name)
        self.state = replace(
            self.state,
            rows=rows,
            nothing="" if rows else say("There are no backups yet."),
            second=second,
            has_second=bool(seen.second_place),
            drill=drill,
            trouble=trouble_words(seen.trouble, say) if seen.trouble else "",
        )
        self.changed.emit()


def _only(seen: BackupsSeen) -> list[Backup]:
    """Return the backups that are in the second place only."""
    names = {one.place.name for one in seen.here}
    return [one for one in seen.second if one.place.name not in names]
