"""The audit trail becomes a chain; agents sign in with a second factor, or at the city's door."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.migrations.columns import INSTANT

revision = "0012"
down_revision = "0011"

TABLES = ("audit_head", "audit_subject", "one_time_code", "recovery_code", "outside_identity")


def upgrade() -> None:
    """Events that are there stay as they are, outside of the chain."""
    op.add_column("audit_event", sa.Column("position", sa.Integer()))
    op.add_column("audit_event", sa.Column("link", sa.LargeBinary()))
    op.create_index("ix_audit_event_position", "audit_event", ["position"], unique=True)
    _chain()
    _sign_in()
    _kept()


def downgrade() -> None:
    """Drop what came, the last first; the events stay."""
    op.drop_index("ix_webhook_inbox_kept", "webhook_inbox")
    op.drop_index("ix_call_kept", "call")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_audit_event_position", "audit_event")
    op.drop_column("audit_event", "link")
    op.drop_column("audit_event", "position")


def _chain() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.create_table(
        "audit_subject",
        sa.Column("record_index", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("record_index", name="pk_audit_subject"),
    )


def _sign_in() -> None:
    op.create_table(
        "one_time_code",
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("latest_step", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_one_time_code_agent_id_agent"),
        sa.PrimaryKeyConstraint("agent_id", name="pk_one_time_code"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("used_at", INSTANT),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_recovery_code_agent_id_agent"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_code"),
    )
    op.create_index("ix_recovery_code_agent_id", "recovery_code", ["agent_id"])
    op.create_table(
        "outside_identity",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("linked_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent.id"], name="fk_outside_identity_agent_id_agent"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_outside_identity"),
    )
    op.create_index("ix_outside_identity_agent_id", "outside_identity", ["agent_id"])


def _kept() -> None:
    """What has to be let go is found without reading the past."""
    still = (
        "(number_index IS NOT NULL OR number_sealed IS NOT NULL OR kept_sealed IS NOT NULL"
        " OR brief_sealed IS NOT NULL OR draft_sealed IS NOT NULL OR note_sealed IS NOT NULL)"
    )
    for table, column, keeps in (
        ("call", "ended_at", sa.text(still)),
        ("webhook_inbox", "received_at", sa.text("sealed IS NOT NULL")),
    ):
        name = f"ix_{table}_kept"
        op.create_index(name, table, [column], sqlite_where=keeps, postgresql_where=keeps)
