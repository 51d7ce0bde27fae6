"""What goes along with a referral, what came back with it, and which messages somebody has read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT

revision = "0010"
down_revision = "0009"

REFERRAL = ("packet_sealed", "answer_sealed", "due_on")


def upgrade() -> None:
    """Columns that are empty for all that is there."""
    op.add_column("referral", sa.Column("packet_sealed", sa.LargeBinary()))
    op.add_column("referral", sa.Column("answer_sealed", sa.LargeBinary()))
    op.add_column("referral", sa.Column("due_on", sa.Date()))
    op.add_column("message", sa.Column("read_at", INSTANT))


def downgrade() -> None:
    """Take them out again."""
    op.drop_column("message", "read_at")
    for name in REFERRAL:
        op.drop_column("referral", name)
