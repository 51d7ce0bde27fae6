"""Which days of missed searches each kiosk has told the city of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "missed_report",
        sa.Column("kiosk_id", sa.String(), nullable=False),
        sa.Column("searched_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("kiosk_id", "searched_on", name="pk_missed_report"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("missed_report")
