"""The first form: records, references, revisions, audit chain, drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

_FROZEN = (
    ("audit", "UPDATE", "", "the log cannot be changed"),
    ("audit", "DELETE", "", "the log cannot be changed"),
    ("revision", "UPDATE", "", "a version cannot be changed"),
    ("revision", "DELETE", "", "a version cannot be changed"),
    ("record", "UPDATE", "WHEN OLD.signed", "a signed assessment cannot be changed"),
    ("record", "DELETE", "WHEN OLD.signed", "a signed assessment cannot be changed"),
    (
        "reference",
        "UPDATE",
        "WHEN (SELECT signed FROM record WHERE id = OLD.record_id)",
        "a signed assessment cannot be changed",
    ),
    (
        "reference",
        "DELETE",
        "WHEN (SELECT signed FROM record WHERE id = OLD.record_id)",
        "a signed assessment cannot be changed",
    ),
)


def upgrade() -> None:
    """Make every table and the triggers that keep what was written."""
    op.create_table(
        "vault",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.CheckConstraint("one = 1", name=op.f("ck_vault_single")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_vault")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_record_number")),
        sa.ForeignKeyConstraint(["case_id"], ["record.id"], name=op.f("fk_record_case_id_record"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("case_id", "series", "number", name=op.f("uq_record_case_id_series_number")),
    )
    op.create_index(op.f("ix_record_case_id_kind"), "record", ["case_id", "kind"])
    op.create_table(
        "reference",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_reference_record_id_record"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["record.id"], name=op.f("fk_reference_target_id_record"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("record_id", "field", name=op.f("pk_reference")),
    )
    op.create_index(op.f("ix_reference_target_id"), "reference", ["target_id"])
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("at", "by", "action", "subject", "detail", "content", "previous", "hash")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_table(
        "revision",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "action", "at", "by", "reason", "content")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["audit.number"],
            name=op.f("fk_revision_entry_audit"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_revision_record_id_record"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("record_id", "number", name=op.f("pk_revision")),
    )
    op.create_index(op.f("ix_revision_entry"), "revision", ["entry"])
    op.create_table(
        "draft",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_case_id"), "draft", ["case_id"])
    for table, verb, condition, sentence in _FROZEN:
        op.execute(
            f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
