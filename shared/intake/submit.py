"""At the kiosk: taking a slip, asking for help. The caller commits, and only then speaks.

Every key is honored once. A repeat (a double tap, a retry after a crash) gets the same answer,
until the visit ends and the answer is shredded.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.envelope import Envelope
from shared.intake.envelope import seal as seal_envelope
from shared.intake.keys import KioskKeys
from shared.intake.numbers import Lent, take_number
from shared.intake.paper import Paper, add_print_job
from shared.intake.slip import new_word
from shared.models import (
    EnvelopeKind,
    EnvelopeState,
    OutgoingEnvelope,
    Submission,
    Task,
    TaskState,
    Visit,
    VisitState,
)
from shared.store.ledger import record
from shared.store.once import insert_once

__all__ = [
    "HelpRequest",
    "HelpState",
    "KioskKeys",
    "NoNumberLeft",
    "Slip",
    "Taking",
    "VisitEnded",
    "ask_for_help",
    "help_state",
    "print_only",
    "take",
]


class Taking(msgspec.Struct, frozen=True, kw_only=True):
    """What a citizen takes along: `household` as `write_household` gives it, `chosen` service ids.

    `sheet` is what the paper shows. Several takings may belong to one visit: the second slip of a
    citizen who changed an answer; without `visit_id` the taking is a visit of its own.
    `replaces` are the digits of the slip this one makes void, `copy` which of its papers this is.
    """

    language: str
    household: dict[str, Any]
    chosen: list[str]
    content_hash: str
    on: date
    sheet: dict[str, Any]
    wants_paper: bool
    visit_id: str | None = None
    replaces: str = ""
    copy: int = 1


class Slip(msgspec.Struct, frozen=True):
    """The answer to a taking, the same however often it is asked."""

    digits: str
    word: str
    key: str
    visit_id: str


class NoNumberLeft(msgspec.Struct, frozen=True):
    """The block of lent numbers is used up: the screen offers the results and the line's number."""


class VisitEnded(msgspec.Struct, frozen=True):
    """The visit is over; its answers are gone and nothing may be added to it."""


class HelpRequest(msgspec.Struct, frozen=True):
    """Somebody will be told that a person at this kiosk needs help."""

    key: str


class HelpState(StrEnum):
    """How far a request for help has come, seen from whichever database is asked."""

    UNKNOWN = "unknown"
    WAITING = "waiting"  # not yet in the city
    DELIVERED = "delivered"  # the city has it, nobody took it yet
    ANSWERED = "answered"  # an agent has it
    CLOSED = "closed"


def take(
    db: Session, key: str, taking: Taking, keys: KioskKeys, at: datetime
) -> Slip | NoNumberLeft | VisitEnded:
    """Give out one slip for `key`: visit, number, print job, envelope, audit, all or nothing."""
    visit_id = taking.visit_id or key
    if not _honor(db, key, EnvelopeKind.SLIP, (visit_id, taking.language), at):
        return _repeat(db, key, keys)
    submission = db.get_one(Submission, key)
    if _has_ended(db, visit_id):
        db.delete(submission)
        return VisitEnded()
    lent = take_number(db)
    if lent is None:
        db.delete(submission)
        return NoNumberLeft()
    slip = Slip(lent.digits, new_word(), key, visit_id)
    submission.answer_sealed = _seal_answer(slip, keys)
    if taking.wants_paper:
        paper = Paper(slip.digits, slip.word, taking.language, taking.sheet)
        add_print_job(db, key, paper, keys, at, copy=taking.copy)
    _post(db, _slip_envelope(slip, taking, lent, at), keys)
    _record_taking(db, slip, taking, lent, at)
    return slip


def print_only(
    db: Session, key: str, visit_id: str, paper: Paper, keys: KioskKeys, at: datetime
) -> bool:
    """Put a paper in line of which the city need not hear, once for `key`.

    False when the visit is over.
    """
    if not _honor(db, key, EnvelopeKind.SLIP, (visit_id, paper.language), at):
        return True
    if _has_ended(db, visit_id):
        db.delete(db.get_one(Submission, key))
        return False
    add_print_job(db, key, paper, keys, at)
    return True


def ask_for_help(
    db: Session, key: str, kiosk_id: str, language: str, keys: KioskKeys, at: datetime
) -> HelpRequest:
    """Call a person to this kiosk, once for `key`; nothing but the place and the language goes."""
    if _honor(db, key, EnvelopeKind.HELP, None, at):
        help_kind = EnvelopeKind.HELP
        envelope = Envelope(
            key=key, kind=help_kind, kiosk_id=kiosk_id, made_at=at, language=language
        )
        _post(db, envelope, keys)
        record(db, "help_asked", at, key=key, kiosk_id=kiosk_id, language=language)
    return HelpRequest(key)


def help_state(db: Session, key: str) -> HelpState:
    """How far the request has come: in the city by its task, at the kiosk by its envelope."""
    task = db.scalar(select(Task).where(Task.key == key))
    if task is not None:
        return _TASK_MEANS[task.state]
    envelope = db.scalar(select(OutgoingEnvelope).where(OutgoingEnvelope.key == key))
    if envelope is None:
        return HelpState.UNKNOWN
    return _ENVELOPE_MEANS[envelope.state]


_TASK_MEANS = {
    TaskState.WAITING: HelpState.DELIVERED,
    TaskState.RESERVED: HelpState.DELIVERED,
    TaskState.ASSIGNED: HelpState.ANSWERED,
    TaskState.WRAPPING: HelpState.ANSWERED,
    TaskState.COMPLETED: HelpState.CLOSED,
    TaskState.CANCELED: HelpState.CLOSED,
}
_ENVELOPE_MEANS = {
    EnvelopeState.WAITING: HelpState.WAITING,
    EnvelopeState.DELIVERED: HelpState.DELIVERED,
    EnvelopeState.REFUSED: HelpState.CLOSED,
    EnvelopeState.EXPIRED: HelpState.CLOSED,
}


def _honor(
    db: Session, key: str, kind: EnvelopeKind, visit: tuple[str, str] | None, at: datetime
) -> bool:
    """Be the first to use `key`; `visit` (id, language) is begun if it is new."""
    if visit is not None:
        insert_once(db, Visit, id=visit[0], language=visit[1], state=VisitState.OPEN, started_at=at)
    visit_id = visit[0] if visit else None
    return insert_once(db, Submission, key=key, visit_id=visit_id, kind=kind, made_at=at)


def _has_ended(db: Session, visit_id: str) -> bool:
    state = db.scalar(select(Visit.state).where(Visit.id == visit_id).with_for_update())
    return state == VisitState.ENDED


def _seal_answer(slip: Slip, keys: KioskKeys) -> bytes:
    key = derive(keys.device_key, "answer")
    return seal(key, msgspec.msgpack.encode(slip), f"submission {slip.key}")


def _repeat(db: Session, key: str, keys: KioskKeys) -> Slip | VisitEnded:
    submission = db.get_one(Submission, key, populate_existing=True)
    if submission.kind is not EnvelopeKind.SLIP:
        raise ValueError("this key asked for help, it cannot take a slip")
    if submission.answer_sealed is None:
        return VisitEnded()
    plain = unseal(derive(keys.device_key, "answer"), submission.answer_sealed, f"submission {key}")
    if plain is None:
        raise ValueError("the device key is not the one this answer was sealed with")
    return msgspec.msgpack.decode(plain, type=Slip)


def _slip_envelope(slip: Slip, taking: Taking, lent: Lent, at: datetime) -> Envelope:
    return Envelope(
        key=slip.key,
        kind=EnvelopeKind.SLIP,
        kiosk_id=lent.kiosk_id,
        made_at=at,
        language=taking.language,
        content_hash=taking.content_hash,
        on=taking.on,
        answers=taking.household,
        chosen=taking.chosen,
        digits=slip.digits,
        word=slip.word,
        replaces=taking.replaces,
    )


def _post(db: Session, envelope: Envelope, keys: KioskKeys) -> None:
    db.add(
        OutgoingEnvelope(
            key=envelope.key,
            kind=envelope.kind,
            sealed=seal_envelope(envelope, keys.city_public_key),
            created_at=envelope.made_at,
        )
    )


def _record_taking(db: Session, slip: Slip, taking: Taking, lent: Lent, at: datetime) -> None:
    record(
        db,
        "slip_taken",
        at,
        key=slip.key,
        kiosk_id=lent.kiosk_id,
        language=taking.language,
        on_paper=taking.wants_paper,
    )
