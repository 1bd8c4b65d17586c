"""The index of everything that was typed in the records as they are now.

It is an FTS5 table in the database itself, so it is encrypted, backed up and rolled back with everything else. What a
record no longer says may stay in the pages of the index until it is tidied up: the versions of the record keep the same
words. Only erasing a case makes the index anew (``forget_case``).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Integer, Select, bindparam, column, delete, insert, select, table
from sqlalchemy.orm import Session

from app.domain.case import Case
from app.domain.member import Scope
from app.domain.record import Record
from app.domain.revision import RecordKind
from app.domain.search import Term
from app.domain.typed_words import searched
from app.storage.contents import decode_record
from app.storage.rows import RecordRow, SearchedRow
from app.storage.scope import within

WEIGHED: Final = 150
"""So many records are weighed; of more, those that were recorded last."""

_NEWEST: Final = 10_000
_AT_ONCE: Final = 2_000
FORM: Final = (
    "CREATE VIRTUAL TABLE search USING fts5"
    "(case_key, words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)
_INDEX = table("search", column("rowid", Integer), column("case_key"), column("words"))


class FoundRow(msgspec.Struct, frozen=True):
    """A record, the head of its case, and the last possible day that it is about."""

    record: Record
    case: Case
    day: date | None


def text_of(record: Record) -> str:
    """Return everything that was typed in a record, as the index keeps it."""
    return "\n".join(passage.words for passage in searched(record)).replace("\0", " ")


def question(terms: Sequence[Term], case_id: UUID | None = None) -> str:
    """Return what FTS5 is asked: all terms, each in quotation marks, so that nothing in them is an instruction."""
    told = [f'"{term.said}"{" *" if term.open else ""}' for term in terms]
    asked = f"words : ({' AND '.join(told)})"
    return asked if case_id is None else f'case_key : "{case_id.hex}" AND {asked}'


class SearchKeeper:
    """Keeps the index up to date inside a transaction."""

    def __init__(self, session: Session) -> None:
        """Write through an open session."""
        self._session = session

    def add(self, case_id: UUID, records: Iterable[Record]) -> None:
        """Make records findable that are not yet."""
        _write(self._session.connection(), [(record.id, case_id, record) for record in records])

    def remove(self, record_id: UUID) -> None:
        """Have a record not found any more."""
        place = self._session.scalar(select(SearchedRow.place).where(SearchedRow.record_id == record_id))
        if place is not None:
            self._session.execute(delete(_INDEX).where(_INDEX.c.rowid == place))
            self._session.execute(delete(SearchedRow).where(SearchedRow.place == place))


def fill(connection: Connection) -> None:
    """Put every record that was not withdrawn into an index that is still empty."""
    rows = connection.execute(
        select(RecordRow.id, RecordRow.case_id, RecordRow.kind, RecordRow.content)
        .where(~RecordRow.withdrawn)
        .execution_options(yield_per=_AT_ONCE)
    )
    for some in rows.partitions(_AT_ONCE):
        _write(connection, [(row.id, row.case_id, decode_record(row.kind, row.content)) for row in some])


def forget_case(session: Session, case_id: UUID) -> None:
    """Remove a case from the index for good: the index is made anew, so that no word of it stays in its pages."""
    records = select(RecordRow.id).where(RecordRow.case_id == case_id)
    places = session.scalars(select(SearchedRow.place).where(SearchedRow.record_id.in_(records))).all()
    for place in places:
        session.execute(delete(_INDEX).where(_INDEX.c.rowid == place))
        session.execute(delete(SearchedRow).where(SearchedRow.place == place))
    session.connection().exec_driver_sql("INSERT INTO search(search) VALUES ('rebuild')")


def found_records(
    session: Session, scope: Scope, terms: Sequence[Term], case_id: UUID | None
) -> tuple[list[FoundRow], bool]:
    """Return the records that hold all terms, in cases within the scope, and whether there are more.

    The index is read from its beginning, because FTS5 is slow the other way
    round; of very many records those that were added last are therefore looked up apart.
    """
    asked = question(terms, case_id)
    places = _places(scope)
    found = session.scalars(places.limit(WEIGHED + 1), {"asked": asked, "after": 0}).all()
    if len(found) <= WEIGHED:
        return _rows(session, found), False
    newest = session.scalar(select(SearchedRow.place).order_by(SearchedRow.place.desc()).limit(1)) or 0
    late = session.scalars(places.limit(_NEWEST), {"asked": asked, "after": newest - _NEWEST}).all()
    return _rows(session, [*late[-WEIGHED:], *found[: max(0, WEIGHED - len(late))]]), True


def held_words(records: Sequence[UUID]) -> Select[tuple[UUID, str, str]]:
    """Return the question for what the index holds of these records: its id, its case and its words."""
    return (
        select(SearchedRow.record_id, _INDEX.c.case_key, _INDEX.c.words)
        .outerjoin_from(SearchedRow, _INDEX, _INDEX.c.rowid == SearchedRow.place)
        .where(SearchedRow.record_id.in_(records))
    )


def _places(scope: Scope) -> Select[int]:
    """Return the question for the places of what is found, from the first; records are only looked at if need be."""
    asked = select(_INDEX.c.rowid).where(
        _INDEX.c.rowid > bindparam("after"), column("search").op("MATCH")(bindparam("asked"))
    )
    if scope is Scope.ALL:
        return asked
    joined = asked.join(SearchedRow, SearchedRow.place == _INDEX.c.rowid)
    return joined.join(RecordRow, RecordRow.id == SearchedRow.record_id).where(*within(scope, RecordRow.case_id))


def _rows(session: Session, places: Sequence[int]) -> list[FoundRow]:
    """Return the records at these places, those of withdrawn cases left out.

    Two questions that name ids and nothing else, because a condition on the kind lures SQLite into reading every case.
    """
    rows = session.execute(
        select(RecordRow.case_id, RecordRow.kind, RecordRow.content, RecordRow.first_day, RecordRow.last_day)
        .join(SearchedRow, SearchedRow.record_id == RecordRow.id)
        .where(SearchedRow.place.in_(places))
    ).all()
    heads = session.execute(
        select(RecordRow.id, RecordRow.content, RecordRow.withdrawn).where(
            RecordRow.id.in_({row.case_id for row in rows})
        )
    )
    cases = {head.id: decode_record(RecordKind.CASE, head.content) for head in heads if not head.withdrawn}
    return [
        FoundRow(decode_record(row.kind, row.content), case, row.last_day or row.first_day)
        for row in rows
        if isinstance(case := cases.get(row.case_id), Case)
    ]


def _write(connection: Connection, rows: Sequence[tuple[UUID, UUID, Record]]) -> None:
    if not rows:
        return
    last = connection.scalar(select(SearchedRow.place).order_by(SearchedRow.place.desc()).limit(1)) or 0
    places = range(last + 1, last + 1 + len(rows))
    connection.execute(
        insert(SearchedRow), [{"place": place, "record_id": one[0]} for place, one in zip(places, rows, strict=True)]
    )
    connection.execute(
        insert(_INDEX),
        [
            {"rowid": place, "case_key": case_id.hex, "words": text_of(record)}
            for place, (_, case_id, record) in zip(places, rows, strict=True)
        ],
    )
