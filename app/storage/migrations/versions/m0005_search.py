"""The index of everything that was typed, and one for the list of very many cases."""

import sqlalchemy as sa
from alembic import op

from app.storage.search import FORM, fill

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Make the index and fill it with the records that are there."""
    op.create_table(
        "searched",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_searched_record_id_record"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_searched")),
        sa.UniqueConstraint("record_id", name=op.f("uq_searched_record_id")),
    )
    op.create_index(
        op.f("ix_record_kind_withdrawn_case_id_last_day_first_day"),
        "record",
        ["kind", "withdrawn", "case_id", "last_day", "first_day"],
    )
    op.execute(FORM)
    fill(op.get_bind())
