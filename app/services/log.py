"""Read the log, and write it down for somebody else."""

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from app.domain.log import LogPart
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.leaving import Leaving, let_leave, needed
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

MOST: Final = 2_000
"""So many entries are read at once; older ones are found by their case."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def read_log(store: Store, case_id: UUID | None = None) -> LogPart:
    """Return the newest entries of the log, of one case or of the whole vault, as far as the user may see them."""
    with store.read() as reader:
        return reader.log(case_id, MOST)


def deliver_log(
    store: Store, case_id: UUID | None, rows: Sequence[Sequence[str]], target: Path, *, reason: str
) -> None:
    """Write rows of the log as a table (CSV) and log that with the reason; neither is there without the other."""
    why = needed(reason)
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    data = made.getvalue().encode("utf-8-sig")
    told = {"sha256": hashlib.sha256(data).hexdigest(), "reason": whole(why.strip())}

    def made_of(uow: UnitOfWork) -> Leaving:
        if case_id is not None and uow.stored(case_id) is None:
            raise RefusedError(reason="This case is not in the vault.")
        detail = msgspec.json.encode(told, order="sorted").decode()
        return Leaving(data, "log.exported", str(case_id or ""), detail)

    let_leave(store, target, made_of)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell
