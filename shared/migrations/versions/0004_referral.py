"""Who was sent where and why, and what became of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    outcome = sa.Enum(
        "open", "accepted", "sent_back",
        name="outcome", native_enum=False, create_constraint=True, length=24,
    )  # fmt: skip
    op.create_table(
        "referral",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("matter_id", sa.String(), nullable=True),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("location_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("assignment", sa.String(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("outcome", outcome, nullable=False),
        sa.Column("sent_back_why", sa.String(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.UniqueConstraint("key", name="uq_referral_key"),
    )
    op.create_index("ix_referral_matter_id", "referral", ["matter_id"])
    op.create_index("ix_referral_made_at", "referral", ["made_at"])
    op.create_index("ix_referral_outcome_made_at", "referral", ["outcome", "made_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("referral")
