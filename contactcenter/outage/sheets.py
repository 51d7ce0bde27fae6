"""Numbered sheets of paper: made in advance, found again by their number, accounted for.

A sheet's number is a slip's number lent to the line itself, so that no number in the house ever
means two things, and its last digit tells a mistyped one. It opens nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from shared.intake.keys import CityKeys
from shared.intake.phone_matter import LINE, register_line
from shared.intake.slip import is_valid, new_number, normalize_number, number_index
from shared.models import IntakeSheet, LineMode, SheetState, SlipLease, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

MOST_AT_ONCE = 40
QR_FORM = "OKP"  # the code on a sheet; "OK1" is a slip's


class Wanted(NamedTuple):
    """Sheets to be printed: `topic` None is for any matter."""

    topic: str | None
    language: str
    count: int
    is_drill: bool = False


def print_batch(db: Session, wanted: Wanted, agent_id: str, keys: CityKeys, at: datetime) -> str:
    """Number a batch of blank sheets; answers its id."""
    if not 1 <= wanted.count <= MOST_AT_ONCE:
        raise ValueError(f"{wanted.count} sheets at once; at most {MOST_AT_ONCE}")
    register_line(db, at)
    batch_id = new_id()
    for number in _lease(db, wanted.count, keys, at):
        db.add(
            IntakeSheet(
                number=number,
                batch_id=batch_id,
                topic=wanted.topic,
                language=wanted.language,
                is_drill=wanted.is_drill,
                printed_by=agent_id,
                printed_at=at,
            )
        )
    db.flush()
    fields = {"agent_id": agent_id, "count": wanted.count}
    record(db, "sheets_printed", at, batch_id=batch_id, **fields)
    return batch_id


def sheets_of(db: Session, batch_id: str) -> list[IntakeSheet]:
    """The sheets of a batch, in the order they are printed."""
    query = select(IntakeSheet).where(IntakeSheet.batch_id == batch_id)
    return list(db.scalars(query.order_by(IntakeSheet.id)))


def qr_text(number: str) -> str:
    """What a sheet's code says; a wedge scanner types it."""
    return f"{QR_FORM} {number}"


def parse_number(typed: str) -> str | None:
    """The number of what was scanned or typed; None when it cannot be one."""
    digits = normalize_number(typed.strip().removeprefix(QR_FORM))
    return digits if is_valid(digits) else None


def find_sheet(db: Session, number: str) -> IntakeSheet | None:
    """The sheet of this number."""
    return db.scalars(select(IntakeSheet).where(IntakeSheet.number == number)).first()


def settle_sheet(
    db: Session, sheet_id: str, to: SheetState, agent_id: str, at: datetime
) -> IntakeSheet | None:
    """It was typed in, or is spoiled; None when that was said before."""
    sheet = db.get(IntakeSheet, sheet_id, with_for_update=True, populate_existing=True)
    if sheet is None or sheet.state is not SheetState.BLANK:
        return None
    sheet.state, sheet.settled_by, sheet.settled_at = to, agent_id, at
    record(db, "sheet_settled", at, sheet_id=sheet.id, agent_id=agent_id, state=to)
    return sheet


def count_blank(
    db: Session, mode_id: str, sheet_ids: Collection[str], agent_id: str, at: datetime
) -> int:
    """Somebody holds these empty in their hand: they are for the next time. How many."""
    blank = (IntakeSheet.id.in_(sheet_ids), IntakeSheet.state == SheetState.BLANK)
    counted = update(IntakeSheet).where(*blank).values(counted_at=at).returning(IntakeSheet.id)
    count = len(db.scalars(counted).all())
    if count:
        record(db, "sheets_counted", at, mode_id=mode_id, agent_id=agent_id, count=count)
    return count


def open_sheets(db: Session, mode: LineMode) -> list[IntakeSheet]:
    """The sheets that may have been written on in this stretch, and that nobody accounted for."""
    may_be = (
        IntakeSheet.state == SheetState.BLANK,
        or_(IntakeSheet.counted_at.is_(None), IntakeSheet.counted_at < mode.began_at),
        *_printed_by_then(mode),
    )
    return list(db.scalars(select(IntakeSheet).where(*may_be).order_by(IntakeSheet.id)))


def typed_during(db: Session, mode: LineMode) -> int:
    """How many sheets were typed in since this stretch began."""
    typed = (IntakeSheet.state == SheetState.TYPED, IntakeSheet.settled_at >= mode.began_at)
    count = select(func.count()).select_from(IntakeSheet).where(*typed, *_printed_by_then(mode))
    return db.scalar(count) or 0


def _printed_by_then(mode: LineMode) -> tuple[object, ...]:
    return () if mode.ended_at is None else (IntakeSheet.printed_at <= mode.ended_at,)


def _lease(db: Session, count: int, keys: CityKeys, at: datetime) -> list[str]:
    """Numbers nobody else has, lent to the line."""
    lent: list[str] = []
    while len(lent) < count:
        number = new_number()
        index = number_index(number, keys.secret)
        if insert_once(db, SlipLease, number_index=index, kiosk_id=LINE, leased_at=at):
            lent.append(number)
    return lent
