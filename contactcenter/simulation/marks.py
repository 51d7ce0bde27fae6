"""How the calls of made-up callers are told from real ones: by a block of numbers nobody has.

The block lies in a range no operator was given (see local_provider/callers.yaml). Numbers are kept
blind, so what is theirs is found by the blind indexes of the whole block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contactcenter.telephony.numbers import index_of
from shared.models import (
    Call,
    CallEvent,
    CallLeg,
    CallState,
    Period,
    Reservation,
    Task,
    TelephonyCommand,
    Voicemail,
    WaitEstimate,
    WebhookInbox,
)

BLOCK = "+4845103"
MOST_CALLERS = 2_000
CHUNK = 500


class Removed(NamedTuple):
    """`going_on`: calls that are not over yet, and were left."""

    calls: int
    going_on: int


def number_of(index: int) -> str:
    """The number of the caller of this index, in E.164 form."""
    return f"{BLOCK}{index:04d}"


def simulated_calls(db: Session, secret: bytes) -> list[Call]:
    """All calls made-up callers ever made or were given."""
    indexes = [index_of(secret, number_of(index)) for index in range(MOST_CALLERS)]
    found: list[Call] = []
    for some in _chunks(indexes):
        found += db.scalars(select(Call).where(Call.number_index.in_(some)))
    return found


def remove(db: Session, secret: bytes) -> Removed:
    """Delete their calls and all that hangs on them; the audit log keeps its counts."""
    calls = simulated_calls(db, secret)
    over = [call for call in calls if call.state is CallState.ENDED]
    ids = [call.id for call in over]
    sids = _sids(db, over)
    tasks = _of(db, Task.id, Task.call_id, ids)
    for column, values in (
        (Reservation.task_id, tasks),
        (WaitEstimate.task_id, tasks),
        (Period.subject_id, [*tasks, *ids]),
        (Task.id, tasks),
        (Voicemail.call_id, ids),
        (CallEvent.call_id, ids),
        (TelephonyCommand.call_id, ids),
        (WebhookInbox.sid, sids),
        (CallLeg.call_id, ids),
        (Call.id, ids),
    ):
        for some in _chunks(values):
            db.execute(delete(column.class_).where(column.in_(some)))
    return Removed(len(over), len(calls) - len(over))


def _sids(db: Session, calls: Sequence[Call]) -> list[str]:
    """Every name the provider had for them."""
    own = [call.provider_sid for call in calls if call.provider_sid]
    legs = _of(db, CallLeg.provider_sid, CallLeg.call_id, [call.id for call in calls])
    return sorted({*own, *(sid for sid in legs if sid)})


def _of(db: Session, wanted: Any, column: Any, values: Sequence[str]) -> list[Any]:
    return [
        one
        for some in _chunks(values)
        for one in db.scalars(select(wanted).where(column.in_(some)))
    ]


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So many as one statement takes."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
