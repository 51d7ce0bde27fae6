"""Desks: seats, tickets, appointments; clerks of agencies, and what came of a referral."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from shared.migrations.columns import INSTANT, one_of
from shared.migrations.rebuild import rebuild

revision = "0013"
down_revision = "0012"

EMPTY: dict[str, Any] = {"server_default": "", "nullable": False}
AGENT_KEPT = (
    "id",
    "name",
    "sign_in",
    "password_hash",
    "role",
    "languages",
    "skills",
    "is_enabled",
    "permissions",
    "created_at",
)
OLD_ROLES = ("agent", "clerk", "supervisor")
ROLES = (*OLD_ROLES, "agency")
TABLES = ("seat", "ticket_count", "ticket", "appointment")
KEPT = sa.text("state <> 'canceled'")


def upgrade() -> None:
    """Make the tables; people and referrals learn more."""
    _roles(ROLES, sa.Column("organization_id", sa.String()))
    for column in _referral_columns():
        op.add_column("referral", column)
    op.create_index("ix_referral_organization_id", "referral", ["organization_id"])
    _seat()
    _ticket()
    _appointment()


def downgrade() -> None:
    """Drop them, the last first. Clerks of agencies stay on record, and can do nothing."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_referral_organization_id", "referral")
    for column in reversed(_referral_columns()):
        op.drop_column("referral", column.name)
    op.execute("UPDATE agent SET role = 'clerk', is_enabled = FALSE WHERE role = 'agency'")
    _roles(OLD_ROLES, None)


def _referral_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("organization_id", sa.String()),
        sa.Column("result", sa.String()),
        sa.Column("result_at", INSTANT),
    )


def _roles(roles: tuple[str, ...], added: sa.Column[str] | None) -> None:
    """Agents with these roles, and one column more or less."""
    if op.get_bind().dialect.name == "sqlite":
        rebuild("agent", _agent_columns(roles, added), dict.fromkeys(AGENT_KEPT))
        return
    op.drop_constraint(op.f("ck_agent_role"), "agent", type_="check")
    named = ", ".join(f"'{role}'" for role in roles)
    op.create_check_constraint(op.f("ck_agent_role"), "agent", f"role IN ({named})")
    if added is None:
        op.drop_column("agent", "organization_id")
    else:
        op.add_column("agent", added)


def _agent_columns(roles: tuple[str, ...], added: sa.Column[str] | None) -> tuple[SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sign_in", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", one_of("role", *roles), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("skills", sa.String(), **EMPTY),
        *(() if added is None else (added,)),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("permissions", sa.String(), **EMPTY),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agent"),
        sa.UniqueConstraint("sign_in", name="uq_agent_sign_in"),
    )


def _seat() -> None:
    op.create_table(
        "seat",
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("point_id", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_seat_agent_id_agent"),
        sa.PrimaryKeyConstraint("agent_id", name="pk_seat"),
    )


def _ticket() -> None:
    day = ("point_id", "day_on", "letter")
    op.create_table(
        "ticket_count",
        sa.Column("point_id", sa.String(), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*day, name="pk_ticket_count"),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("task_id", sa.String(), nullable=False),
        sa.Column("point_id", sa.String(), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("called_at", INSTANT),
        sa.Column("counter", sa.Integer()),
        sa.Column("call_id", sa.String()),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_ticket_task_id_task"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("key", name="uq_ticket_key"),
        sa.UniqueConstraint("task_id", name="uq_ticket_task_id"),
        sa.UniqueConstraint(*day, "number", name="uq_ticket_point_id_day_on_letter_number"),
    )


def _appointment() -> None:
    states = one_of("appointment_state", "booked", "arrived", "missed", "canceled")
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("point_id", sa.String(), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("state", states, nullable=False),
        sa.Column("ticket_id", sa.String()),
        sa.Column("booked_by", sa.String(), nullable=False),
        sa.Column("booked_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("key", name="uq_appointment_key"),
    )
    op.create_index("ix_appointment_starts_at", "appointment", ["starts_at"])
    for name, column in (("place", ("starts_at", "place")), ("code", ("day_on", "code"))):
        op.create_index(
            f"uq_appointment_{name}",
            "appointment",
            ["point_id", *column],
            unique=True,
            sqlite_where=KEPT,
            postgresql_where=KEPT,
        )
