"""The first tables: agents and tasks, the kiosk's visit, the city's slips, the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "agent",
    "agent_session",
    "task",
    "visit",
    "submission",
    "leased_number",
    "print_job",
    "outgoing_envelope",
    "kiosk",
    "slip_lease",
    "slip",
    "matter",
    "guess_window",
    "audit_event",
)


def upgrade() -> None:
    """Make them, each after the ones it refers to."""
    _agent()
    _agent_session()
    _task()
    _visit()
    _submission()
    _leased_number()
    _print_job()
    _outgoing_envelope()
    _kiosk()
    _slip_lease()
    _slip()
    _matter()
    _guess_window()
    _audit_event()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _agent() -> None:
    op.create_table(
        "agent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sign_in", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", _one_of("role", "agent", "clerk", "supervisor"), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column(
            "activity", _one_of("activity", "offline", "available", "busy", "break"), nullable=False
        ),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agent"),
        sa.UniqueConstraint("sign_in", name="uq_agent_sign_in"),
    )


def _agent_session() -> None:
    op.create_table(
        "agent_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_agent_session_agent_id_agent"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_agent_session"),
    )
    op.create_index("ix_agent_session_agent_id", "agent_session", ["agent_id"])


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("kind", _one_of("kind", "help", "call", "callback"), nullable=False),
        sa.Column(
            "state",
            _one_of("state", "waiting", "assigned", "wrapping", "completed", "canceled"),
            nullable=False,
        ),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kiosk_id", sa.String(), nullable=True),
        sa.Column("agent_id", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("completed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_task_agent_id_agent"),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.UniqueConstraint("key", name="uq_task_key"),
    )
    op.create_index("ix_task_agent_id", "task", ["agent_id"])
    op.create_index(
        "ix_task_state_priority_created_at_id", "task", ["state", "priority", "created_at", "id"]
    )


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", _one_of("state", "open", "ended"), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )


def _submission() -> None:
    op.create_table(
        "submission",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=True),
        sa.Column("kind", _one_of("kind", "slip", "help"), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_submission_visit_id_visit"),
        sa.PrimaryKeyConstraint("key", name="pk_submission"),
    )
    op.create_index("ix_submission_visit_id", "submission", ["visit_id"])


def _leased_number() -> None:
    op.create_table(
        "leased_number",
        sa.Column("digits", sa.String(), nullable=False),
        sa.Column("kiosk_id", sa.String(), nullable=False),
        sa.Column("leased_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digits", name="pk_leased_number"),
    )


def _print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _one_of("state", "waiting", "printing", "confirmed", "failed", "unknown", "canceled"),
            nullable=False,
        ),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("payload_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["key"], ["submission.key"], name="fk_print_job_key_submission"),
        sa.PrimaryKeyConstraint("id", name="pk_print_job"),
        sa.UniqueConstraint("key", name="uq_print_job_key"),
    )
    op.create_index(
        "ix_print_job_state_priority_created_at_id",
        "print_job",
        ["state", "priority", "created_at", "id"],
    )


def _outgoing_envelope() -> None:
    op.create_table(
        "outgoing_envelope",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", _one_of("kind", "slip", "help"), nullable=False),
        sa.Column(
            "state", _one_of("state", "waiting", "delivered", "refused", "expired"), nullable=False
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["key"], ["submission.key"], name="fk_outgoing_envelope_key_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing_envelope"),
        sa.UniqueConstraint("key", name="uq_outgoing_envelope_key"),
    )
    op.create_index(
        "ix_outgoing_envelope_state_created_at_id",
        "outgoing_envelope",
        ["state", "created_at", "id"],
    )


def _kiosk() -> None:
    op.create_table(
        "kiosk",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("location_id", sa.String(), nullable=True),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_kiosk"),
    )


def _slip_lease() -> None:
    op.create_table(
        "slip_lease",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("kiosk_id", sa.String(), nullable=False),
        sa.Column("leased_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name="fk_slip_lease_kiosk_id_kiosk"),
        sa.PrimaryKeyConstraint("number_index", name="pk_slip_lease"),
    )
    op.create_index("ix_slip_lease_kiosk_id", "slip_lease", ["kiosk_id"])


def _slip() -> None:
    op.create_table(
        "slip",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("kiosk_id", sa.String(), nullable=False),
        sa.Column(
            "state", _one_of("state", "waiting", "opened", "closed", "expired"), nullable=False
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name="fk_slip_kiosk_id_kiosk"),
        sa.ForeignKeyConstraint(
            ["number_index"], ["slip_lease.number_index"], name="fk_slip_number_index_slip_lease"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slip"),
        sa.UniqueConstraint("key", name="uq_slip_key"),
        sa.UniqueConstraint("number_index", name="uq_slip_number_index"),
    )
    op.create_index("ix_slip_expires_at", "slip", ["expires_at"])
    op.create_index("ix_slip_kiosk_id", "slip", ["kiosk_id"])


def _matter() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("slip_id", sa.String(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("state", _one_of("state", "open", "closed", "expired"), nullable=False),
        sa.Column("slip_key_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("disposition", sa.String(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["slip_id"], ["slip.id"], name="fk_matter_slip_id_slip"),
        sa.PrimaryKeyConstraint("id", name="pk_matter"),
        sa.UniqueConstraint("slip_id", name="uq_matter_slip_id"),
    )
    op.create_index("ix_matter_agent_id", "matter", ["agent_id"])
    op.create_index("ix_matter_closed_at", "matter", ["closed_at"])


def _guess_window() -> None:
    op.create_table(
        "guess_window",
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("wrong_at", sa.JSON(), nullable=False),
        sa.Column("latest_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("who", name="pk_guess_window"),
    )
    op.create_index("ix_guess_window_latest_at", "guess_window", ["latest_at"])


def _audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_at", "audit_event", ["at"])
    op.create_index("ix_audit_event_name", "audit_event", ["name"])
