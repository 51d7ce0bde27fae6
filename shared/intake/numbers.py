"""The numbers a kiosk was lent, so that it can give out unique slips with the line down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from shared.models import LeasedNumber
from shared.store.ledger import record
from shared.store.once import insert_once


class Lent(NamedTuple):
    """A number and the kiosk it was lent to."""

    digits: str
    kiosk_id: str


def keep_numbers(db: Session, kiosk_id: str, numbers: Iterable[str], at: datetime) -> int:
    """Store the numbers the city lent; how many of them were new."""
    kept = sum(
        insert_once(db, LeasedNumber, digits=digits, kiosk_id=kiosk_id, leased_at=at)
        for digits in numbers
    )
    record(db, "numbers_kept", at, kiosk_id=kiosk_id, count=kept)
    return kept


def count_numbers(db: Session) -> int:
    """How many numbers are left: below a day's worth it is time to ask for more."""
    return db.scalar(select(func.count()).select_from(LeasedNumber)) or 0


def take_number(db: Session) -> Lent | None:
    """Take a number out of the block for good; None when the block is empty."""
    first = (
        select(LeasedNumber.digits)
        .order_by(LeasedNumber.leased_at, LeasedNumber.digits)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = delete(LeasedNumber).where(LeasedNumber.digits == first)
    row = db.execute(taken.returning(LeasedNumber.digits, LeasedNumber.kiosk_id)).first()
    return None if row is None else Lent(*row)
