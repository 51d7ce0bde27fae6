"""When things go: at settlement, at the end of a visit, after hours and days. Gone is shredded.

What is kept how long stands in register.yaml, and nowhere else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Delete, Update

from shared.intake.register import time_of
from shared.models import (
    Correction,
    EnvelopeState,
    GuessWindow,
    Matter,
    MatterState,
    OutgoingEnvelope,
    PrintJob,
    PrintState,
    Slip,
    SlipLease,
    SlipState,
    Submission,
    Visit,
    VisitState,
)
from shared.store.ledger import record
from shared.store.shred import mark_shredded

UNDELIVERED = time_of("kiosk_envelope")
UNFINISHED_VISIT = time_of("retry_answer")
UNPRINTED = time_of("paper")
KIOSK_TRACES = time_of("kiosk_traces")
NOTES = time_of("note")
CORRECTIONS = time_of("correction")
CITY_TRACES = time_of("city_traces")
GUESSES = time_of("guesses")

GONE = (PrintState.CONFIRMED, PrintState.CANCELED)
SETTLED = (*GONE, PrintState.FAILED, PrintState.UNKNOWN)


class Swept(msgspec.Struct, frozen=True):
    """How many rows of each class a sweep took."""

    expired: int
    notes: int
    traces: int


def settle_print(db: Session, key: str, state: PrintState) -> None:
    """Note what became of the paper. A confirmed one is shredded; a failed or unknown one stays for
    another try until the visit ends.
    """
    if state not in SETTLED:
        raise ValueError(f"{state} settles nothing")
    job = db.scalar(select(PrintJob).where(PrintJob.key == key).with_for_update())
    if job is None:
        return
    job.state = state
    if state in GONE or _visit_state(db, key) is VisitState.ENDED:
        job.payload_sealed = None
        mark_shredded(db)


def settle_envelope(db: Session, key: str, state: EnvelopeState = EnvelopeState.DELIVERED) -> None:
    """The city has the envelope, or wants none of it: shred it; a second time changes nothing."""
    if state is EnvelopeState.WAITING:
        raise ValueError("waiting settles nothing")
    waiting = OutgoingEnvelope.state == EnvelopeState.WAITING
    settled = update(OutgoingEnvelope).where(OutgoingEnvelope.key == key, waiting)
    _run(db, settled.values(state=state, sealed=None))
    mark_shredded(db)


def end_visit(db: Session, visit_id: str) -> None:
    """The citizen has gone: shred the answers kept for retries, and every paper that is settled.

    A paper still in line or in the printer is left to come out; `settle_print` shreds it then.
    """
    _run(db, update(Visit).where(Visit.id == visit_id).values(state=VisitState.ENDED))
    of_visit = select(Submission.key).where(Submission.visit_id == visit_id)
    _run(db, update(Submission).where(Submission.key.in_(of_visit)).values(answer_sealed=None))
    papers = update(PrintJob).where(PrintJob.key.in_(of_visit), PrintJob.state.in_(SETTLED))
    _run(db, papers.values(payload_sealed=None))
    mark_shredded(db)


def sweep_kiosk(db: Session, at: datetime) -> Swept:
    """Remove what a crash or a long silence left on the device."""
    is_forgotten = (Visit.state == VisitState.OPEN, Visit.started_at <= at - UNFINISHED_VISIT)
    for visit_id in db.scalars(select(Visit.id).where(*is_forgotten)).all():
        end_visit(db, visit_id)
    _cancel_papers(db, at)
    waiting = OutgoingEnvelope.state == EnvelopeState.WAITING
    overdue = OutgoingEnvelope.created_at <= at - UNDELIVERED
    expire = update(OutgoingEnvelope).where(waiting, overdue)
    expired = _run(db, expire.values(state=EnvelopeState.EXPIRED, sealed=None))
    traces = _forget_kiosk_traces(db, at)
    mark_shredded(db)
    return Swept(expired=expired, notes=0, traces=traces)


def sweep_city(db: Session, at: datetime) -> Swept:
    """Shred slips and matters past their hours, notes and guesses past their days."""
    open_states = (SlipState.WAITING, SlipState.OPENED)
    late = update(Slip).where(Slip.expires_at <= at, Slip.state.in_(open_states))
    expired = _run(db, late.values(state=SlipState.EXPIRED, sealed=None))
    gone = select(Slip.id).where(Slip.state == SlipState.EXPIRED)
    orphaned = update(Matter).where(Matter.state == MatterState.OPEN, Matter.slip_id.in_(gone))
    _run(db, orphaned.values(state=MatterState.EXPIRED, slip_key_sealed=None))
    old_notes = update(Matter).where(
        Matter.note_sealed.is_not(None), Matter.closed_at <= at - NOTES
    )
    notes = _run(db, old_notes.values(note_sealed=None))
    unsettled = Correction.created_at <= at - CORRECTIONS
    _run(db, update(Correction).where(unsettled).values(note_sealed=None))
    _run(db, delete(GuessWindow).where(GuessWindow.latest_at <= at - GUESSES))
    traces = _forget_city_traces(db, at)
    if expired:
        record(db, "slips_expired", at, count=expired)
    mark_shredded(db)
    return Swept(expired=expired, notes=notes, traces=traces)


def _visit_state(db: Session, key: str) -> VisitState | None:
    """The state of the visit this key belongs to, locked against its end."""
    visit_id = select(Submission.visit_id).where(Submission.key == key).scalar_subquery()
    return db.scalar(select(Visit.state).where(Visit.id == visit_id).with_for_update())


def _cancel_papers(db: Session, at: datetime) -> None:
    """A paper whose citizen left two minutes ago must not come out in front of the next one."""
    ended = select(Submission.key).join(Visit, Visit.id == Submission.visit_id)
    ended = ended.where(Visit.state == VisitState.ENDED)
    stale = update(PrintJob).where(
        PrintJob.state == PrintState.WAITING,
        PrintJob.created_at <= at - UNPRINTED,
        PrintJob.key.in_(ended),
    )
    _run(db, stale.values(state=PrintState.CANCELED, payload_sealed=None))


def _forget_kiosk_traces(db: Session, at: datetime) -> int:
    """Drop keys a week old, with the settled papers and envelopes that bore them."""
    before = at - KIOSK_TRACES
    old = select(Submission.key).where(Submission.made_at <= before)
    _run(db, delete(PrintJob).where(PrintJob.key.in_(old)))
    _run(db, delete(OutgoingEnvelope).where(OutgoingEnvelope.key.in_(old)))
    traces = _run(db, delete(Submission).where(Submission.made_at <= before))
    used = select(Submission.visit_id).where(Submission.visit_id.is_not(None))
    _run(db, delete(Visit).where(Visit.started_at <= before, Visit.id.not_in(used)))
    return traces


def _forget_city_traces(db: Session, at: datetime) -> int:
    """Drop slips of a season ago with their matters; their numbers may be lent again."""
    old = (
        Slip.expires_at <= at - CITY_TRACES,
        Slip.state.in_((SlipState.CLOSED, SlipState.EXPIRED)),
    )
    _run(db, delete(Matter).where(Matter.slip_id.in_(select(Slip.id).where(*old))))
    numbers = db.scalars(delete(Slip).where(*old).returning(Slip.number_index)).all()
    _run(db, delete(SlipLease).where(SlipLease.number_index.in_(numbers)))
    return len(numbers)


def _run(db: Session, statement: Update | Delete) -> int:
    """Execute and count the rows; objects already read are refreshed when they are read again."""
    result: CursorResult[Any] = db.execute(  # type: ignore[assignment]  # DML has a cursor
        statement, execution_options={"synchronize_session": "fetch"}
    )
    return result.rowcount
