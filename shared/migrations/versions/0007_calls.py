"""Calls, their legs, and what was said between us and the provider."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT, one_of

revision = "0007"
down_revision = "0006"

TABLES = (
    "call",
    "call_leg",
    "call_event",
    "webhook_inbox",
    "telephony_command",
    "voicemail",
)


def upgrade() -> None:
    """Make them, each after the ones it refers to."""
    _call()
    _call_leg()
    _call_event()
    _webhook_inbox()
    _telephony_command()
    _voicemail()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _call() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("medium", one_of("medium", "phone", "kiosk"), nullable=False),
        sa.Column("direction", one_of("direction", "inbound", "outbound"), nullable=False),
        sa.Column(
            "state",
            one_of(
                "call_state",
                "menu",
                "waiting",
                "dialing",
                "connecting",
                "talking",
                "held",
                "message",
                "ended",
            ),
            nullable=False,
        ),
        sa.Column("provider_sid", sa.String()),
        sa.Column("number_index", sa.LargeBinary()),
        sa.Column("number_sealed", sa.LargeBinary()),
        sa.Column("kiosk_id", sa.String()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("slip_id", sa.String()),
        sa.Column("matter_id", sa.String()),
        sa.Column("agent_id", sa.String()),
        sa.Column("task_id", sa.String()),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("is_quiet", sa.Boolean(), nullable=False),
        sa.Column("is_recorded", sa.Boolean(), nullable=False),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("menu", sa.JSON(), nullable=False),
        sa.Column("kept_sealed", sa.LargeBinary()),
        sa.Column("transfer", sa.JSON(), nullable=False),
        sa.Column("brief_sealed", sa.LargeBinary()),
        sa.Column("draft_sealed", sa.LargeBinary()),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.Column("disposition", sa.String()),
        sa.Column("ended", sa.String()),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("queued_at", INSTANT),
        sa.Column("answered_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("wrapped_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sa.UniqueConstraint("provider_sid", name="uq_call_provider_sid"),
    )
    op.create_index("ix_call_agent_id", "call", ["agent_id"])
    op.create_index("ix_call_began_at", "call", ["began_at"])
    op.create_index("ix_call_matter_id", "call", ["matter_id"])
    op.create_index("ix_call_number_index", "call", ["number_index"])
    op.create_index("ix_call_state_began_at", "call", ["state", "began_at"])
    op.create_index("ix_call_task_id", "call", ["task_id"])


def _call_leg() -> None:
    op.create_table(
        "call_leg",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("role", one_of("leg_role", "citizen", "agent", "other", "coach"), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("agent_id", sa.String()),
        sa.Column("provider_sid", sa.String()),
        sa.Column(
            "state", one_of("leg_state", "asked", "ringing", "joined", "gone"), nullable=False
        ),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("joined_at", INSTANT),
        sa.Column("gone_at", INSTANT),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_leg_call_id_call"),
        sa.PrimaryKeyConstraint("id", name="pk_call_leg"),
        sa.UniqueConstraint("label", name="uq_call_leg_label"),
    )
    op.create_index("ix_call_leg_call_id", "call_leg", ["call_id"])
    op.create_index("ix_call_leg_provider_sid", "call_leg", ["provider_sid"])


def _call_event() -> None:
    op.create_table(
        "call_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_event_call_id_call"),
        sa.PrimaryKeyConstraint("id", name="pk_call_event"),
    )
    op.create_index("ix_call_event_call_id_at_id", "call_event", ["call_id", "at", "id"])


def _webhook_inbox() -> None:
    op.create_table(
        "webhook_inbox",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sid", sa.String()),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("answer", sa.String()),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_webhook_inbox"),
    )
    op.create_index("ix_webhook_inbox_received_at", "webhook_inbox", ["received_at"])
    op.create_index("ix_webhook_inbox_sid", "webhook_inbox", ["sid"])


def _telephony_command() -> None:
    op.create_table(
        "telephony_command",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String()),
        sa.Column("key", sa.String()),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fields_sealed", sa.LargeBinary()),
        sa.Column(
            "state",
            one_of("command_state", "waiting", "sent", "done", "refused", "unknown"),
            nullable=False,
        ),
        sa.Column("answer", sa.String()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("settled_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_telephony_command"),
        sa.UniqueConstraint("key", name="uq_telephony_command_key"),
    )
    op.create_index("ix_telephony_command_call_id", "telephony_command", ["call_id"])
    op.create_index(
        "ix_telephony_command_state_made_at_id", "telephony_command", ["state", "made_at", "id"]
    )


def _voicemail() -> None:
    op.create_table(
        "voicemail",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("provider_sid", sa.String()),
        sa.Column("sound_sealed", sa.LargeBinary()),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("left_at", INSTANT, nullable=False),
        sa.Column("heard_at", INSTANT),
        sa.Column("deleted_at", INSTANT),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_voicemail_call_id_call"),
        sa.PrimaryKeyConstraint("id", name="pk_voicemail"),
        sa.UniqueConstraint("call_id", name="uq_voicemail_call_id"),
    )
