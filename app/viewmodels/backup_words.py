"""Backups and salvage in words, the same on the screen and on the command line."""

from pathlib import Path

from app.domain.backup import Backup, BackupDone, BackupReason
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.domain.salvage import SalvageReport
from app.domain.vault_settings import BackupTrouble
from app.i18n import Translator


def backup_line(backup: Backup, say: Translator) -> str:
    """Return one backup in one line: when, why, and how far its log goes."""
    label = backup.label
    if label is None:
        return say("{name}: its label cannot be read", name=backup.place.name)
    why = why_made(label.reason, say)
    return say("{moment}, {why}, log up to {n}", moment=say.moment(label.made_at), why=why, n=label.entries)


def why_made(reason: BackupReason, say: Translator) -> str:
    """Return why a backup was made."""
    return {
        BackupReason.CLOSING: say("on closing"),
        BackupReason.DAILY: say("daily"),
        BackupReason.ASKED: say("asked for"),
        BackupReason.MIGRATION: say("before a new version of the vault"),
    }[reason]


def logged_backup(detail: str, say: Translator) -> str:
    """Return what the log keeps of a backup that was made or tried out; what is not known stays as it is."""
    known = {
        "sound": say("in order"),
        "damaged": say("damaged"),
        "second place: made": say("second place: made"),
        "second place: absent": say("second place: not there"),
        "second place: failed": say("second place: failed"),
        **{reason.value: why_made(reason, say) for reason in BackupReason},
    }
    return ", ".join(known.get(part) or known.get(part.partition(" ")[0], part) for part in detail.split("; "))


def done_words(done: BackupDone, say: Translator) -> str:
    """Return what became of a backup."""
    if done.trouble is not None:
        return trouble_words(done.trouble, say)
    if done.made is None:
        return say("Nothing was saved since the last backup.")
    if done.absent:
        return say("The backup was made. The second place is not there now; it gets the backup later.")
    if done.second is not None:
        return say("The backup was made, also in the second place.")
    return say("The backup was made.")


def trouble_words(trouble: BackupTrouble, say: Translator) -> str:
    """Return why a backup could not be made."""
    return say(
        "The backup of {moment} in {place} could not be made. {reason}",
        moment=say.moment(trouble.at),
        place=trouble.place,
        reason=say(trouble.reason),
    )


def read_only_words(told: ReadOnly, say: Translator) -> str:
    """Return why a vault is open for reading only, and what that means for who works in it."""
    reason = {
        ReadOnlyReason.IN_USE: say(
            "this vault is open elsewhere ({who}, since {since})", who=told.who, since=told.since
        ),
        ReadOnlyReason.DAMAGED: say("this vault is damaged, and you see what can be read"),
        ReadOnlyReason.BACKUP: say("this is a backup"),
        ReadOnlyReason.MEDIUM: say("this disk cannot be written"),
        ReadOnlyReason.ASKED: say("it was opened that way"),
    }[told.reason]
    return say("Reading only: {reason}. Nothing can be changed here.", reason=reason)


def restored_name(folder: Path, backup: Backup, say: Translator) -> Path:
    """Return where a vault comes that is made of a backup: beside the vault, with the day of the backup in its name."""
    day = say.day(backup.label.made_at.date()) if backup.label is not None else "?"
    return folder.with_name(say("{name} (restored {day})", name=folder.stem, day=day) + ".vault")


def salvaged_name(folder: Path, say: Translator) -> Path:
    """Return where a vault comes that is made of what could be read of a damaged one."""
    return folder.with_name(say("{name} (saved)", name=folder.stem) + ".vault")


def salvage_lines(report: SalvageReport, say: Translator) -> tuple[str, ...]:
    """Return what was saved and what was not."""
    lines = [say.n("{n} record was saved.", "{n} records were saved.", report.records)]
    if report.rebuilt:
        words = say.n(
            "{n} of them was made anew from its versions.",
            "{n} of them were made anew from their versions.",
            report.rebuilt,
        )
        lines.append(words)
    if report.lost:
        numbers = ", ".join(f"{one.series or '?'} {one.number or '?'}" for one in report.lost)
        lines.append(say("Not to be read any more: {numbers}.", numbers=numbers))
    if report.made_up:
        lines.append(say.n("{n} case lost its name.", "{n} cases lost their name.", report.made_up))
    for count, one, more in (
        (report.lost_versions, "{n} earlier version is lost.", "{n} earlier versions are lost."),
        (report.lost_entries, "{n} entry of the log is lost.", "{n} entries of the log are lost."),
        (report.damaged_exhibits, "{n} exhibit is damaged.", "{n} exhibits are damaged."),
    ):
        if count:
            lines.append(say.n(one, more, count))
    if report.left:
        named = _small_rows(say)
        what = ", ".join(f"{named[table]} {count}" for table, count in report.left)
        lines.append(say("Left behind, because it cannot be read any more: {what}.", what=what))
    if report.whole:
        lines.append(say("Nothing is missing, as far as the vault itself can tell."))
    if not report.chain_kept:
        lines.append(say("The log was chained anew over what is left, and says so."))
    return tuple(lines)


def _small_rows(say: Translator) -> dict[str, str]:
    """Return what the rows of the small tables hold."""
    return {
        "member": say("members of the vault:"),
        "setting": say("settings:"),
        "own_text": say("own lists and templates:"),
        "draft": say("drafts:"),
        "erasure": say("certificates of erasure:"),
    }
