"""The queue: what agents are doing, who was offered to whom, how long everything took."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from shared.migrations.columns import INSTANT, one_of
from shared.migrations.rebuild import rebuild

revision = "0006"
down_revision = "0005"

EMPTY: dict[str, Any] = {"server_default": "", "nullable": False}
AGENT_KEPT = (
    "id",
    "name",
    "sign_in",
    "password_hash",
    "role",
    "languages",
    "is_enabled",
    "permissions",
    "created_at",
)
TASK_KEPT = (
    "id",
    "key",
    "kind",
    "state",
    "priority",
    "language",
    "kiosk_id",
    "agent_id",
    "created_at",
    "claimed_at",
    "completed_at",
)
PENDING = sa.text("state = 'pending'")
OPEN = sa.text("ended_at IS NULL")
TABLES = (
    "agent_status",
    "reservation",
    "period",
    "wait_estimate",
)


def upgrade() -> None:
    """Make them, each after the ones it refers to; agents and tasks learn more."""
    _agent()
    _task()
    _agent_status()
    _reservation()
    _period()
    _wait_estimate()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)
    _old_task()
    _old_agent()


def _agent_status() -> None:
    op.create_table(
        "agent_status",
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column(
            "activity",
            one_of(
                "activity",
                "offline",
                "ready",
                "ringing",
                "talking",
                "holding",
                "wrap_up",
                "pause",
                "desk",
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String()),
        sa.Column("since_at", INSTANT, nullable=False),
        sa.Column("idle_since_at", INSTANT, nullable=False),
        sa.Column("phone_seen_at", INSTANT),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_agent_status_agent_id_agent"),
        sa.PrimaryKeyConstraint("agent_id", name="pk_agent_status"),
    )


def _reservation() -> None:
    op.create_table(
        "reservation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("task_id", sa.String(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column(
            "state",
            one_of("reservation_state", "pending", "accepted", "declined", "timed_out", "canceled"),
            nullable=False,
        ),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_reservation_task_id_task"),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_reservation_agent_id_agent"),
        sa.PrimaryKeyConstraint("id", name="pk_reservation"),
    )
    op.create_index("ix_reservation_agent_id", "reservation", ["agent_id"])
    op.create_index("ix_reservation_task_id", "reservation", ["task_id"])
    op.create_index(
        "uq_reservation_pending_agent",
        "reservation",
        ["agent_id"],
        unique=True,
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
    op.create_index(
        "uq_reservation_pending_task",
        "reservation",
        ["task_id"],
        unique=True,
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )


def _period() -> None:
    op.create_table(
        "period",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", one_of("period_subject", "agent", "task", "call"), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("agent_id", sa.String()),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
    )
    op.create_index("ix_period_subject_began_at", "period", ["subject", "began_at"])
    op.create_index(
        "ix_period_subject_subject_id_began_at", "period", ["subject", "subject_id", "began_at"]
    )
    op.create_index(
        "uq_period_open",
        "period",
        ["subject", "subject_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _wait_estimate() -> None:
    op.create_table(
        "wait_estimate",
        sa.Column("task_id", sa.String(), nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("low_minutes", sa.Integer()),
        sa.Column("high_minutes", sa.Integer()),
        sa.Column("waited_seconds", sa.Integer()),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_wait_estimate_task_id_task"),
        sa.PrimaryKeyConstraint("task_id", name="pk_wait_estimate"),
    )
    op.create_index("ix_wait_estimate_told_at", "wait_estimate", ["told_at"])


def _agent() -> None:
    """What agents do has a table of its own now; skills stand beside the languages."""
    if op.get_bind().dialect.name == "sqlite":
        kept = dict.fromkeys(AGENT_KEPT)
        rebuild("agent", _agent_columns(sa.Column("skills", sa.String(), **EMPTY)), kept)
        return
    op.drop_column("agent", "activity")
    op.add_column("agent", sa.Column("skills", sa.String(), **EMPTY))


def _old_agent() -> None:
    activity = one_of("activity", "offline", "available", "busy", "break")
    column: sa.Column[str] = sa.Column(
        "activity", activity, server_default="offline", nullable=False
    )
    if op.get_bind().dialect.name == "sqlite":
        rebuild("agent", _agent_columns(column), dict.fromkeys(AGENT_KEPT))
        return
    op.drop_column("agent", "skills")
    op.add_column("agent", column)


def _agent_columns(new: sa.Column[str]) -> tuple[SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sign_in", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", one_of("role", "agent", "clerk", "supervisor"), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        new,
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("permissions", sa.String(), **EMPTY),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agent"),
        sa.UniqueConstraint("sign_in", name="uq_agent_sign_in"),
    )


def _task() -> None:
    """More kinds and states, and why somebody stands where they stand in the line."""
    kinds = one_of("kind", "help", "call", "kiosk_call", "callback", "voicemail", "ticket")
    states = one_of("state", "waiting", "reserved", "assigned", "wrapping", "completed", "canceled")
    new = (
        sa.Column("reasons", sa.String(), **EMPTY),
        sa.Column("skills", sa.String(), **EMPTY),
        sa.Column("matter", sa.String()),
        sa.Column("call_id", sa.String()),
        sa.Column("only_agent_id", sa.String()),
        sa.Column("disposition", sa.String()),
        sa.Column("place_at", INSTANT, nullable=False),
        sa.Column("not_before_at", INSTANT),
        sa.Column("wrapping_at", INSTANT),
    )
    kept = {**dict.fromkeys(TASK_KEPT), "place_at": "created_at"}
    rebuild("task", (*_task_columns(kinds, states), *new), kept)
    op.create_index("ix_task_agent_id", "task", ["agent_id"])
    op.create_index("ix_task_call_id", "task", ["call_id"])
    op.create_index(
        "ix_task_state_priority_place_at_id", "task", ["state", "priority", "place_at", "id"]
    )


def _old_task() -> None:
    kinds = one_of("kind", "help", "call", "callback")
    states = one_of("state", "waiting", "assigned", "wrapping", "completed", "canceled")
    op.execute(
        "DELETE FROM task WHERE kind IN ('kiosk_call', 'voicemail', 'ticket') OR state = 'reserved'"
    )
    rebuild("task", _task_columns(kinds, states), dict.fromkeys(TASK_KEPT))
    op.create_index("ix_task_agent_id", "task", ["agent_id"])
    op.create_index(
        "ix_task_state_priority_created_at_id", "task", ["state", "priority", "created_at", "id"]
    )


def _task_columns(kinds: sa.Enum, states: sa.Enum) -> tuple[SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kiosk_id", sa.String()),
        sa.Column("agent_id", sa.String()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("claimed_at", INSTANT),
        sa.Column("completed_at", INSTANT),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_task_agent_id_agent"),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.UniqueConstraint("key", name="uq_task_key"),
    )
