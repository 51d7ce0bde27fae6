"""What the line lets go when its time is over: numbers, notes, the operator's reports, sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from shared.intake.register import time_of
from shared.models import (
    AgentSession,
    Call,
    CommandState,
    LineMode,
    TelephonyCommand,
    WebhookInbox,
)
from shared.models.calls import CALL_KEEPS, INBOX_KEEPS
from shared.store.shred import mark_shredded

UNSETTLED = (CommandState.WAITING, CommandState.SENT, CommandState.UNKNOWN)
NOTHING_OF_A_CALL = {
    "number_index": None,
    "number_sealed": None,
    "kept_sealed": None,
    "brief_sealed": None,
    "draft_sealed": None,
    "note_sealed": None,
}


def sweep_line(db: Session, at: datetime) -> int:
    """Shred what has outlived its time; how many rows that was. The rows stay, to be counted."""
    over = Call.ended_at <= at - time_of("call")
    calls = update(Call).where(CALL_KEEPS, over).values(**NOTHING_OF_A_CALL)
    told = WebhookInbox.received_at <= at - time_of("webhook")
    reports = update(WebhookInbox).where(INBOX_KEEPS, told).values(sealed=None)
    asked = TelephonyCommand.made_at <= at - time_of("command")
    waiting = TelephonyCommand.state.in_(UNSETTLED), asked
    commands = update(TelephonyCommand).where(*waiting).values(fields_sealed=None)
    closed = LineMode.closed_at <= at - time_of("closing"), LineMode.closing_sealed.is_not(None)
    modes = update(LineMode).where(*closed).values(closing_sealed=None)
    gone = len(db.scalars(calls.returning(Call.id)).all())
    gone += len(db.scalars(reports.returning(WebhookInbox.key)).all())
    gone += len(db.scalars(commands.returning(TelephonyCommand.id)).all())
    gone += len(db.scalars(modes.returning(LineMode.id)).all())
    db.execute(delete(AgentSession).where(AgentSession.created_at <= at - time_of("session")))
    if gone:
        mark_shredded(db)
    return gone
