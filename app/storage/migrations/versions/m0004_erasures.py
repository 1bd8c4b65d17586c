"""Erasing a case: what was proposed and done, and guards that open for that and nothing else."""

# ruff: noqa: S608 -- the words of every statement are constants of this file
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"

_NOW = "erasure.entry > (SELECT coalesce(max(number), 0) FROM audit)"
_CASE_GOES = (
    "EXISTS (SELECT 1 FROM erasure JOIN record ON record.case_id = erasure.case_id "
    "WHERE record.id = OLD.{record} AND " + _NOW + ")"
)
_WORDS_GO = (
    "EXISTS (SELECT 1 FROM erased_entry JOIN erasure ON erasure.id = erased_entry.erasure_id "
    "WHERE erased_entry.entry = OLD.number AND " + _NOW + ") AND "
    "(NEW.number, NEW.at, NEW.by, NEW.action, NEW.subject, NEW.content, NEW.previous, NEW.hash) IS "
    "(OLD.number, OLD.at, OLD.by, OLD.action, OLD.subject, OLD.content, OLD.previous, OLD.hash)"
)
_OPENED = (
    ("audit", "UPDATE", f"NOT ({_WORDS_GO})", "the log cannot be changed"),
    ("revision", "DELETE", f"NOT {_CASE_GOES.format(record='record_id')}", "a version cannot be changed"),
    (
        "record",
        "DELETE",
        f"OLD.signed AND NOT {_CASE_GOES.format(record='id')}",
        "a signed assessment cannot be changed",
    ),
    (
        "reference",
        "DELETE",
        f"(SELECT signed FROM record WHERE id = OLD.record_id) AND NOT {_CASE_GOES.format(record='record_id')}",
        "a signed assessment cannot be changed",
    ),
)
_FROZEN = (
    (
        "erasure",
        "UPDATE",
        "OLD.entry IS NOT NULL OR (NEW.id, NEW.case_id) IS NOT (OLD.id, OLD.case_id)",
        "an erasure cannot be changed",
    ),
    ("erasure", "DELETE", "1", "an erasure cannot be changed"),
    (
        "erased_entry",
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM erasure WHERE id = NEW.erasure_id AND {_NOW})",
        "an erasure cannot be changed",
    ),
    ("erased_entry", "UPDATE", "1", "an erasure cannot be changed"),
    ("erased_entry", "DELETE", "1", "an erasure cannot be changed"),
)


def upgrade() -> None:
    """Make the tables, and let the guards of the log and of the versions open while a case is erased.

    An erasure names the number of the log entry that ends it. The guards are open from then until that entry is
    written; the foreign key lets no transaction end without it.
    """
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["audit.number"],
            name=op.f("fk_erasure_entry_audit"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_table(
        "erased_entry",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("versions", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"], ["audit.number"], name=op.f("fk_erased_entry_entry_audit"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["erasure_id"], ["erasure.id"], name=op.f("fk_erased_entry_erasure_id_erasure"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("entry", "erasure_id", name=op.f("pk_erased_entry")),
    )
    for table, verb, condition, sentence in (*_OPENED, *_FROZEN):
        op.execute(f"DROP TRIGGER IF EXISTS tr_{table}_{verb.lower()}")
        op.execute(
            f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
