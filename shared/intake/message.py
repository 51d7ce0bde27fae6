"""Text messages: written under every rule there is, and moved by rank.

A message is written in the transaction that also asks the telephone provider for it. What the
provider tells of it may come in any order, twice, or before we know its own name for the message.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.intake.contact import OPEN, Contact, contact, judge_contact, note
from shared.intake.keys import CityKeys
from shared.intake.message_kept import Draft, add_row, view
from shared.intake.message_text import MOST_PARTS, count_parts, find_link, names_any
from shared.intake.opt_out import number_index, opt_out_index
from shared.models import Message, MessageState, OptOut
from shared.store.ledger import record

PARTS_PER_DAY = 2000
RANK = {state: rank for rank, state in enumerate(MessageState)}
OPTED_OUT, NOT_A_MOBILE = "21610", "21614"  # the provider's error codes

# The provider's words for how far a message has come, from its API reference.
MEANS = {
    "accepted": MessageState.QUEUED,
    "scheduled": MessageState.QUEUED,
    "queued": MessageState.QUEUED,
    "sending": MessageState.SENT,
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "undelivered": MessageState.UNDELIVERED,
    "failed": MessageState.FAILED,
    "canceled": MessageState.FAILED,
}


class Standing(NamedTuple):
    """How far a message has come, and the provider's error code, if there is one."""

    state: MessageState
    error: str | None


class Unsent(StrEnum):
    """Why a message was not written; each has its own sentence on the agent's screen."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    LINK = "link"
    NAMES_SENSITIVE = "names_sensitive"
    OPTED_OUT = "opted_out"
    NOT_A_MOBILE = "not_a_mobile"
    ASK_FIRST = "ask_first"  # nobody asked whether it is safe to contact this number
    NOT_SAFE = "not_safe"
    OVER_BUDGET = "over_budget"


class Outgoing(msgspec.Struct, frozen=True):
    """What the provider is to be told, once per message."""

    message_id: str
    number: str
    body: str
    call_id: str | None


Ask = Callable[[Session, Outgoing], None]


def write(  # noqa: PLR0913  # what, who asks whom, under which limits, when
    db: Session,
    draft: Draft,
    agent_id: str,
    keys: CityKeys,
    at: datetime,
    ask: Ask,
    *,
    parts_per_day: int = PARTS_PER_DAY,
) -> str | Unsent:
    """Write a message and `ask` for its sending, in this transaction; its id, or why not.

    The same key twice is one message. What cannot be sent is refused here, whatever the page said.
    """
    before = db.scalar(select(Message.id).where(Message.key == draft.key))
    if before is not None:
        return before
    if draft.is_said_safe is not None:
        index = number_index(draft.number, keys)
        judge_contact(
            db, draft.call_id, draft.is_said_safe, agent_id, at,
            agreement_id=draft.agreement_id, number=index,
        )  # fmt: skip
    why = _why_not(db, draft, keys, at, parts_per_day)
    if why is not None:
        record(db, "message_refused", at, agent_id=agent_id, why=why.value)
        return why
    message_id = _add(db, draft, keys, at)
    if message_id is None:
        return db.scalars(select(Message.id).where(Message.key == draft.key)).one()
    ask(db, Outgoing(message_id, draft.number, draft.body, draft.call_id))
    parts = count_parts(draft.body).parts
    record(db, "message_asked", at, message_id=message_id, agent_id=agent_id, parts=parts)
    if draft.call_id:
        note(db, draft.call_id, "message_asked", at, parts=parts)
    return message_id


def move(  # how far, when, which by either name, why
    db: Session,
    status: str,
    at: datetime,
    *,
    sid: str | None = None,
    message_id: str | None = None,
    error: str | None = None,
) -> MessageState | None:
    """What the provider tells of a message, in any order and as often as it likes.

    Found by our id where the provider was told to say it, else by its `sid`. The state only rises;
    None for a message or a word nobody knows. A number that opted out is written down as such.
    """
    row = _find(db, sid, message_id)
    state = MEANS.get(status.lower())
    if row is None or state is None or row.is_inbound:
        return None
    if sid is not None and row.provider_sid is None:
        row.provider_sid = sid
    if error == OPTED_OUT and row.number_index is not None:
        opt_out_index(db, row.number_index, "provider", at)
    reached = further(Standing(row.state, row.error), Standing(state, error))
    if reached != (row.state, row.error):
        row.state, row.error, row.moved_at = *reached, at
    return row.state


def further(one: Standing, other: Standing) -> Standing:
    """The one of two that ranks higher; of one rank the higher error, so that no order matters."""
    return max(one, other, key=lambda it: (RANK[it.state], it.error or ""))


def placed(db: Session, message_id: str, sid: str, at: datetime) -> None:
    """The provider took the message and calls it `sid`; its callbacks may have come before."""
    row = _find(db, None, message_id)
    if row is None:
        return
    row.provider_sid = row.provider_sid or sid
    if row.state is MessageState.ASKED:
        row.state, row.moved_at = MessageState.QUEUED, at


def _why_not(
    db: Session, draft: Draft, keys: CityKeys, at: datetime, parts_per_day: int
) -> Unsent | None:
    if not draft.body.strip():
        return Unsent.EMPTY
    if count_parts(draft.body).parts > MOST_PARTS:
        return Unsent.TOO_LONG
    if find_link(draft.body):
        return Unsent.LINK
    if names_any(draft.body, draft.forbidden):
        return Unsent.NAMES_SENSITIVE
    known = contact(
        db,
        call_id=draft.call_id,
        agreement_id=draft.agreement_id,
        number=number_index(draft.number, keys),
        is_sensitive=draft.is_sensitive,
    )
    if known is Contact.ASK and draft.is_said_safe is not None and draft.call_id is None:
        known = Contact.SAFE if draft.is_said_safe else Contact.UNSAFE  # at a desk: for this once
    if known not in OPEN:
        return Unsent.ASK_FIRST if known is Contact.ASK else Unsent.NOT_SAFE
    return _why_not_there(db, draft, keys, at, parts_per_day)


def _why_not_there(
    db: Session, draft: Draft, keys: CityKeys, at: datetime, parts_per_day: int
) -> Unsent | None:
    """What speaks against this number, and against this day."""
    index = number_index(draft.number, keys)
    if db.get(OptOut, index) is not None:
        return Unsent.OPTED_OUT
    landline = select(Message.id).where(
        Message.number_index == index, Message.error == NOT_A_MOBILE
    )
    if db.scalar(landline.limit(1)) is not None:
        return Unsent.NOT_A_MOBILE
    spent = parts_spent(db, keys, at)
    is_over = spent + count_parts(draft.body).parts > parts_per_day
    return Unsent.OVER_BUDGET if is_over else None


def parts_spent(db: Session, keys: CityKeys, at: datetime) -> int:
    """The parts sent in the last 24 hours."""
    query = select(Message).where(
        Message.made_at > at - timedelta(days=1), Message.is_inbound.is_(False)
    )
    bodies = (view(row, keys).body for row in db.scalars(query))
    return sum(count_parts(body).parts for body in bodies if body)


def _add(db: Session, draft: Draft, keys: CityKeys, at: datetime) -> str | None:
    return add_row(db, draft, keys, at, is_inbound=False)


def _find(db: Session, sid: str | None, message_id: str | None) -> Message | None:
    if message_id is not None:
        row = db.scalar(select(Message).where(Message.id == message_id).with_for_update())
        if row is not None:
            return row
    if sid is None:
        return None
    return db.scalar(select(Message).where(Message.provider_sid == sid).with_for_update())
