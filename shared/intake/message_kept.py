"""A message as it is kept: sealed, opened for an agent, counted, and shredded after its time."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.keys import CityKeys
from shared.intake.opt_out import number_index
from shared.intake.register import time_of
from shared.models import Message, MessageState, new_id
from shared.store.once import insert_once
from shared.store.shred import mark_shredded

KEPT = time_of("message")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent wants sent. `number`: E.164; `forbidden`: names that must not stand in it.

    `is_said_safe`: what the citizen has just said about this number, if they were asked.
    """

    key: str
    number: str
    body: str
    call_id: str | None = None
    agreement_id: str | None = None
    is_sensitive: bool = False
    is_said_safe: bool | None = None
    forbidden: tuple[str, ...] = ()


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A message as an agent sees it; without `body` it is shredded."""

    id: str
    is_inbound: bool
    call_id: str | None
    agreement_id: str | None
    number: str | None
    body: str | None
    state: MessageState
    error: str | None
    made_at: datetime
    read_at: datetime | None


def messages_of(
    db: Session, keys: CityKeys, *, call_id: str | None = None, agreement_id: str | None = None
) -> list[MessageView]:
    """The messages of one call or one agreement, in order."""
    where = Message.call_id == call_id if call_id else Message.agreement_id == agreement_id
    return [
        view(row, keys) for row in db.scalars(select(Message).where(where).order_by(Message.id))
    ]


def view(row: Message, keys: CityKeys) -> MessageView:
    """A message, opened."""
    return MessageView(
        id=row.id,
        is_inbound=row.is_inbound,
        call_id=row.call_id,
        agreement_id=row.agreement_id,
        number=_open(row.number_sealed, f"number {row.id}", keys),
        body=_open(row.body_sealed, f"body {row.id}", keys),
        state=row.state,
        error=row.error,
        made_at=row.made_at,
        read_at=row.read_at,
    )


def add_row(db: Session, draft: Draft, keys: CityKeys, at: datetime, **more: object) -> str | None:
    """Seal and keep one message under its key; its id, or None when the key was there before."""
    message_id = new_id()
    key = derive(keys.secret, "message")
    values = {
        "id": message_id,
        "key": draft.key,
        "call_id": draft.call_id,
        "agreement_id": draft.agreement_id,
        "number_index": number_index(draft.number, keys),
        "number_sealed": seal(key, draft.number.encode(), f"number {message_id}"),
        "body_sealed": seal(key, draft.body.encode(), f"body {message_id}"),
        "state": MessageState.ASKED,
        "made_at": at,
        "moved_at": at,
    }
    return message_id if insert_once(db, Message, **values | more) else None


def retention_of(at: datetime) -> datetime:
    """What is older than this is shredded."""
    return at - KEPT


def sweep_messages(db: Session, at: datetime) -> int:
    """Shred numbers and words that are 30 days old; how many messages that was."""
    old = Message.made_at <= retention_of(at), Message.body_sealed.is_not(None)
    gone = update(Message).where(*old)
    gone = gone.values(number_index=None, number_sealed=None, body_sealed=None)
    ids = db.scalars(gone.returning(Message.id)).all()
    if ids:
        mark_shredded(db)
    return len(ids)


def _open(sealed: bytes | None, about: str, keys: CityKeys) -> str | None:
    plain = unseal(derive(keys.secret, "message"), sealed, about) if sealed else None
    return plain.decode() if plain is not None else None
