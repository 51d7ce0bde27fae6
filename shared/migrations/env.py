"""What Alembic runs: on the connection it is handed, inside the transaction already open there."""

from __future__ import annotations

from alembic import context

from shared.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
