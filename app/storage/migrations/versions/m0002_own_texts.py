"""Own checklists and translations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make the table of own texts; the words of a checklist that was added cannot be changed any more."""
    op.create_table(
        "own_text",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "key", "version", "file", "text")),
        sa.Column("offered", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("added_at", "added_by")),
        sa.PrimaryKeyConstraint("kind", "key", "version", name=op.f("pk_own_text")),
    )
    op.execute(
        "CREATE TRIGGER tr_own_text_update BEFORE UPDATE ON own_text "
        "WHEN OLD.kind = 'checklist' AND (NEW.kind, NEW.key, NEW.version, NEW.text) "
        "IS NOT (OLD.kind, OLD.key, OLD.version, OLD.text) "
        "BEGIN SELECT RAISE(ABORT, 'the words of a checklist cannot be changed'); END"
    )
