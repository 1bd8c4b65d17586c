"""What lies in the tables as it lies there, for the walk through the whole vault.

Everything comes in the order in which it is walked through, a few hundred rows at a time: a vault is checked in the
same memory however large it is.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import ColumnClause, Row, Select, func, literal_column, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.erasure import Erasure
from app.domain.exhibit import Exhibit
from app.domain.revision import AuditEntry, RecordKind, Revision
from app.storage.audit import TABLES, canonical
from app.storage.contents import decode_record, entry_of, revision_of
from app.storage.engine import scratch_engine
from app.storage.erasures import ErasedEntry, erased_entries, erasures
from app.storage.migrate import migrate
from app.storage.rows import (
    AuditRow,
    Base,
    DraftRow,
    ErasedEntryRow,
    ErasureRow,
    RecordRow,
    ReferenceRow,
    RevisionRow,
    SearchedRow,
)
from app.storage.search import held_words

SMALL: Final = ("vault", "member", "setting", "own_text")
"""The tables without versions. A later step that adds a column to one of them changes every hash: it then has to write
an entry of its own that says so."""

_AT_ONCE: Final = 500
_LINKS: Final = 2_000
_PLACE: Final[ColumnClause[int]] = literal_column("record.rowid")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What the vault holds of one record.

    ``columns`` are those of its row, of which ``case`` is one. ``versions`` are (entry of the log, number, whether that
    entry tells of tables) in the order of the log, and ``newest`` is the last of them. ``references`` are (field,
    target). ``words`` are what the index of the search holds: (case, words).
    """

    case: UUID
    columns: Mapping[str, object]
    versions: tuple[tuple[int, int, bool], ...]
    newest: Revision | None
    references: frozenset[tuple[str, UUID]]
    words: tuple[tuple[str, str], ...]


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

    def form(self) -> tuple[tuple[str, ...], ...]:
        """Return every table, index and trigger with the words that made it, and the newest step that was done."""
        return _form(self._session.connection())

    def log(self) -> Iterator[tuple[list[AuditEntry], Mapping[int, str]]]:
        """Yield the log in pieces, each with the seals of those of its entries whose words are gone."""
        columns = AuditRow.__table__.columns
        rows = self._session.execute(select(*columns).order_by(AuditRow.number).execution_options(yield_per=_LINKS))
        for some in rows.partitions():
            entries = [entry_of(row) for row in some]
            sealed = select(ErasedEntryRow.entry, ErasedEntryRow.seal).where(
                ErasedEntryRow.seal != "", ErasedEntryRow.entry.between(entries[0].number, entries[-1].number)
            )
            yield entries, {row.entry: row.seal for row in self._session.execute(sealed)}

    def versions(self, of: int | None = None) -> Iterator[tuple[int, Iterator[tuple[str, Revision]]]]:
        """Yield the number of an audit entry with (case, version) of what it wrote, in the order of the log.

        With ``of`` that of one entry only. The case is "" when the record of a version is gone.
        """
        columns: list[Any] = [*RevisionRow.__table__.columns, RecordRow.case_id]
        rows = self._session.execute(
            select(*columns)
            .outerjoin(RecordRow, RecordRow.id == RevisionRow.record_id)
            .where(*(() if of is None else (RevisionRow.entry == of,)))
            .order_by(RevisionRow.entry)
            .execution_options(yield_per=_AT_ONCE)
        )
        for entry, some in groupby(rows, key=attrgetter("entry")):
            yield entry, ((str(row.case_id or ""), revision_of(row)) for row in some)

    def erased_versions(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the number of an audit entry with the hashes of what it wrote and went, in the order of the log."""
        rows = self._session.execute(
            select(ErasedEntryRow.entry, ErasedEntryRow.versions)
            .join(ErasureRow, ErasureRow.id == ErasedEntryRow.erasure_id)
            .order_by(ErasedEntryRow.entry)
            .execution_options(yield_per=_AT_ONCE)
        )
        for entry, some in groupby(rows, key=attrgetter("entry")):
            yield entry, [version for row in some for version in row.versions.split()]

    def records(self) -> Iterator[Held]:
        """Yield every record with its versions, references and words, in the order in which the rows lie there."""
        last = -1 << 62
        while rows := self._session.execute(
            select(_PLACE.label("place"), *RecordRow.__table__.columns)
            .where(last < _PLACE)
            .order_by(_PLACE)
            .limit(_AT_ONCE)
        ).all():
            last = rows[-1].place
            yield from self._held(rows)

    def strays(self) -> bool:
        """Whether a version or a reference is there without its record."""
        return self._alone(RevisionRow.record_id) or self._alone(ReferenceRow.record_id)

    def stray_words(self) -> bool:
        """Whether the index of the search holds words of a record that is not there."""
        return self._alone(SearchedRow.record_id)

    def exhibits(self) -> Iterator[Exhibit]:
        """Yield every exhibit, also the withdrawn ones."""
        rows = self._session.execute(
            select(RecordRow.kind, RecordRow.content)
            .where(RecordRow.kind == RecordKind.EXHIBIT.value)
            .execution_options(yield_per=_AT_ONCE)
        )
        for row in rows:
            record = decode_record(row.kind, row.content)
            if isinstance(record, Exhibit):
                yield record

    def erasures(self) -> Iterator[tuple[Erasure, tuple[ErasedEntry, ...]]]:
        """Yield every erasure with what went from the log with it."""
        for one in erasures(self._session):
            yield one, erased_entries(self._session, one.id)

    def erasure_rows(self) -> set[tuple[UUID, UUID, int | None]]:
        """Return (id, case, entry) as they lie beside the content of each erasure."""
        rows = self._session.execute(select(ErasureRow.id, ErasureRow.case_id, ErasureRow.entry))
        return {(row.id, row.case_id, row.entry) for row in rows}

    def drafts(self) -> Iterator[tuple[str, str]]:
        """Yield key and content of every draft."""
        for row in self._session.execute(select(DraftRow.key, DraftRow.content).order_by(DraftRow.key)):
            yield row.key, row.content

    def _alone(self, column: InstrumentedAttribute[UUID]) -> bool:
        there = select(RecordRow.id).where(RecordRow.id == column).exists()
        asked: Select[Any] = select(literal_column("1")).select_from(column.class_).where(~there).limit(1)
        return self._session.execute(asked).first() is not None

    def _held(self, rows: Sequence[Row[Any]]) -> Iterator[Held]:
        """Yield what belongs to some records."""
        ids = [row.id for row in rows]
        versions = self._by_record(
            select(*RevisionRow.__table__.columns, (func.instr(AuditRow.content, TABLES) > 0).label("told"))
            .outerjoin(AuditRow, AuditRow.number == RevisionRow.entry)
            .where(RevisionRow.record_id.in_(ids))
            .order_by(RevisionRow.record_id, RevisionRow.entry, RevisionRow.number)
        )
        references = self._by_record(
            select(ReferenceRow.record_id, ReferenceRow.field, ReferenceRow.target_id).where(
                ReferenceRow.record_id.in_(ids)
            )
        )
        words = self._by_record(held_words(ids))
        for row in rows:
            columns = dict(row._mapping)  # noqa: SLF001  its name
            del columns["place"]
            own = versions.get(row.id, ())
            yield Held(
                case=row.case_id,
                columns=columns,
                versions=tuple((one.entry, one.number, bool(one.told)) for one in own),
                newest=revision_of(own[-1]) if own else None,
                references=frozenset((one.field, one.target_id) for one in references.get(row.id, ())),
                words=tuple((one.case_key, one.words) for one in words.get(row.id, ())),
            )

    def _by_record(self, question: Any) -> dict[UUID, list[Row[Any]]]:  # noqa: ANN401  a select of any columns
        found: dict[UUID, list[Row[Any]]] = {}
        for row in self._session.execute(question):
            found.setdefault(row.record_id, []).append(row)
        return found


@cache
def form_as_made() -> tuple[tuple[str, ...], ...]:
    """Return what ``Inspection.form`` returns of a new vault, from the steps that make one.

    The steps of a program do not change while it runs, and taking them is more than half the work of checking a small
    vault.
    """
    engine = scratch_engine()
    try:
        migrate(engine)
        with engine.connect() as connection:
            return _form(connection)
    finally:
        engine.dispose()


def _form(connection: Connection) -> tuple[tuple[str, ...], ...]:
    form = [tuple(str(part) for part in row) for row in connection.exec_driver_sql(_FORM)]
    if any(name == _STEPS for _, name, *_ in form):
        steps = connection.exec_driver_sql(f"SELECT version_num FROM {_STEPS} ORDER BY version_num")  # noqa: S608  ours
        form += [(_STEPS, str(step)) for step in steps.scalars()]
    return tuple(form)
