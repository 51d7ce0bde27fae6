"""At the city's door: kiosks, the numbers they are lent, the envelopes they send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.intake.contents import Contents, seal_contents
from shared.intake.desk import Refusal, SlipRefused, open_slip
from shared.intake.envelope import Envelope, open_sealed
from shared.intake.guesses import GuessLimits
from shared.intake.keys import CityKeys
from shared.intake.matter import (
    Away,
    MatterAway,
    MatterClosed,
    OpenedMatter,
    close_matter,
    read_matter,
    read_note,
    save_matter,
)
from shared.intake.register import time_of
from shared.intake.slip import is_valid, is_word, new_number, number_index, slip_key
from shared.intake.void import is_void, void_replaced
from shared.models import EnvelopeKind, Kiosk, Slip, SlipLease, Task, TaskKind
from shared.store.ledger import record
from shared.store.once import insert_once

__all__ = [
    "Away",
    "CityKeys",
    "GuessLimits",
    "MatterAway",
    "MatterClosed",
    "OpenedMatter",
    "Received",
    "ReceivedState",
    "Refusal",
    "SlipRefused",
    "close_matter",
    "lease_numbers",
    "open_slip",
    "read_matter",
    "read_note",
    "receive",
    "register_kiosk",
    "save_matter",
]

SLIP_LIFE = time_of("slip")
LARGEST_LEASE = 500
HELP_PRIORITY = 1


class ReceivedState(StrEnum):
    """What became of an envelope."""

    RECEIVED = "received"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class Received(NamedTuple):
    """The door's answer. A kiosk settles its envelope on any of the three states.

    `why`, when refused: unreadable, wrong_kiosk, unknown_kiosk, invalid_slip, number_not_leased,
    number_used.
    """

    state: ReceivedState
    key: str | None = None
    kind: EnvelopeKind | None = None
    why: str | None = None


def register_kiosk(
    db: Session, kiosk_id: str, at: datetime, *, name: str = "", location_id: str | None = None
) -> Kiosk:
    """Make a kiosk known; a second time changes nothing."""
    is_new = insert_once(
        db,
        Kiosk,
        id=kiosk_id,
        name=name or kiosk_id,
        location_id=location_id,
        is_enabled=True,
        registered_at=at,
    )
    if is_new:
        record(db, "kiosk_registered", at, kiosk_id=kiosk_id)
    return db.get_one(Kiosk, kiosk_id)


def lease_numbers(
    db: Session, kiosk_id: str, count: int, keys: CityKeys, at: datetime
) -> list[str]:
    """Lend up to `count` numbers no kiosk has; none to a kiosk that is unknown or switched off."""
    if not _is_enabled(db, kiosk_id):
        return []
    leased: list[str] = []
    while len(leased) < min(count, LARGEST_LEASE):
        digits = new_number()
        index = number_index(digits, keys.secret)
        if insert_once(db, SlipLease, number_index=index, kiosk_id=kiosk_id, leased_at=at):
            leased.append(digits)
    record(db, "numbers_leased", at, kiosk_id=kiosk_id, count=len(leased))
    return leased


def receive(
    db: Session, sealed: bytes, keys: CityKeys, at: datetime, *, from_kiosk: str | None = None
) -> Received:
    """Take an envelope in; a repeat changes nothing and is welcome.

    `from_kiosk` is who the line says the sender is: an envelope naming another kiosk is refused.
    """
    envelope = open_sealed(sealed, keys.private_key)
    if envelope is None:
        return _refuse(db, None, "unreadable", at)
    if from_kiosk not in (None, envelope.kiosk_id):
        return _refuse(db, envelope, "wrong_kiosk", at)
    if not _is_enabled(db, envelope.kiosk_id):
        return _refuse(db, envelope, "unknown_kiosk", at)
    result = _RECEIVE[envelope.kind](db, envelope, keys, at)
    if result.state is ReceivedState.RECEIVED:
        what = {"key": envelope.key, "kiosk_id": envelope.kiosk_id, "kind": envelope.kind.value}
        record(db, "envelope_received", at, **what)
    return result


def _receive_help(db: Session, envelope: Envelope, _keys: CityKeys, at: datetime) -> Received:
    """A task without personal data; `created_at` is the city's clock, a kiosk's may be wrong."""
    is_new = insert_once(
        db,
        Task,
        key=envelope.key,
        kind=TaskKind.HELP,
        priority=HELP_PRIORITY,
        language=envelope.language,
        kiosk_id=envelope.kiosk_id,
        created_at=at,
        place_at=at,
    )
    return _answer(envelope, ReceivedState.RECEIVED if is_new else ReceivedState.DUPLICATE)


def _receive_slip(db: Session, envelope: Envelope, keys: CityKeys, at: datetime) -> Received:
    """Seal the answers again, now under a key only the slip and the city's secret make together.

    A slip replaced before it came is settled as a duplicate; what it replaces itself is void too.
    """
    if _is_here(db, envelope.key):
        return _answer(envelope, ReceivedState.DUPLICATE)
    if not (is_valid(envelope.digits) and is_word(envelope.word)):
        return _refuse(db, envelope, "invalid_slip", at)
    index = number_index(envelope.digits, keys.secret)
    lease = db.get(SlipLease, index)
    if lease is None or lease.kiosk_id != envelope.kiosk_id:
        return _refuse(db, envelope, "number_not_leased", at)
    is_new = _store_slip(db, envelope, index, keys, at)
    if not (is_new or _is_here(db, envelope.key) or is_void(db, index)):
        return _refuse(db, envelope, "number_used", at)
    if envelope.replaces:
        void_replaced(db, envelope, keys, at, SLIP_LIFE)
    return _answer(envelope, ReceivedState.RECEIVED if is_new else ReceivedState.DUPLICATE)


def _store_slip(
    db: Session, envelope: Envelope, index: bytes, keys: CityKeys, at: datetime
) -> bool:
    contents = Contents(
        language=envelope.language,
        content_hash=envelope.content_hash,
        on=envelope.on,
        household=envelope.answers,
        chosen=envelope.chosen,
    )
    key = slip_key(envelope.digits, envelope.word, keys.secret)
    return insert_once(
        db,
        Slip,
        key=envelope.key,
        number_index=index,
        kiosk_id=envelope.kiosk_id,
        sealed=seal_contents(key, contents, envelope.key),
        made_at=envelope.made_at,
        received_at=at,
        expires_at=min(envelope.made_at, at) + SLIP_LIFE,
    )


def _is_here(db: Session, key: str) -> bool:
    return db.scalar(select(Slip.id).where(Slip.key == key)) is not None


def _is_enabled(db: Session, kiosk_id: str) -> bool:
    return bool(db.scalar(select(Kiosk.is_enabled).where(Kiosk.id == kiosk_id)))


def _answer(envelope: Envelope, state: ReceivedState) -> Received:
    return Received(state, envelope.key, envelope.kind)


def _refuse(db: Session, envelope: Envelope | None, why: str, at: datetime) -> Received:
    record(db, "envelope_refused", at, why=why)
    key, kind = (envelope.key, envelope.kind) if envelope else (None, None)
    return Received(ReceivedState.REFUSED, key, kind, why)


_RECEIVE: dict[EnvelopeKind, Callable[[Session, Envelope, CityKeys, datetime], Received]] = {
    EnvelopeKind.SLIP: _receive_slip,
    EnvelopeKind.HELP: _receive_help,
}
