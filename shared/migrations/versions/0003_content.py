"""Drafts, signed content versions and corrections; who may edit and publish."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, each after the ones it refers to."""
    op.add_column("agent", sa.Column("permissions", sa.String(), nullable=False, server_default=""))
    _version()
    _draft()
    _correction()


def downgrade() -> None:
    """Drop them, the last first."""
    for table in ("content_correction", "content_draft", "content_version"):
        op.drop_table(table)
    op.drop_column("agent", "permissions")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _version() -> None:
    kind = _one_of("version_kind", "edit", "restore", "release")
    op.create_table(
        "content_version",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("restores_id", sa.String(), nullable=True),
        sa.Column("kind", kind, nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("base_hash", sa.String(), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("overlays", sa.JSON(), nullable=False),
        sa.Column("editor_ids", sa.String(), nullable=False),
        sa.Column("publisher_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["content_version.id"],
            name="fk_content_version_parent_id_content_version",
        ),
        sa.ForeignKeyConstraint(
            ["restores_id"],
            ["content_version.id"],
            name="fk_content_version_restores_id_content_version",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_content_version"),
        sa.UniqueConstraint("number", name="uq_content_version_number"),
    )


def _draft() -> None:
    state = _one_of("draft_state", "open", "offered", "published", "withdrawn")
    op.create_table(
        "content_draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("live_key", sa.String(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("editor_ids", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version_id", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["content_version.id"],
            name="fk_content_draft_version_id_content_version",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_content_draft"),
        sa.UniqueConstraint("live_key", name="uq_content_draft_live_key"),
    )


def _correction() -> None:
    what = _one_of("correction_what", "closed_today", "wrong_number", "wrong_hours", "other")
    op.create_table(
        "content_correction",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("what", what, nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state", _one_of("correction_state", "open", "done", "dismissed"), nullable=False
        ),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["agent.id"], name="fk_content_correction_proposed_by_agent"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["agent.id"], name="fk_content_correction_settled_by_agent"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_content_correction"),
    )
    op.create_index(
        "ix_content_correction_state_created_at", "content_correction", ["state", "created_at"]
    )
