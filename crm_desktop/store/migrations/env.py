"""What alembic executes to run migrations: on the connection and in the transaction it is given, never its own."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    # The caller began the transaction and commits it once the result has been verified.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
