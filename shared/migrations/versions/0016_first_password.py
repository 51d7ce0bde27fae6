"""When somebody else gave an agent their password; an older version reads and writes around it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """A column that is empty for everybody there is."""
    op.add_column("agent", sa.Column("first_password_at", INSTANT))


def downgrade() -> None:
    """Nobody has to choose their own any more."""
    op.drop_column("agent", "first_password_at")
