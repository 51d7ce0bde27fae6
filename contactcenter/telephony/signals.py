"""What two browsers tell each other on their way through the city: sealed, and gone in minutes.

One side's browser speaks in order, so the ids, which grow, tell what was heard already. A row named
"alive" for each party says when its page was last there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.kiosk_call import Signal
from shared.intake.register import time_of
from shared.models import MediaSide, MediaSignal, new_id
from shared.store.once import insert_once
from shared.store.shred import mark_shredded

LIFE = time_of("signal")
ALIVE = "alive"
ALIVE_EVERY = timedelta(seconds=3)
PURPOSE = "media signal"


def send(
    db: Session, secret: bytes, call_id: str, side: MediaSide, signal: Signal, at: datetime
) -> bool:
    """Lay one down for `side`; False for one that was here before."""
    same = (
        *_for(call_id, side),
        MediaSignal.attempt == signal.attempt,
        MediaSignal.what == signal.what,
    )
    if db.scalar(select(MediaSignal.id).where(*same)) is not None:
        return False
    id_ = new_id()
    sealed = seal(derive(secret, PURPOSE), signal.text.encode(), f"signal {id_}")
    values = {"side": side, "attempt": signal.attempt, "what": signal.what, "sealed": sealed}
    db.add(MediaSignal(id=id_, call_id=call_id, made_at=at, **values))
    db.flush()
    return True


def fetch(db: Session, secret: bytes, call_id: str, side: MediaSide, after: str) -> list[Signal]:
    """What has come for `side` since the signal `after`, in order."""
    query = select(MediaSignal).where(*_for(call_id, side), MediaSignal.what != ALIVE)
    key = derive(secret, PURPOSE)
    found = []
    for row in db.scalars(query.where(MediaSignal.id > after).order_by(MediaSignal.id)):
        plain = unseal(key, row.sealed, f"signal {row.id}")
        if plain is not None:
            known = {"what": row.what, "attempt": row.attempt, "text": plain.decode()}
            found.append(msgspec.convert({**known, "id": row.id}, Signal))
    return found


def note_alive(db: Session, call_id: str, side: MediaSide, leg: str, at: datetime) -> None:
    """The page of one party (`leg`: a name for it) was there just now."""
    row = {"id": f"{call_id}.{leg}", "call_id": call_id, "side": side, "attempt": ""}
    if not insert_once(db, MediaSignal, **row, what=ALIVE, sealed=b"", made_at=at):
        stale = (MediaSignal.id == row["id"], MediaSignal.made_at <= at - ALIVE_EVERY)
        db.execute(update(MediaSignal).where(*stale).values(made_at=at))


def seen_at(db: Session, call_id: str, leg: str) -> datetime | None:
    """When a party's page was last there; None before it ever was, or long after."""
    return db.scalar(select(MediaSignal.made_at).where(MediaSignal.id == f"{call_id}.{leg}"))


def was_offered(db: Session, call_id: str, attempt: str, since: datetime) -> bool:
    """Whether an agent's page made this attempt since then: an older one proves nothing."""
    offers = (*_for(call_id, MediaSide.KIOSK), MediaSignal.what == "offer")
    made = (MediaSignal.attempt == attempt, MediaSignal.made_at >= since)
    return db.scalar(select(MediaSignal.id).where(*offers, *made)) is not None


def forget(db: Session, call_id: str) -> None:
    """The call is over: nothing of it is left to say."""
    db.execute(delete(MediaSignal).where(MediaSignal.call_id == call_id))
    mark_shredded(db)


def sweep(db: Session, at: datetime) -> int:
    """Remove what has outlived its minutes; how many there were."""
    late = delete(MediaSignal).where(MediaSignal.made_at <= at - LIFE).returning(MediaSignal.id)
    swept = len(db.scalars(late).all())
    if swept:
        mark_shredded(db)
    return swept


def _for(call_id: str, side: MediaSide) -> tuple[object, ...]:
    return (MediaSignal.call_id == call_id, MediaSignal.side == side)
