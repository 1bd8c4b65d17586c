"""Let a file leave the vault: written beside its place, logged, and only then put there.

Whenever the program is killed, no whole file stands under its own name without an entry in the log. What was logged and
then could not be put in its place gets a second entry that says so. The hidden file beside its place is known to the
vault before it is there, so that what a killed program left of it is taken away at the next opening.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from app.domain.member import Right
from app.domain.revision import AuditEntry
from app.domain.whole_text import whole
from app.errors import AppError, RefusedError
from app.services.files import hidden_file, hidden_name, put_in_place, refuse_no_file
from app.storage.erasures import NOT_WRITTEN
from app.storage.outside import Announced, announced_here
from app.storage.reading import Reader
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

_LEFT_BEHIND: Final = "file.removed"
"""The entry about what a killed program left of a file that it had not logged yet."""
_LET_GO: Final = "file.let_go"
"""The entry about files that may still be outside the vault and are not named any more."""


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

    What cannot be written or logged leaves no file and no entry, and an older file of this name stays. For a folder, a
    device or a pipe ``NotAFileError`` is raised before anything is made.
    """
    refuse_no_file(target)
    if needs is not None:
        store.refuse_without(needs)
    with _announced(store, hidden_name(target)) as file, ExitStack() as hidden:
        with store.write(needs) as uow:
            leaving = made(uow)
            fresh = hidden.enter_context(hidden_file(target, leaving.data, Path(file.path)))
            uow.drafts.announce(msgspec.structs.replace(file, entry=uow.number, subject=leaving.subject))
            entry = uow.commit(leaving.action, leaving.subject, leaving.detail)
        try:
            put_in_place(fresh, target)
        except BaseException:
            _take_back(store, entry, needs)
            raise


@contextmanager
def _announced(store: Store, fresh: Path) -> Iterator[Announced]:
    """Have the vault know a hidden file before it is there, until it is not there any more."""
    file = announced_here(fresh)
    with store.drafts(needs=None) as drafts:
        drafts.announce(file)
    try:
        yield file
    finally:
        with suppress(AppError), store.drafts(needs=None) as drafts:
            drafts.forget(file)


def sweep_outside(store: Store) -> tuple[Path, ...]:
    """Take away what a killed program left half written outside the vault, and log that.

    Returns what may still be there: it could not be removed, or its folder is not there now, and nobody let go of it.
    That is tried again at every opening on the same computer.
    """
    if store.read_only is not None:
        return ()
    with store.inspect() as reader:
        files = [file for file in reader.announced() if file.is_ours]
    return tuple(Path(file.path) for file in files if not _swept(store, file) and not file.let_go)


def let_go_outside(store: Store, paths: Collection[Path], reason: str) -> None:
    """Tell no more of these files that may still be outside the vault, because somebody knows why; that is logged.

    Where their disk comes back after all, they are still taken away.
    """
    why = whole(needed(reason).strip())
    with store.write(None) as uow:
        known = [file for file in uow.announced() if file.is_ours and not file.let_go and Path(file.path) in paths]
        if not known:
            return
        for file in known:
            uow.drafts.announce(msgspec.structs.replace(file, let_go=True))
        subjects = {file.subject for file in known}
        told = {"reason": why, "entries": [file.entry for file in known if file.entry]}
        subject = subjects.pop() if len(subjects) == 1 else ""
        uow.commit(_LET_GO, subject, msgspec.json.encode(told, order="sorted").decode())


def _swept(store: Store, file: Announced) -> bool:
    path = Path(file.path)
    there = os.path.lexists(path)
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    if not there:
        if not path.parent.is_dir():
            return False
        with store.drafts(needs=None) as drafts:
            drafts.forget(file)
        return True
    with store.write(None) as uow:
        uow.drafts.forget(file)
        if file.entry:
            uow.commit(NOT_WRITTEN, file.subject, msgspec.json.encode({"entry": file.entry}).decode())
        else:
            uow.commit(_LEFT_BEHIND, "")
    return True


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
