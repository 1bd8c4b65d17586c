"""What every command needs: the passphrase, the open vault, its case and reference date, and answers as JSON."""

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

from app.clock import SystemClock, today
from app.domain.snapshot import CaseSnapshot
from app.errors import RefusedError
from app.i18n import Translator
from app.services import cases, vault
from app.services.files import read_passphrase
from app.storage.store import Store


def open_vault(options: argparse.Namespace, say: Translator) -> Store:
    """Unlock the vault."""
    return vault.unlock_vault(options.vault, passphrase_of(options, say), SystemClock())


def passphrase_of(options: argparse.Namespace, say: Translator, *, twice: bool = False) -> str:
    """Read the passphrase from the given file, or ask for it on a terminal."""
    if options.passphrase_file is not None:
        return read_passphrase(options.passphrase_file)
    if not sys.stdin.isatty():
        raise RefusedError(reason="Give the passphrase with --passphrase-file.")
    return _typed(say("Passphrase: "), say, twice=twice)


def new_passphrase(file: Path | None, say: Translator) -> str:
    """Read a new passphrase from a file, or ask for it twice on a terminal."""
    if file is not None:
        return read_passphrase(file)
    if not sys.stdin.isatty():
        raise RefusedError(reason="Give the new passphrase with --new-passphrase-file.")
    return _typed(say("New passphrase: "), say, twice=True)


def seal_passphrase(file: Path | None, say: Translator) -> str:
    """Read the password of a certificate from a file, or ask for it on a terminal."""
    if file is not None:
        return read_passphrase(file)
    if not sys.stdin.isatty():
        raise RefusedError(reason="Give the password of the certificate with --seal-passphrase-file.")
    return _typed(say("Password of the certificate: "), say, twice=False)


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    print(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode())


def find_case(store: Store, reference: str) -> UUID:
    """Return the case with a visible number."""
    for summary in cases.list_cases(store):
        if summary.case.reference == reference:
            return summary.case.id
    raise RefusedError(reason="There is no case with this number in the vault.")


def reference_of(options: argparse.Namespace, snapshot: CaseSnapshot) -> tuple[date, int]:
    """Return reference date T and window W: as asked, else the case's own, else today and the case's window."""
    at = options.at or snapshot.case.reference_date or today(SystemClock())
    return at, options.window or snapshot.case.window


def _typed(question: str, say: Translator, *, twice: bool) -> str:
    first = getpass.getpass(question)
    if twice and getpass.getpass(say("Once more: ")) != first:
        raise RefusedError(reason="The two passphrases differ.")
    return first
