"""Messages citizens send us: a wish to be left alone is obeyed at once, anything else is read."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.intake.contact import note
from shared.intake.keys import CityKeys
from shared.intake.message import Ask, Outgoing
from shared.intake.message_kept import Draft, MessageView, add_row, retention_of, view
from shared.intake.opt_out import number_index, opt_in, opt_out
from shared.models import Message, MessageState
from shared.store.ledger import record

STOP = frozenset({"stop", "nie", "rezygnuje", "stopp", "koniec", "стоп", "ні", "unsubscribe"})
START = frozenset({"start", "старт", "unstop"})


class Arrived(StrEnum):
    """What a message that came in was taken for."""

    KNOWN = "known"  # it came before
    STOP = "stop"
    START = "start"
    REPLY = "reply"


def arrived(  # noqa: PLR0913  # which, from whom, what, when, and what is answered
    db: Session,
    sid: str,
    number: str,
    body: str,
    keys: CityKeys,
    at: datetime,
    ask: Ask,
    *,
    confirmation: str,
) -> Arrived:
    """Take a message from `number` (E.164) once. A new wish to stop is confirmed with one message.

    A reply belongs to the talk that last wrote to this number, while that is remembered.
    """
    call_id = _last_call(db, number, keys, at)
    draft = Draft(key=f"in {sid}", number=number, body=body, call_id=call_id)
    meant = _meant(body)
    more = {"is_inbound": True, "provider_sid": sid, "state": MessageState.DELIVERED}
    if meant is not Arrived.REPLY:
        more["read_at"] = at
    if add_row(db, draft, keys, at, **more) is None:
        return Arrived.KNOWN
    if meant is Arrived.STOP and opt_out(db, number, keys, "citizen", at):
        _confirm(db, sid, number, confirmation, keys, at, ask)
    if meant is Arrived.START:
        opt_in(db, number, keys, "citizen", at)
    if call_id:
        note(db, call_id, "message_arrived", at, kind=meant.value)
    return meant


def unread(db: Session, keys: CityKeys, most: int = 100) -> list[MessageView]:
    """The replies nobody has dealt with, the oldest first."""
    query = select(Message).where(
        Message.is_inbound.is_(True), Message.read_at.is_(None), Message.body_sealed.is_not(None)
    )
    return [view(row, keys) for row in db.scalars(query.order_by(Message.made_at).limit(most))]


def mark_read(db: Session, message_id: str, agent_id: str, at: datetime) -> bool:
    """Somebody has dealt with a reply; twice is once."""
    row = db.scalar(select(Message).where(Message.id == message_id).with_for_update())
    if row is None or not row.is_inbound:
        return False
    if row.read_at is None:
        row.read_at = at
        record(db, "message_read", at, message_id=message_id, agent_id=agent_id)
    return True


def _meant(body: str) -> Arrived:
    """A single word says stop or start; a sentence is a reply, whatever words it has."""
    word = re.sub(r"[\W_]+", "", body.casefold())
    word = "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
    if len(body.split()) > 1:
        return Arrived.REPLY
    if word in STOP:
        return Arrived.STOP
    return Arrived.START if word in START else Arrived.REPLY


def _confirm(  # noqa: PLR0913
    db: Session, sid: str, number: str, body: str, keys: CityKeys, at: datetime, ask: Ask
) -> None:
    """The one message that still goes to a number that wants none."""
    message_id = add_row(db, Draft(key=f"stop {sid}", number=number, body=body), keys, at)
    if message_id is not None:
        ask(db, Outgoing(message_id, number, body, None))


def _last_call(db: Session, number: str, keys: CityKeys, at: datetime) -> str | None:
    query = select(Message.call_id).where(
        Message.number_index == number_index(number, keys),
        Message.is_inbound.is_(False),
        Message.call_id.is_not(None),
        Message.made_at > retention_of(at),
    )
    return db.scalar(query.order_by(Message.made_at.desc(), Message.id.desc()).limit(1))
