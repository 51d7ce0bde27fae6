"""The lists: my calls, the missed, whoever waits to be called back, and the messages left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from contactcenter.calls.bar import matter_name
from contactcenter.queue import priority
from contactcenter.telephony.numbers import masked, unseal_number
from shared.bundle import Knowledge
from shared.intake.keys import CityKeys
from shared.models import (
    Call,
    CallDirection,
    CallState,
    Task,
    TaskKind,
    TaskState,
    Voicemail,
)
from shared.models.base import Base
from shared.text import Phrase
from shared.web.present import Words

MOST = 100
MISSED_DAYS = 7
IN_LINE = (TaskState.WAITING, TaskState.RESERVED)
# What a line of a list shows; a call has three times as much, and a list a hundred of them.
OF_CALL = (
    Call.id,
    Call.began_at,
    Call.medium,
    Call.direction,
    Call.language,
    Call.number_sealed,
    Call.is_sensitive,
    Call.matter,
    Call.disposition,
    Call.state,
    Call.answered_at,
    Call.wrapped_at,
)
OF_TASK = (Task.place_at, Task.not_before_at, Task.reasons)


class Line(NamedTuple):
    """One call in a list. The number is masked; a sensitive matter has no name here."""

    call_id: str
    at: datetime
    medium: str
    direction: str
    language: str
    number: str | None
    subject: Phrase | None
    disposition: str | None
    is_unwritten: bool
    task_id: str | None = None
    not_before_at: datetime | None = None
    why: tuple[str, ...] = ()
    voicemail_id: str | None = None
    seconds: int = 0
    is_heard: bool = False
    sound: str = "here"  # or "coming", or "lost"


class Eyes(NamedTuple):
    """With what a list is read: what the city knows, in whose words, with which keys."""

    knowledge: Knowledge
    words: Words
    keys: CityKeys


class Glance(NamedTuple):
    """How many wait, in every way there is to wait."""

    waiting: int
    callbacks: int
    missed: int
    voicemails: int
    unwritten: int


def glance(db: Session, agent_id: str, at: datetime) -> Glance:
    """The line in five numbers."""
    talks = (TaskKind.CALL, TaskKind.KIOSK_CALL)
    return Glance(
        _count(db, Task, Task.kind.in_(talks), Task.state.in_(IN_LINE)),
        _count(db, Task, Task.kind == TaskKind.CALLBACK, Task.state.in_(IN_LINE)),
        _count(db, Call, *_missed_since(at)),
        _count(db, Voicemail, Voicemail.deleted_at.is_(None)),
        _count(db, Task, Task.agent_id == agent_id, Task.state == TaskState.WRAPPING),
    )


def _count(db: Session, table: type[Base], *conditions: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def recent(db: Session, eyes: Eyes, agent_id: str) -> list[Line]:
    """My calls, the newest first; those not written up yet say so."""
    query = select(*OF_CALL).where(Call.agent_id == agent_id).order_by(Call.began_at.desc())
    return [_line(eyes, call) for call in db.execute(query.limit(MOST))]


def missed(db: Session, eyes: Eyes, at: datetime) -> list[Line]:
    """Whoever hung up before anybody answered, and has not been dealt with since."""
    query = select(*OF_CALL).where(*_missed_since(at)).order_by(Call.began_at.desc())
    return [_line(eyes, call) for call in db.execute(query.limit(MOST))]


def _missed_since(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Call.state == CallState.ENDED,
        Call.direction == CallDirection.INBOUND,
        Call.queued_at.is_not(None),
        Call.answered_at.is_(None),
        Call.wrapped_at.is_(None),
        Call.began_at > at - timedelta(days=MISSED_DAYS),
    )


def callbacks(db: Session, eyes: Eyes) -> list[Line]:
    """Whom we promised to call, in the order in which it will happen."""
    query = (
        select(Task.id.label("task_id"), *OF_TASK, *OF_CALL)
        .join(Call, Call.id == Task.call_id)
        .where(Task.kind == TaskKind.CALLBACK, Task.state.in_(IN_LINE))
        .order_by(Task.priority, Task.place_at, Task.id)
        .limit(MOST)
    )
    return [
        _line(eyes, row)._replace(
            task_id=row.task_id,
            at=row.place_at,
            not_before_at=row.not_before_at,
            why=priority.sentence_keys(row.reasons),
        )
        for row in db.execute(query)
    ]


def voicemails(db: Session, eyes: Eyes) -> list[Line]:
    """What was said after hours, the oldest first: it has waited longest."""
    query = (
        select(Voicemail, Call)
        .join(Call, Call.id == Voicemail.call_id)
        .where(Voicemail.deleted_at.is_(None))
        .order_by(Voicemail.left_at)
        .limit(MOST)
    )
    return [
        _line(eyes, call)._replace(
            voicemail_id=one.id,
            at=one.left_at,
            seconds=one.seconds,
            is_heard=one.heard_at is not None,
            sound=_sound(one),
        )
        for one, call in db.execute(query)
    ]


def _sound(message: Voicemail) -> str:
    """Whether it can be played: it is fetched a moment after it was left."""
    if message.sound_sealed is not None:
        return "here"
    return "coming" if message.provider_sid is not None else "lost"


def _line(eyes: Eyes, call: Call | Row[Any]) -> Line:
    """`call`: one, or the columns OF_CALL of it."""
    number = unseal_number(eyes.keys.secret, call.number_sealed, call.id)
    hidden = call.is_sensitive
    return Line(
        call.id,
        call.began_at,
        call.medium.value,
        call.direction.value,
        call.language,
        masked(number) if number else None,
        None if hidden else matter_name(eyes.knowledge, eyes.words, call.matter),
        call.disposition,
        call.state is CallState.ENDED and call.answered_at is not None and call.wrapped_at is None,
    )
