"""What tells that the line is dead, or alive again: the provider's callbacks and its answers.

A caller who waits is asked about every twenty seconds. While calls wait and nothing is asked, they
are not heard, whatever the provider's own page may say. Nothing is concluded from a quiet line.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from contactcenter.outage.mode import Why
from shared.models import (
    Call,
    CallMedium,
    CallState,
    CommandState,
    TelephonyCommand,
    WebhookInbox,
)

SILENT_SECONDS = 90  # more than four rounds of waiting in a row
FAILING_SECONDS = 180
MOST_FAILURES = 3
FEWEST_TRIES = 2  # what was turned away once was bad luck
# Messages have a way of their own; these come with calls.
ABOUT_CALLS = ("voice", "menu", "wait", "join", "outgoing", "call", "leg", "conference")


def trouble(db: Session, at: datetime) -> Why | None:
    """Why the line has to be taken for dead, if it has."""
    if _is_silent(db, at):
        return Why.NO_CALLBACKS
    return Why.PORT_FAILS if _is_failing(db, at) else None


def life_since(db: Session, since_at: datetime) -> datetime | None:
    """The latest sign of life after `since_at`: a callback, or something done that we asked for."""
    heard = (_last_callback(db), _last_done(db, since_at))
    found = [one for one in heard if one and one > since_at]
    return max(found, default=None)


def _is_silent(db: Session, at: datetime) -> bool:
    """Whether somebody waits for longer than the provider can be silent about them."""
    before = at - timedelta(seconds=SILENT_SECONDS)
    waits = (
        Call.state == CallState.WAITING,
        Call.medium == CallMedium.PHONE,
        Call.queued_at <= before,
    )
    if db.scalar(select(Call.id).where(*waits).limit(1)) is None:
        return False
    last_at = _last_callback(db)
    return last_at is None or last_at <= before


def _is_failing(db: Session, at: datetime) -> bool:
    """Whether several things in a row were not done, and none was."""
    since_at = at - timedelta(seconds=FAILING_SECONDS)
    turned_away = (TelephonyCommand.state == CommandState.WAITING) & (
        TelephonyCommand.tries >= FEWEST_TRIES
    )
    failing = select(func.count(), func.min(TelephonyCommand.made_at)).where(
        or_(TelephonyCommand.state == CommandState.UNKNOWN, turned_away),
        TelephonyCommand.made_at >= since_at,
    )
    count, first_at = db.execute(failing).one()
    if count < MOST_FAILURES:
        return False
    done_at = _last_done(db, since_at)
    return done_at is None or done_at < first_at


def _last_callback(db: Session) -> datetime | None:
    query = select(WebhookInbox.received_at).where(WebhookInbox.source.in_(ABOUT_CALLS))
    return db.scalar(query.order_by(WebhookInbox.received_at.desc()).limit(1))


def _last_done(db: Session, since_at: datetime) -> datetime | None:
    """When something was last done of what we asked for since; older commands are not looked at."""
    done = (
        TelephonyCommand.state == CommandState.DONE,
        TelephonyCommand.made_at >= since_at - timedelta(seconds=FAILING_SECONDS),
    )
    return db.scalar(select(func.max(TelephonyCommand.settled_at)).where(*done))
