"""What was searched for in vain, for the editors' synonyms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    missing = sa.Enum(
        "found", "touch", name="missing", native_enum=False, create_constraint=True, length=24
    )
    op.create_table(
        "missed_search",
        sa.Column("searched_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("missing", missing, nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "searched_on", "language", "words", "missing", name="pk_missed_search"
        ),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("missed_search")
