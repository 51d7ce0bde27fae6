"""What we ask of the provider: written with the deed that wants it, sent after its commit.

A command is waiting, then marked as sent before it goes out, then settled. Whoever dies in between
leaves "sent" behind, and that means what a missing answer means: unknown. Unknown is asked about,
never sent again blindly. What the provider certainly did not take is tried again, ever later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from contactcenter import bells
from contactcenter.bells import Bell
from contactcenter.telephony.numbers import key_for
from shared.crypto import seal, unseal
from shared.intake.keys import CityKeys
from shared.models import CommandState, TelephonyCommand, new_id
from shared.store.once import insert_once

PURPOSE = "telephony command"
FIRST_PAUSE_SECONDS = 1
LONGEST_PAUSE_SECONDS = 30
MOST_TRIES = 8
POLL_SECONDS = 3  # an unknown outcome is first asked about after this

Fields: TypeAlias = Mapping[str, str | bool | None]
# What makes no sense any more once a call is over; a message about it still does.
ABOUT_SOUND = (
    "add_party",
    "place_call",
    "steer",
    "hold",
    "mute",
    "coach",
    "announce",
    "remove",
    "hang_up",
)
OPEN = (CommandState.WAITING, CommandState.SENT, CommandState.UNKNOWN)


class Errand(NamedTuple):
    """One command on its way out."""

    id: str
    call_id: str | None
    name: str
    fields: dict[str, Any]
    tries: int


def ask(  # noqa: PLR0913
    db: Session,
    keys: CityKeys,
    call_id: str | None,
    name: str,
    fields: Fields,
    at: datetime,
    *,
    key: str | None = None,
) -> bool:
    """Write a command down; a second one under the same `key` is not written. True if it was."""
    command_id = new_id()
    sealed = seal(key_for(keys.secret, PURPOSE), msgspec.json.encode(dict(fields)), command_id)
    bells.note(db, Bell.CARRIERS)
    return insert_once(
        db,
        TelephonyCommand,
        id=command_id,
        call_id=call_id,
        key=key,
        name=name,
        fields_sealed=sealed,
        state=CommandState.WAITING,
        tries=0,
        made_at=at,
    )


def is_due(db: Session, at: datetime) -> bool:
    """Whether there may be something to take: a look that keeps no writer waiting."""
    waiting = select(TelephonyCommand.id).where(*_waiting(at))
    return db.scalar(waiting.limit(1)) is not None


def take(db: Session, keys: CityKeys, at: datetime) -> Errand | None:
    """Mark the oldest command that may go out as sent. Those of one call go one after another."""
    other = aliased(TelephonyCommand)
    is_first = ~exists().where(
        other.call_id == TelephonyCommand.call_id,
        or_(
            other.state == CommandState.SENT,
            (other.state == CommandState.WAITING) & (other.id < TelephonyCommand.id),
        ),
    )
    first = (
        select(TelephonyCommand.id)
        .where(*_waiting(at), is_first)
        .order_by(TelephonyCommand.made_at, TelephonyCommand.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    sent = {"state": CommandState.SENT, "sent_at": at, "tries": TelephonyCommand.tries + 1}
    taken = db.scalars(
        update(TelephonyCommand)
        .where(TelephonyCommand.id == first)
        .values(**sent)
        .returning(TelephonyCommand)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).first()
    if taken is None:
        return None
    return Errand(taken.id, taken.call_id, taken.name, fields_of(keys, taken), taken.tries)


def fields_of(keys: CityKeys, command: TelephonyCommand) -> dict[str, Any]:
    """What the command says; empty once it was wiped."""
    sealed = command.fields_sealed
    opened = unseal(key_for(keys.secret, PURPOSE), sealed, command.id) if sealed else None
    return {} if opened is None else msgspec.json.decode(opened, type=dict[str, Any])


def finish(
    db: Session, command_id: str, state: CommandState, at: datetime, answer: str | None = None
) -> bool:
    """Settle a command for good and let go of what it said. False when it was settled before."""
    return _change(
        db, command_id, state=state, answer=answer, settled_at=at, next_at=None, fields_sealed=None
    )


def doubt(db: Session, command_id: str, at: datetime) -> bool:
    """Nobody knows whether it happened: it is asked about from now on."""
    next_at = at + timedelta(seconds=POLL_SECONDS)
    return _change(db, command_id, state=CommandState.UNKNOWN, next_at=next_at)


def try_later(db: Session, errand: Errand, at: datetime) -> bool:
    """It certainly did not happen: once more, after a pause that doubles. False: given up."""
    if errand.tries >= MOST_TRIES:
        return False
    seconds = min(FIRST_PAUSE_SECONDS * 2 ** (errand.tries - 1), LONGEST_PAUSE_SECONDS)
    next_at = at + timedelta(seconds=seconds)
    return _change(db, errand.id, state=CommandState.WAITING, next_at=next_at)


def again(db: Session, command_id: str, at: datetime) -> bool:
    """It was asked about, and did not happen: it may go out once more."""
    bells.note(db, Bell.CARRIERS)
    return _change(db, command_id, state=CommandState.WAITING, next_at=at)


def poll_later(db: Session, command_id: str, at: datetime) -> None:
    """Not known yet: ask again in a while."""
    _change(db, command_id, next_at=at + timedelta(seconds=POLL_SECONDS))


def orphaned(db: Session, before_at: datetime, at: datetime) -> int:
    """Commands sent before `before_at` and never settled: whoever sent them is no more."""
    lost = (TelephonyCommand.state == CommandState.SENT, TelephonyCommand.sent_at < before_at)
    changed = update(TelephonyCommand).where(*lost)
    values = {"state": CommandState.UNKNOWN, "next_at": at}
    return len(db.scalars(changed.values(**values).returning(TelephonyCommand.id)).all())


def cancel(db: Session, call_id: str, at: datetime) -> None:
    """What was still to be asked for a call that is over need not be asked."""
    waiting = (
        TelephonyCommand.call_id == call_id,
        TelephonyCommand.state == CommandState.WAITING,
        TelephonyCommand.name.in_(ABOUT_SOUND),
    )
    wiped = {"state": CommandState.REFUSED, "answer": "call_over", "settled_at": at}
    db.execute(update(TelephonyCommand).where(*waiting).values(fields_sealed=None, **wiped))


def due_unknown(db: Session, at: datetime) -> list[TelephonyCommand]:
    """The commands to ask about now."""
    due = (TelephonyCommand.state == CommandState.UNKNOWN, TelephonyCommand.next_at <= at)
    return list(db.scalars(select(TelephonyCommand).where(*due).order_by(TelephonyCommand.id)))


def _waiting(at: datetime) -> tuple[ColumnElement[bool], ...]:
    due = or_(TelephonyCommand.next_at.is_(None), TelephonyCommand.next_at <= at)
    return TelephonyCommand.state == CommandState.WAITING, due


def _change(db: Session, command_id: str, **values: Any) -> bool:
    is_open = (TelephonyCommand.id == command_id, TelephonyCommand.state.in_(OPEN))
    changed = update(TelephonyCommand).where(*is_open).values(**values)
    return db.execute(changed.returning(TelephonyCommand.id)).first() is not None
