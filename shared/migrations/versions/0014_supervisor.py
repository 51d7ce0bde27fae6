"""The line's announced hours, the reasons to pause, the screens on the wall."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT

revision = "0014"
down_revision = "0013"

TABLES = ("line_hours", "pause_reason", "wall_screen")


def upgrade() -> None:
    """Make them."""
    _line_hours()
    _pause_reason()
    _wall_screen()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _line_hours() -> None:
    op.create_table(
        "line_hours",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("opens", sa.String()),
        sa.Column("closes", sa.String()),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("withdrawn_by", sa.String()),
        sa.Column("withdrawn_at", INSTANT),
        sa.ForeignKeyConstraint(["made_by"], ["agent.id"], name="fk_line_hours_made_by_agent"),
        sa.PrimaryKeyConstraint("id", name="pk_line_hours"),
    )
    op.create_index("ix_line_hours_to_on", "line_hours", ["to_on"])


def _pause_reason() -> None:
    op.create_table(
        "pause_reason",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_pl", sa.String()),
        sa.Column("name_uk", sa.String()),
        sa.Column("name_en", sa.String()),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_pause_reason"),
    )


def _wall_screen() -> None:
    op.create_table(
        "wall_screen",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.ForeignKeyConstraint(["opened_by"], ["agent.id"], name="fk_wall_screen_opened_by_agent"),
        sa.PrimaryKeyConstraint("id", name="pk_wall_screen"),
        sa.UniqueConstraint("token_hash", name="uq_wall_screen_token_hash"),
    )
