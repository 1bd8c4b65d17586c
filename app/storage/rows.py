"""The tables. Every record of every kind is one row of ``record`` with its content as canonical JSON.

The columns beside the content serve sorting, numbering and the list of cases; they are always derived from it.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Common ground of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text()}  # noqa: RUF012  SQLAlchemy reads this class attribute


class VaultRow(Base):
    """The one row about the vault itself."""

    __tablename__ = "vault"
    __table_args__ = (CheckConstraint("one = 1", name="single"),)

    one: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID]
    made_at: Mapped[str]


class RecordRow(Base):
    """The current version of a record."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("case_id", "series", "number"),
        ForeignKeyConstraint(["case_id"], ["record.id"], ondelete="RESTRICT"),
        CheckConstraint("number > 0", name="number"),
        Index(None, "case_id", "kind"),
        Index(None, "kind", "withdrawn", "case_id", "last_day", "first_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    kind: Mapped[str]
    series: Mapped[str]
    number: Mapped[int]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    withdrawn: Mapped[bool]
    signed: Mapped[bool]
    revision: Mapped[int]
    content: Mapped[str]


class ReferenceRow(Base):
    """One record points to another; only the current versions of records that were not withdrawn count."""

    __tablename__ = "reference"
    __table_args__ = (Index(None, "target_id"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="RESTRICT"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    target_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="RESTRICT"))


class AuditRow(Base):
    """One link of the audit chain; append-only by trigger."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    by: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    content: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class RevisionRow(Base):
    """One version of one record; append-only by trigger. ``entry`` is the audit entry it was written with."""

    __tablename__ = "revision"
    __table_args__ = (Index(None, "entry"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="RESTRICT"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    entry: Mapped[int] = mapped_column(
        ForeignKey("audit.number", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    )
    kind: Mapped[str]
    action: Mapped[str]
    at: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str]
    content: Mapped[str]


class SearchedRow(Base):
    """The place of a record in the table ``search``, an FTS5 index that is no model because it is no ordinary table."""

    __tablename__ = "searched"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="RESTRICT"), unique=True)


class DraftRow(Base):
    """Half-typed input; no part of the case and without versions."""

    __tablename__ = "draft"
    __table_args__ = (Index(None, "case_id"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    kept_at: Mapped[str]
    content: Mapped[str]


class OwnTextRow(Base):
    """An own checklist or translation; the words of a checklist cannot change, by trigger."""

    __tablename__ = "own_text"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    text: Mapped[str]
    offered: Mapped[bool]
    added_at: Mapped[str]
    added_by: Mapped[str]


class MemberRow(Base):
    """Somebody who may open the vault, or could once; ``slot_id`` is the key slot in ``keyring.json``.

    ``roles`` are separated by spaces.
    """

    __tablename__ = "member"

    slot_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    roles: Mapped[str]
    added_at: Mapped[str]
    added_by: Mapped[str]
    removed_at: Mapped[str | None]
    removed_by: Mapped[str | None]


class SettingRow(Base):
    """One thing that the vault has been set to, as JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ExhibitChunkRow(Base):
    """A piece of the bytes of an exhibit, in the order of ``position``; never overwritten, by trigger.

    The pieces are written before their record, whose hash is only known at the end of them.
    """

    __tablename__ = "exhibit_chunk"

    exhibit_id: Mapped[UUID] = mapped_column(
        ForeignKey("record.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class ErasureRow(Base):
    """A proposal to erase a case, and what became of it; ``content`` is an ``Erasure`` as canonical JSON.

    ``entry`` is the audit entry with which the case went. It is set before that entry is written, in one transaction:
    only in between may anything of the case be removed, by trigger.
    """

    __tablename__ = "erasure"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    entry: Mapped[int | None] = mapped_column(
        ForeignKey("audit.number", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    )
    content: Mapped[str]


class ErasedEntryRow(Base):
    """An audit entry from which something went with a case.

    ``versions`` are the hashes of the versions that it wrote, separated by spaces. ``seal`` is the hash of what is
    left of the entry when its words went as well, "" when it keeps them.
    """

    __tablename__ = "erased_entry"

    entry: Mapped[int] = mapped_column(ForeignKey("audit.number", ondelete="RESTRICT"), primary_key=True)
    erasure_id: Mapped[UUID] = mapped_column(ForeignKey("erasure.id", ondelete="RESTRICT"), primary_key=True)
    versions: Mapped[str]
    seal: Mapped[str]
