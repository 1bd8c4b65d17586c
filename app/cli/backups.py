"""The commands about backups and damage."""

import argparse
from pathlib import Path

from app.cli.opened import open_vault, passphrase_of, print_json
from app.clock import SystemClock
from app.domain.backup import Backup
from app.errors import RefusedError
from app.i18n import Translator
from app.services import backups, salvage
from app.viewmodels.backup_words import backup_line, done_words, restored_name, salvage_lines, salvaged_name


def back_up(options: argparse.Namespace, say: Translator) -> int:
    """Make a backup now; with ``--second`` set the second place first."""
    with open_vault(options, say) as store:
        if options.second is not None:
            backups.set_second_place(store, options.second)
        done = backups.back_up(store)
    if options.json:
        print_json(done)
    else:
        print(done_words(done, say))
    return 1 if done.trouble is not None else 0


def list_them(options: argparse.Namespace, say: Translator) -> int:
    """List the backups in the folder of the vault; no passphrase is needed."""
    found = backups.backups_of(options.vault)
    if options.json:
        print_json(found)
        return 0
    for one in found:
        print(f"{one.place.name}  {backup_line(one, say)}")
    if not found:
        print(say("There are no backups yet."))
    return 0


def drill(options: argparse.Namespace, say: Translator) -> int:
    """Open a backup for reading and check everything in it."""
    one = _chosen(options)
    with open_vault(options, say) as store:
        report = backups.drill(store, one)
    if options.json:
        print_json(report)
    else:
        print(say("The backup is whole: {n} records, log up to {entries}.", n=report.records, entries=report.entries))
    return 0


def restore(options: argparse.Namespace, say: Translator) -> int:
    """Make a new vault of a backup, beside the vault."""
    one = _chosen(options)
    place = backups.restore(one, options.to or restored_name(options.vault.absolute(), one, say))
    if options.json:
        print_json({"vault": str(place), "backup": one.place.name})
    else:
        print(say("Made: {vault}. It opens with the passphrases of the day of the backup.", vault=place))
    return 0


def save_what_is_left(options: argparse.Namespace, say: Translator) -> int:
    """Make a new vault of what can be read of a damaged one."""
    place = options.to or salvaged_name(options.vault.absolute(), say)
    report = salvage.salvage_vault(
        options.vault, passphrase_of(options, say), place, SystemClock(), name=say("Case found again")
    )
    if options.json:
        print_json({"vault": str(place), "report": report})
        return 0
    print(say("Made: {vault}. It opens with the same passphrases.", vault=place))
    for line in salvage_lines(report, say):
        print(f"  {line}")
    return 0


def _chosen(options: argparse.Namespace) -> Backup:
    """Return the backup that was named: a folder, or a name in the vault; the newest when none was."""
    found = backups.backups_of(options.vault)
    if options.backup is None:
        if not found:
            raise RefusedError(reason="There are no backups of this vault.")
        return found[0]
    for one in (*found, *backups.backups_in(Path(options.backup).absolute().parent)):
        if options.backup in {one.place.name, str(one.place)} or one.place == Path(options.backup).absolute():
            return one
    raise RefusedError(reason="There is no such backup. Look at the list of backups.")
