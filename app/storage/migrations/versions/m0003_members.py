"""The people who may open the vault, what the vault has been set to, and the bytes of exhibits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"

_FROZEN = (
    ("member", "DELETE", "who could open the vault is not forgotten"),
    ("exhibit_chunk", "UPDATE", "an exhibit cannot be changed"),
)


def upgrade() -> None:
    """Make the tables and the triggers that keep what was written."""
    op.create_table(
        "member",
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "roles", "added_at", "added_by")),
        sa.Column("removed_at", sa.Text(), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("slot_id", name=op.f("pk_member")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "exhibit_chunk",
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exhibit_id"],
            ["record.id"],
            name=op.f("fk_exhibit_chunk_exhibit_id_record"),
            ondelete="RESTRICT",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("exhibit_id", "position", name=op.f("pk_exhibit_chunk")),
    )
    for table, verb, sentence in _FROZEN:
        op.execute(
            f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
