"""Whatever is asked of calls all day is found without reading the past."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


class Found(NamedTuple):
    """An index; `where`: of which rows alone."""

    name: str
    table: str
    columns: tuple[str, ...]
    where: str | None = None


MADE = (
    Found("ix_call_agent_id_began_at", "call", ("agent_id", "began_at")),
    Found("ix_call_number_index_began_at", "call", ("number_index", "began_at")),
    Found(
        "ix_call_missed",
        "call",
        ("state", "began_at"),
        "queued_at IS NOT NULL AND answered_at IS NULL AND wrapped_at IS NULL",
    ),
    Found("ix_call_leg_state_provider_sid", "call_leg", ("state", "provider_sid")),
    Found("ix_task_agent_id_state", "task", ("agent_id", "state")),
    Found("ix_voicemail_left", "voicemail", ("left_at",), "deleted_at IS NULL"),
    Found("ix_voicemail_to_fetch", "voicemail", ("left_at",), "provider_sid IS NOT NULL"),
    Found("ix_message_number_index_made_at", "message", ("number_index", "made_at")),
    Found("ix_matter_state_agent_id", "matter", ("state", "agent_id")),
    Found("ix_agent_session_live", "agent_session", ("seen_at",), "ended_at IS NULL"),
)
# Each begins like one of those above, which the version before is served by as well.
SHORTER = (
    Found("ix_call_agent_id", "call", ("agent_id",)),
    Found("ix_call_number_index", "call", ("number_index",)),
    Found("ix_task_agent_id", "task", ("agent_id",)),
    Found("ix_message_number_index", "message", ("number_index",)),
)


def upgrade() -> None:
    """Make them; what was made ahead, with nobody kept from writing, is left as it is."""
    _make(MADE)
    _drop(SHORTER)


def downgrade() -> None:
    """The shorter ones again."""
    _make(SHORTER)
    _drop(MADE)


def _make(indexes: tuple[Found, ...]) -> None:
    for one in indexes:
        where = None if one.where is None else sa.text(one.where)
        op.create_index(
            one.name,
            one.table,
            list(one.columns),
            if_not_exists=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def _drop(indexes: tuple[Found, ...]) -> None:
    for one in indexes:
        op.drop_index(one.name, one.table)
