"""The envelopes waiting for the line to the city."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.models import EnvelopeState, OutgoingEnvelope


class Waiting(NamedTuple):
    """One sealed envelope to deliver under its key."""

    key: str
    sealed: bytes


def waiting_envelopes(db: Session, limit: int = 50) -> list[Waiting]:
    """The oldest envelopes not yet settled, in the order they were made."""
    oldest = (
        select(OutgoingEnvelope)
        .where(OutgoingEnvelope.state == EnvelopeState.WAITING)
        .order_by(OutgoingEnvelope.created_at, OutgoingEnvelope.id)
        .limit(limit)
    )
    return [Waiting(row.key, row.sealed) for row in db.scalars(oldest) if row.sealed is not None]


def count_waiting(db: Session) -> int:
    """How many envelopes wait."""
    waiting = OutgoingEnvelope.state == EnvelopeState.WAITING
    return db.scalar(select(func.count()).select_from(OutgoingEnvelope).where(waiting)) or 0
