"""What two browsers tell each other to hear each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT, one_of

revision = "0009"
down_revision = "0008"

TABLES = ("media_signal",)


def upgrade() -> None:
    """Make them, each after the ones it refers to."""
    _media_signal()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _media_signal() -> None:
    op.create_table(
        "media_signal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("side", one_of("media_side", "kiosk", "agent"), nullable=False),
        sa.Column("attempt", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_media_signal_call_id_call"),
        sa.PrimaryKeyConstraint("id", name="pk_media_signal"),
    )
    op.create_index("ix_media_signal_call_id_side_id", "media_signal", ["call_id", "side", "id"])
    op.create_index("ix_media_signal_made_at", "media_signal", ["made_at"])
