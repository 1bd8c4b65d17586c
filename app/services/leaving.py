"""Let a file leave the vault: written beside its place, logged, and only then put there.

Whenever the program is killed, no whole file stands under its own name without an entry in the log. What was logged and
then could not be put in its place gets a second entry that says so.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.domain.member import Right
from app.domain.revision import AuditEntry
from app.errors import AppError, RefusedError
from app.services.files import hidden_file, put_in_place
from app.storage.erasures import NOT_WRITTEN
from app.storage.reading import Reader
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork


class Leaving(NamedTuple):
    """A file that leaves, and its entry in the log; ``data`` may come in pieces."""

    data: bytes | Iterable[bytes]
    action: str
    subject: str
    detail: str


def let_leave(
    store: Store, target: Path, made: Callable[[UnitOfWork], Leaving], needs: Right | None = Right.RECORD
) -> None:
    """Write a file where the user wants it and log it; ``made`` makes it, and raises when it may not leave.

    What cannot be written or logged leaves no file and no entry, and an older file of this name stays.
    """
    with ExitStack() as hidden:
        with store.write(needs) as uow:
            leaving = made(uow)
            fresh = hidden.enter_context(hidden_file(target, leaving.data))
            entry = uow.commit(leaving.action, leaving.subject, leaving.detail)
        try:
            put_in_place(fresh, target)
        except BaseException:
            _take_back(store, entry, needs)
            raise


def needed(reason: str) -> str:
    """Return a reason that says something; raise ``RefusedError`` for an empty one."""
    if not reason.strip():
        raise RefusedError(reason="Give a reason.")
    return reason


def not_written(reader: Reader, subject: str) -> frozenset[int]:
    """Return the numbers of the entries about something whose file was not put in its place after all."""
    details = (entry.detail for entry in reader.entries_of(NOT_WRITTEN, subject))
    return frozenset(msgspec.json.decode(detail, type=dict[str, int])["entry"] for detail in details if detail)


def _take_back(store: Store, entry: AuditEntry, needs: Right | None) -> None:
    """Log that a file is not there; a vault that cannot be written now keeps only what it announced."""
    with suppress(AppError), store.write(needs) as uow:
        uow.commit(NOT_WRITTEN, entry.subject, msgspec.json.encode({"entry": entry.number}).decode())
