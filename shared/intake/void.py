"""In the city: the number of a sheet nobody is sure of is worth nothing once it was replaced."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.intake.envelope import Envelope
from shared.intake.keys import CityKeys
from shared.intake.slip import number_index
from shared.models import Slip, SlipLease, SlipState
from shared.store.ledger import record
from shared.store.once import insert_once
from shared.store.shred import mark_shredded


def void_replaced(
    db: Session, envelope: Envelope, keys: CityKeys, at: datetime, life: timedelta
) -> None:
    """Close the slip `envelope.replaces` names, and shred its answers: it opens no more.

    Not yet arrived, it leaves a closed row in its place, which the late original then finds. One
    that an agent has open stays: somebody is talking to the person about it, and cutting them off
    helps nobody; it goes when the matter is closed or its hours are over. A number lent to another
    kiosk is left alone: a kiosk can make void only what it gave out itself. A repeat changes
    nothing.
    """
    index = number_index(envelope.replaces, keys.secret)
    lease = db.get(SlipLease, index)
    if lease is None or lease.kiosk_id != envelope.kiosk_id:
        return
    if _leave_closed(db, index, envelope, at, life) or _close_waiting(db, index):
        mark_shredded(db)
        record(db, "slip_replaced", at, key=envelope.key, kiosk_id=envelope.kiosk_id)


def is_void(db: Session, index: bytes) -> bool:
    """Whether the number was replaced before its own envelope came."""
    return db.scalar(select(Slip.id).where(Slip.key == _closed_key(index))) is not None


def _leave_closed(
    db: Session, index: bytes, envelope: Envelope, at: datetime, life: timedelta
) -> bool:
    return insert_once(
        db,
        Slip,
        key=_closed_key(index),
        number_index=index,
        kiosk_id=envelope.kiosk_id,
        state=SlipState.CLOSED,
        sealed=None,
        made_at=envelope.made_at,
        received_at=at,
        expires_at=min(envelope.made_at, at) + life,
    )


def _close_waiting(db: Session, index: bytes) -> bool:
    waiting = (Slip.number_index == index, Slip.state == SlipState.WAITING)
    closed = update(Slip).where(*waiting).values(state=SlipState.CLOSED, sealed=None)
    return db.execute(closed.returning(Slip.id)).first() is not None


def _closed_key(index: bytes) -> str:
    """The original's own key is not known here; its number's blind index is."""
    return f"replaced {index.hex()}"
