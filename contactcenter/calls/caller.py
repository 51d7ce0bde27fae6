"""Who might be calling: what this number did before, as one timeline.

A number is not a person. Until the agent has asked, the page says "maybe" and shows dates only.
A call that could endanger somebody is a line without a subject.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.calls.bar import matter_name
from shared.bundle import Knowledge
from shared.models import (
    Agreement,
    Call,
    Matter,
    MatterState,
    Message,
    Promise,
    PromiseOutcome,
    Referral,
    ReferralOutcome,
)
from shared.text import Phrase
from shared.web.present import Words

RECENT = timedelta(weeks=4)
MOST = 20


class Before(NamedTuple):
    """One thing that happened with this number. `what`: the key of its words."""

    at: datetime
    what: str
    subject: Phrase | None
    is_open: bool
    call_id: str | None = None
    count: int = 0


class Caller(NamedTuple):
    """What is known of a number: still open and recent first, then the rest, newest first."""

    times: int
    latest_at: datetime | None
    lines: tuple[Before, ...]


def caller_of(db: Session, knowledge: Knowledge, words: Words, call: Call, at: datetime) -> Caller:
    """Everything earlier from the number of this call."""
    if call.number_index is None:
        return Caller(0, None, ())
    same = (Call.number_index == call.number_index, Call.id != call.id)
    calls = db.scalars(select(Call).where(*same).order_by(Call.began_at.desc()).limit(MOST)).all()
    lines = [
        *(_call_line(knowledge, words, one) for one in calls),
        *_matters(db, calls),
        *_agreements(db, calls),
        *_referrals(db, knowledge, words, calls),
        *_messages(db, call),
    ]
    latest_at = calls[0].began_at if calls else None
    return Caller(len(calls), latest_at, _in_order(lines, at))


def _in_order(lines: list[Before], at: datetime) -> tuple[Before, ...]:
    """What is open and not older than four weeks stands above all else."""

    def rank(line: Before) -> tuple[bool, float]:
        return (not (line.is_open and at - line.at <= RECENT), -line.at.timestamp())

    return tuple(sorted(lines, key=rank)[:MOST])


def _call_line(knowledge: Knowledge, words: Words, call: Call) -> Before:
    subject = None if call.is_sensitive else matter_name(knowledge, words, call.matter)
    if call.answered_at is None:
        return Before(call.began_at, "history-missed", subject, is_open=False, call_id=call.id)
    return Before(call.began_at, "history-talk", subject, is_open=False, call_id=call.id)


def _matters(db: Session, calls: list[Call] | tuple[Call, ...]) -> list[Before]:
    ids = {one.matter_id for one in calls if one.matter_id}
    found = db.scalars(select(Matter).where(Matter.id.in_(ids))) if ids else ()
    return [
        Before(
            one.opened_at, f"history-matter-{one.state.value}", None, one.state is MatterState.OPEN
        )
        for one in found
    ]


def _agreements(db: Session, calls: list[Call] | tuple[Call, ...]) -> list[Before]:
    ids = [one.id for one in calls]
    query = select(Agreement).where(Agreement.call_id.in_(ids), Agreement.withdrawn_at.is_(None))
    return [_agreement(db, one) for one in db.scalars(query)] if ids else []


def _agreement(db: Session, agreement: Agreement) -> Before:
    outcomes = db.scalars(select(Promise.outcome).where(Promise.agreement_id == agreement.id)).all()
    waiting = sum(1 for one in outcomes if one is PromiseOutcome.OPEN)
    return Before(
        agreement.made_at, "history-agreement", None, waiting > 0, agreement.call_id, waiting
    )


def _referrals(
    db: Session, knowledge: Knowledge, words: Words, calls: list[Call] | tuple[Call, ...]
) -> list[Before]:
    ids = {one.matter_id for one in calls if one.matter_id}
    found = db.scalars(select(Referral).where(Referral.matter_id.in_(ids))) if ids else ()
    return [
        Before(
            one.made_at,
            f"history-referral-{one.outcome.value.replace('_', '-')}",
            matter_name(knowledge, words, one.service_id),
            one.outcome is ReferralOutcome.OPEN,
        )
        for one in found
    ]


def _messages(db: Session, call: Call) -> list[Before]:
    mine = Message.number_index == call.number_index
    found = db.scalars(select(Message).where(mine).order_by(Message.made_at.desc()).limit(MOST))
    return [
        Before(
            one.made_at,
            "history-message-in" if one.is_inbound else "history-message-out",
            None,
            False,
        )
        for one in found
    ]
