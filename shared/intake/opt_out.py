"""Numbers that want no messages: asked by their owner or told by the provider, and taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.crypto import blind_index
from shared.intake.keys import CityKeys
from shared.models import OptOut
from shared.store.ledger import record
from shared.store.once import insert_once

NUMBERS = "telephone number"  # the purpose every index of a number shares


def number_index(number: str, keys: CityKeys) -> bytes:
    """By what a number (E.164) is found again without being kept."""
    return blind_index(keys.secret, NUMBERS, number)


def has_opted_out(db: Session, number: str, keys: CityKeys) -> bool:
    """Whether this number wants no messages."""
    return db.get(OptOut, number_index(number, keys)) is not None


def opt_out(db: Session, number: str, keys: CityKeys, by: str, at: datetime) -> bool:
    """This number wants no messages; False when it did not before either."""
    return opt_out_index(db, number_index(number, keys), by, at)


def opt_in(db: Session, number: str, keys: CityKeys, by: str, at: datetime) -> None:
    """This number wants messages again: its owner wrote so."""
    index = number_index(number, keys)
    if db.get(OptOut, index) is not None:
        db.execute(delete(OptOut).where(OptOut.number_index == index))
        record(db, "opted_in", at, by=by)


def opt_out_index(db: Session, index: bytes, by: str, at: datetime) -> bool:
    """The same for who is known by the index of their number only."""
    is_new = insert_once(db, OptOut, number_index=index, asked_at=at)
    if is_new:
        record(db, "opted_out", at, by=by)
    return is_new
