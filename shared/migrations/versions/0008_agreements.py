"""What was agreed with citizens, and the messages about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT, one_of

revision = "0008"
down_revision = "0007"

TABLES = (
    "agreement",
    "promise",
    "message",
    "opt_out",
)


def upgrade() -> None:
    """Make them, each after the ones it refers to."""
    _agreement()
    _promise()
    _message()
    _opt_out()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("call_id", sa.String()),
        sa.Column("matter_id", sa.String()),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("code_index", sa.LargeBinary()),
        sa.Column("code_sealed", sa.LargeBinary()),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("safe_to_contact", sa.Boolean()),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("read_back_at", INSTANT),
        sa.Column("withdrawn_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("code_index", name="uq_agreement_code_index"),
        sa.UniqueConstraint("key", name="uq_agreement_key"),
    )
    op.create_index("ix_agreement_call_id", "agreement", ["call_id"])
    op.create_index("ix_agreement_made_at", "agreement", ["made_at"])
    op.create_index("ix_agreement_matter_id", "agreement", ["matter_id"])


def _promise() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("doer", one_of("doer", "citizen", "agency", "line"), nullable=False),
        sa.Column("organization_id", sa.String()),
        sa.Column("location_id", sa.String()),
        sa.Column("service_id", sa.String()),
        sa.Column("what_sealed", sa.LargeBinary()),
        sa.Column("papers_sealed", sa.LargeBinary()),
        sa.Column("due_on", sa.Date()),
        sa.Column(
            "outcome",
            one_of("promise_outcome", "open", "kept", "broken", "withdrawn"),
            nullable=False,
        ),
        sa.Column("settled_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name="fk_promise_agreement_id_agreement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
    )
    op.create_index("ix_promise_agreement_id", "promise", ["agreement_id"])
    op.create_index("ix_promise_outcome_due_on", "promise", ["outcome", "due_on"])


def _message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("is_inbound", sa.Boolean(), nullable=False),
        sa.Column("call_id", sa.String()),
        sa.Column("agreement_id", sa.String()),
        sa.Column("number_index", sa.LargeBinary()),
        sa.Column("number_sealed", sa.LargeBinary()),
        sa.Column("body_sealed", sa.LargeBinary()),
        sa.Column("provider_sid", sa.String()),
        sa.Column(
            "state",
            one_of(
                "message_state", "asked", "queued", "sent", "delivered", "undelivered", "failed"
            ),
            nullable=False,
        ),
        sa.Column("error", sa.String()),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("moved_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("key", name="uq_message_key"),
        sa.UniqueConstraint("provider_sid", name="uq_message_provider_sid"),
    )
    op.create_index("ix_message_agreement_id", "message", ["agreement_id"])
    op.create_index("ix_message_call_id", "message", ["call_id"])
    op.create_index("ix_message_made_at", "message", ["made_at"])
    op.create_index("ix_message_number_index", "message", ["number_index"])


def _opt_out() -> None:
    op.create_table(
        "opt_out",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number_index", name="pk_opt_out"),
    )
