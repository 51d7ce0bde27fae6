"""The line's mode, numbered sheets of paper, calls only the provider knew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT, one_of

revision = "0011"
down_revision = "0010"

TABLES = ("line_mode", "intake_sheet", "stray_call")
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Make them, each after the ones it refers to."""
    _line_mode()
    _intake_sheet()
    _stray_call()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _line_mode() -> None:
    op.create_table(
        "line_mode",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("state", one_of("line_state", "normal", "outage", "drill"), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("began_by", sa.String()),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT),
        sa.Column("life_at", INSTANT),
        sa.Column("ended_by", sa.String()),
        sa.Column("ended_at", INSTANT),
        sa.Column("closed_by", sa.String()),
        sa.Column("closed_at", INSTANT),
        sa.Column("closing_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_line_mode"),
    )
    op.create_index("ix_line_mode_began_at", "line_mode", ["began_at"])
    op.create_index(
        "uq_line_mode_open",
        "line_mode",
        ["line"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _intake_sheet() -> None:
    op.create_table(
        "intake_sheet",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("batch_id", sa.String(), nullable=False),
        sa.Column("topic", sa.String()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_drill", sa.Boolean(), nullable=False),
        sa.Column("state", one_of("sheet_state", "blank", "typed", "void"), nullable=False),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.Column("printed_at", INSTANT, nullable=False),
        sa.Column("counted_at", INSTANT),
        sa.Column("call_id", sa.String()),
        sa.Column("settled_by", sa.String()),
        sa.Column("settled_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_intake_sheet"),
        sa.UniqueConstraint("number", name="uq_intake_sheet_number"),
    )
    op.create_index("ix_intake_sheet_batch_id", "intake_sheet", ["batch_id"])
    op.create_index("ix_intake_sheet_state_printed_at", "intake_sheet", ["state", "printed_at"])


def _stray_call() -> None:
    outcomes = ("open", "on_paper", "called_again", "nobody", "known_now")
    op.create_table(
        "stray_call",
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("mode_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("outcome", one_of("stray_outcome", *outcomes), nullable=False),
        sa.Column("found_at", INSTANT, nullable=False),
        sa.Column("settled_by", sa.String()),
        sa.Column("settled_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["mode_id"], ["line_mode.id"], name="fk_stray_call_mode_id_line_mode"
        ),
        sa.PrimaryKeyConstraint("sid", name="pk_stray_call"),
    )
    op.create_index("ix_stray_call_mode_id", "stray_call", ["mode_id"])
