"""Forgetting one citizen: words and numbers are shredded, records are unlinked, counts stay.

The audit trail stays as valid as it was: its names of these records can no longer be made, so
nobody can tell any more that an event was about them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from shared.intake.subject import NotFound, Subject
from shared.models import (
    Agreement,
    Call,
    CallState,
    CommandState,
    Matter,
    MatterState,
    MediaSignal,
    Message,
    OptOut,
    Promise,
    Referral,
    Slip,
    SlipState,
    TelephonyCommand,
    Voicemail,
    WebhookInbox,
)
from shared.store.chain import Chain
from shared.store.ledger import record
from shared.store.shred import mark_shredded


class Erased(NamedTuple):
    """How many records were shredded, and how many rows with something of theirs beside."""

    records: int
    beside: int


def erase(db: Session, subject: Subject, chain: Chain, at: datetime) -> Erased | NotFound:
    """Shred and unlink everything; a call that goes on is ended first, by whoever talks."""
    if any(call.state is not CallState.ENDED for call in subject.rows["call"]):
        return NotFound.GOING_ON
    beside = _erase_beside(db, subject, at)
    for kind, row in subject.records:
        chain.forget(db, kind, row.id)
    _erase_matters(db, subject)
    _erase_talks(db, subject, at)
    mark_shredded(db)
    count = len(subject.records)
    record(db, "subject_erased", at, by=subject.by.value, count=count)
    return Erased(count, beside)


def _erase_matters(db: Session, subject: Subject) -> None:
    slips = Slip.id.in_(subject.ids("slip"))
    is_open = Slip.state.in_((SlipState.WAITING, SlipState.OPENED))
    db.execute(update(Slip).where(slips, is_open).values(state=SlipState.EXPIRED))
    db.execute(update(Slip).where(slips).values(sealed=None))
    ours = Matter.id.in_(subject.ids("matter"))
    opened = update(Matter).where(ours, Matter.state == MatterState.OPEN)
    db.execute(opened.values(state=MatterState.EXPIRED))
    db.execute(update(Matter).where(ours).values(slip_key_sealed=None, note_sealed=None))
    nothing = {"matter_id": None, "note_sealed": None, "packet_sealed": None, "answer_sealed": None}
    db.execute(update(Referral).where(Referral.id.in_(subject.ids("referral"))).values(**nothing))


def _erase_talks(db: Session, subject: Subject, at: datetime) -> None:
    nothing: dict[str, Any] = {"number_index": None, "number_sealed": None}
    words = dict.fromkeys(("kept_sealed", "brief_sealed", "draft_sealed", "note_sealed"))
    links: dict[str, Any] = {"slip_id": None, "matter_id": None, "menu": {}, "transfer": {}}
    calls = update(Call).where(Call.id.in_(subject.ids("call")))
    db.execute(calls.values(**nothing, **words, **links))
    messages = update(Message).where(Message.id.in_(subject.ids("message")))
    db.execute(messages.values(**nothing, body_sealed=None, call_id=None, agreement_id=None))
    sounds = update(Voicemail).where(Voicemail.id.in_(subject.ids("voicemail")))
    db.execute(sounds.values(sound_sealed=None, deleted_at=at))
    agreed = {"call_id": None, "matter_id": None, "code_index": None, "code_sealed": None}
    agreements = update(Agreement).where(Agreement.id.in_(subject.ids("agreement")))
    db.execute(agreements.values(**agreed, key=Agreement.id))
    lines = update(Promise).where(Promise.id.in_(subject.ids("promise")))
    db.execute(lines.values(what_sealed=None, papers_sealed=None))


def _erase_beside(db: Session, subject: Subject, at: datetime) -> int:
    """What the telephone operator told us and was asked, a connection, a wish for no messages."""
    call_ids = subject.ids("call")
    sids = [row.provider_sid for kind in ("call", "message") for row in subject.rows[kind]]
    told = update(WebhookInbox).where(WebhookInbox.sid.in_([sid for sid in sids if sid]))
    asked = TelephonyCommand.call_id.in_(call_ids)
    waiting = update(TelephonyCommand).where(asked, TelephonyCommand.settled_at.is_(None))
    refused = {"state": CommandState.REFUSED, "answer": "erased", "settled_at": at}
    found = [
        db.scalars(told.values(sealed=None).returning(WebhookInbox.key)).all(),
        db.scalars(waiting.values(**refused).returning(TelephonyCommand.id)).all(),
        db.scalars(
            delete(MediaSignal).where(MediaSignal.call_id.in_(call_ids)).returning(MediaSignal.id)
        ).all(),
        db.scalars(
            delete(OptOut).where(OptOut.number_index == subject.index).returning(OptOut.asked_at)
        ).all(),
    ]
    db.execute(update(TelephonyCommand).where(asked).values(fields_sealed=None))
    return sum(len(rows) for rows in found)
