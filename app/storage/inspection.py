"""What lies in the tables as it lies there, for the walk through the whole vault."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app.domain.erasure import Erasure
from app.domain.revision import Revision
from app.storage.audit import canonical
from app.storage.contents import revision_of
from app.storage.engine import scratch_engine
from app.storage.erasures import ErasedEntry, erased_entries, erasures, seals
from app.storage.migrate import migrate
from app.storage.rows import Base, DraftRow, ErasureRow, RecordRow, ReferenceRow, RevisionRow
from app.storage.search import misfit

SMALL: Final = ("vault", "member", "setting", "own_text")
"""The tables without versions. A later step that adds a column to one of them changes every hash: it then has to write
an entry of its own that says so."""


def _question(name: str) -> str:
    """Return the statement that reads every column of a table in the order of its key."""
    table = Base.metadata.tables[name]
    columns = ", ".join(column.name for column in table.columns)
    order = ", ".join(column.name for column in table.primary_key)
    return f"SELECT {columns} FROM {name} ORDER BY {order}"  # noqa: S608  names of this program


_QUESTIONS: Final = tuple((name, _question(name)) for name in SMALL)
_FORM = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name"

_STEPS: Final = "alembic_version"


def small_tables_hash(session: Session) -> str:
    """Return the SHA-256 of everything in the tables that have no versions: vault, members, settings, own texts."""
    connection = session.connection()
    digest = hashlib.sha256()
    for name, question in _QUESTIONS:
        rows = connection.exec_driver_sql(question).all()
        digest.update(canonical((name, [tuple(row) for row in rows])) + b"\n")
    return digest.hexdigest()


class Inspection:
    """Answers what only the walk through the whole vault asks, inside the transaction of its reader."""

    def __init__(self, session: Session) -> None:
        """Ask through an open session."""
        self._session = session

    def small_tables(self) -> str:
        """Return the hash of the tables without versions."""
        return small_tables_hash(self._session)

    def form(self) -> list[tuple[str, ...]]:
        """Return every table, index and trigger with the words that made it, and the newest step that was done."""
        return _form(self._session.connection())

    def revisions_by_entry(self) -> dict[int, list[tuple[str, Revision]]]:
        """Return (case, version) under the number of the audit entry; the case is "" when its record is gone."""
        cases = {row.id: str(row.case_id) for row in self._session.execute(select(RecordRow.id, RecordRow.case_id))}
        found: dict[int, list[tuple[str, Revision]]] = {}
        for row in self._session.scalars(select(RevisionRow).order_by(RevisionRow.entry)):
            found.setdefault(row.entry, []).append((cases.get(row.record_id, ""), revision_of(row)))
        return found

    def records(self) -> dict[UUID, dict[str, object]]:
        """Return every column of the current version of every record."""
        columns = list(RecordRow.__table__.columns)
        return {row.id: dict(row._mapping) for row in self._session.execute(select(*columns))}  # noqa: SLF001  its name

    def references(self) -> set[tuple[UUID, str, UUID]]:
        """Return (record, field, target) of every reference that is kept beside the records."""
        rows = self._session.execute(select(ReferenceRow.record_id, ReferenceRow.field, ReferenceRow.target_id))
        return {(row.record_id, row.field, row.target_id) for row in rows}

    def erasures(self) -> tuple[tuple[Erasure, tuple[ErasedEntry, ...]], ...]:
        """Return every erasure with what went from the log with it."""
        return tuple((one, erased_entries(self._session, one.id)) for one in erasures(self._session))

    def erasure_rows(self) -> set[tuple[UUID, UUID, int | None]]:
        """Return (id, case, entry) as they lie beside the content of each erasure."""
        rows = self._session.execute(select(ErasureRow.id, ErasureRow.case_id, ErasureRow.entry))
        return {(row.id, row.case_id, row.entry) for row in rows}

    def seals(self) -> Mapping[int, str]:
        """Return the seal of every entry of the log whose words are gone."""
        return seals(self._session)

    def unsearchable(self) -> UUID | None:
        """Return a record that the index of the search does not hold as it is, or should not hold."""
        return misfit(self._session)

    def drafts(self) -> Iterator[tuple[str, str]]:
        """Yield key and content of every draft."""
        for row in self._session.execute(select(DraftRow.key, DraftRow.content).order_by(DraftRow.key)):
            yield row.key, row.content


def form_as_made() -> list[tuple[str, ...]]:
    """Return what ``Inspection.form`` returns of a new vault, from the steps that make one."""
    engine = scratch_engine()
    try:
        migrate(engine)
        with engine.connect() as connection:
            return _form(connection)
    finally:
        engine.dispose()


def _form(connection: Connection) -> list[tuple[str, ...]]:
    form = [tuple(str(part) for part in row) for row in connection.exec_driver_sql(_FORM)]
    if any(name == _STEPS for _, name, *_ in form):
        steps = connection.exec_driver_sql(f"SELECT version_num FROM {_STEPS} ORDER BY version_num")  # noqa: S608  ours
        form += [(_STEPS, str(step)) for step in steps.scalars()]
    return form
