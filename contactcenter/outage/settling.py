"""Putting an outage right afterwards: what is still open, and when it may be closed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contactcenter.outage import sheets
from contactcenter.telephony.numbers import key_for
from shared.crypto import seal
from shared.intake.keys import CityKeys
from shared.models import (
    Call,
    CallMedium,
    CallState,
    IntakeSheet,
    LineMode,
    StrayCall,
    StrayOutcome,
    Task,
    TaskKind,
    TaskState,
)
from shared.store.ledger import record

PURPOSE = "why an outage was closed"
LONGEST_REASON = 400
LATEST = 8
IN_LINE = (TaskState.WAITING, TaskState.RESERVED)
WITH_SOMEBODY = (CallState.TALKING, CallState.HELD)


class Unclosed(StrEnum):
    """Why it was not closed; the words: outage-unclosed-<value>."""

    STILL_ON = "still_on"  # the line is not back yet
    SHEETS_OPEN = "sheets_open"
    CALLS_OPEN = "calls_open"
    CLOSED_BEFORE = "closed_before"


class OpenCall(NamedTuple):
    """A call of ours from before the outage was over that neither ended nor reached anybody."""

    call_id: str
    began_at: datetime
    state: str


class Open(NamedTuple):
    """What is left of one stretch."""

    sheets: tuple[IntakeSheet, ...]
    strays: tuple[StrayCall, ...]
    ours: tuple[OpenCall, ...]
    callbacks: int
    typed: int

    @property
    def unclosed(self) -> Unclosed | None:
        """What stands against closing, the first of it."""
        if self.sheets:
            return Unclosed.SHEETS_OPEN
        return Unclosed.CALLS_OPEN if self.strays or self.ours else None


def latest_modes(db: Session) -> list[LineMode]:
    """The last stretches, the newest first."""
    return list(db.scalars(select(LineMode).order_by(LineMode.began_at.desc()).limit(LATEST)))


def unclosed_mode(db: Session) -> LineMode | None:
    """The oldest stretch nobody has closed yet."""
    query = select(LineMode).where(LineMode.closed_at.is_(None))
    return db.scalars(query.order_by(LineMode.began_at).limit(1)).first()


def open_of(db: Session, mode: LineMode) -> Open:
    """Everything of this stretch that nobody has settled. A drill has no calls of its own."""
    strays = (StrayCall.mode_id == mode.id, StrayCall.outcome == StrayOutcome.OPEN)
    found = db.scalars(select(StrayCall).where(*strays).order_by(StrayCall.found_at, StrayCall.sid))
    is_drill = mode.ends_at is not None
    return Open(
        tuple(one for one in sheets.open_sheets(db, mode) if one.is_drill or not is_drill),
        tuple(found),
        () if is_drill else tuple(_ours(db, mode)),
        _callbacks(db, mode),
        sheets.typed_during(db, mode),
    )


def close(
    db: Session, mode_id: str, agent_id: str, at: datetime, forced: bytes | None = None
) -> Unclosed | None:
    """Close it; None when that was done. `forced`: a supervisor's sealed reason to do it anyway."""
    mode = db.get_one(LineMode, mode_id, with_for_update=True, populate_existing=True)
    if mode.closed_at is not None:
        return Unclosed.CLOSED_BEFORE
    if mode.ended_at is None:
        return Unclosed.STILL_ON
    stands_against = open_of(db, mode).unclosed
    if stands_against is not None and forced is None:
        return stands_against
    mode.closed_at, mode.closed_by, mode.closing_sealed = at, agent_id, forced
    is_forced = stands_against is not None
    record(db, "line_closed", at, mode_id=mode_id, agent_id=agent_id, is_forced=is_forced)
    return None


def sealed_reason(keys: CityKeys, mode_id: str, reason: str) -> bytes | None:
    """A reason as it is kept; None where none was given."""
    text = reason.strip()[:LONGEST_REASON]
    return seal(key_for(keys.secret, PURPOSE), text.encode(), mode_id) if text else None


def _ours(db: Session, mode: LineMode) -> list[OpenCall]:
    """Calls of ours that should have come to something since, and have not."""
    live = (
        Call.state.not_in((CallState.ENDED, *WITH_SOMEBODY)),
        Call.medium == CallMedium.PHONE,
        Call.began_at <= (mode.ended_at or mode.began_at),
    )
    rows = db.execute(select(Call.id, Call.began_at, Call.state).where(*live).order_by(Call.id))
    return [OpenCall(call_id, began_at, state.value) for call_id, began_at, state in rows]


def _callbacks(db: Session, mode: LineMode) -> int:
    """Who was promised a call and waits for it still: they stand in the line like everybody."""
    promised = (
        Task.kind == TaskKind.CALLBACK,
        Task.state.in_(IN_LINE),
        Task.created_at >= mode.began_at,
    )
    return db.scalar(select(func.count()).select_from(Task).where(*promised)) or 0
