"""Run the steps on the connection that ``app.storage.migrate`` hands over, inside its transaction."""

from alembic import context

from app.storage.rows import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,
)
context.run_migrations()
