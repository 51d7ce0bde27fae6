"""The timeline of a call: what may stand in it is a closed list, and none of it is personal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.models import CallEvent

EVENTS = frozenset(
    {
        "began",
        "language_chosen",
        "slip_given",
        "slip_dropped",
        "matter_chosen",
        "queued",
        "promised",
        "message_begun",
        "message_left",
        "urgent",
        "quiet",
        "quiet_answer",
        "question_asked",
        "not_reached",
        "menu",
        "dialed",
        "accepted",
        "party_asked",
        "party_joined",
        "party_gone",
        "party_refused",
        "talking",
        "held",
        "resumed",
        "muted",
        "unmuted",
        "given_back",
        "transfer_begun",
        "transfer_completed",
        "transfer_canceled",
        "passed_on",
        "listening",
        "coaching",
        "barging",
        "supervisor_left",
        "ended",
        "wrapped",
        "routed",
        "command_refused",
        "promise_made",
        "read_back",
        "contact_judged",
        "message_asked",
        "message_arrived",
        "card_opened",
        "card_step",
    }
)


class NotAnEvent(Exception):
    """A name nobody put on the list."""


def note(
    db: Session, call_id: str, name: str, at: datetime, /, **fields: str | int | bool | None
) -> None:
    """Add one line to a call's timeline. Raises NotAnEvent."""
    if name not in EVENTS:
        raise NotAnEvent(name)
    db.add(CallEvent(call_id=call_id, at=at, name=name, fields=fields))


def of(db: Session, call_id: str) -> list[CallEvent]:
    """A call's timeline, the oldest first."""
    query = select(CallEvent).where(CallEvent.call_id == call_id)
    return list(db.scalars(query.order_by(CallEvent.at, CallEvent.id)))
