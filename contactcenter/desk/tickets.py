"""Tickets: a number of the day for somebody in a waiting room, who stands in the one line.

Letter and number are the point's own and begin anew every local day. The task behind a ticket is
pulled by clerks of that point alone; who is first is decided as for every other task.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from contactcenter.queue import line, match
from shared.clock import CITY_ZONE
from shared.models import Seat, Task, TaskKind, TaskState, Ticket, TicketCount, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

WALK_IN, BY_APPOINTMENT = "A", "T"
NO_SHOW = "no_show"
DISPOSITIONS = ("helped", "sent_on", "booked", "took_papers", "gave_up")
IN_LINE = (TaskState.WAITING, TaskState.RESERVED)


class Wish(NamedTuple):
    """Who is to get a ticket: the same `key` twice is one ticket."""

    key: str
    point_id: str
    language: str
    letter: str = WALK_IN
    kiosk_id: str | None = None
    agent_id: str | None = None
    reasons: tuple[str, ...] = ()
    place_at: datetime | None = None
    not_before_at: datetime | None = None


class Held(NamedTuple):
    """A ticket as a clerk sees it. `state` is its task's."""

    id: str
    task_id: str
    point_id: str
    letter: str
    number: int
    language: str
    state: TaskState
    reasons: tuple[str, ...]
    calls: int
    called_at: datetime | None
    counter: int | None
    agent_id: str | None
    made_at: datetime
    place_at: datetime
    has_number: bool

    @property
    def name(self) -> str:
        """What stands on the paper: "A7"."""
        return f"{self.letter}{self.number}"


class NoTicket(StrEnum):
    """Why nobody was called, or a ticket was not moved."""

    NOBODY = "nobody"  # nobody waits who could be called
    BUSY = "busy"  # the clerk has somebody already, or is in a call
    GONE = "gone"  # in another hand by now, or over
    NO_SEAT = "no_seat"


def local_day(at: datetime) -> date:
    """The day in the city at an instant: tickets begin anew with it, not with the day in UTC."""
    return at.astimezone(CITY_ZONE).date()


def give(db: Session, wish: Wish, at: datetime) -> Held:
    """Give a ticket, or the one this key has been given before."""
    found = db.scalar(select(Ticket.id).where(Ticket.key == wish.key))
    if found is not None:
        return _one(db, found)
    task = line.enter(
        db, kind=TaskKind.TICKET, at=at, language=wish.language, reasons=wish.reasons,
        kiosk_id=wish.kiosk_id, key=f"ticket:{wish.key}", place_at=wish.place_at,
        not_before_at=wish.not_before_at,
    )  # fmt: skip
    values = {
        "id": new_id(),
        "key": wish.key,
        "task_id": task.id,
        "point_id": wish.point_id,
        "day_on": local_day(at),
        "letter": wish.letter,
        "number": _next_number(db, wish.point_id, local_day(at), wish.letter),
        "calls": 0,
        "made_at": at,
    }
    if insert_once(db, Ticket, **values):  # of two at once the second finds the first one's
        by = {"agent_id": wish.agent_id, "kiosk_id": wish.kiosk_id}
        record(db, "ticket_given", at, ticket_id=values["id"], **by)
    return _one(db, db.scalars(select(Ticket.id).where(Ticket.key == wish.key)).one())


def sit(db: Session, agent_id: str, point_id: str, counter: int, at: datetime) -> None:
    """The clerk takes a counter; the one they had before is free."""
    values = {"point_id": point_id, "counter": counter, "taken_at": at}
    if not insert_once(db, Seat, agent_id=agent_id, **values):
        db.execute(update(Seat).where(Seat.agent_id == agent_id).values(**values))


def rise(db: Session, agent_id: str) -> None:
    """The clerk leaves the counter."""
    seat = db.get(Seat, agent_id)
    if seat is not None:
        db.delete(seat)


def call_next(
    db: Session, agent_id: str, at: datetime, ticket_id: str | None = None
) -> Held | NoTicket:
    """Call who is first at the clerk's point, or the ticket named; a clerk has one at a time."""
    seat = db.get(Seat, agent_id)
    if seat is None:
        return NoTicket.NO_SEAT
    if in_hand(db, agent_id):
        return NoTicket.BUSY
    is_named = ticket_id is not None
    here = select(Ticket.task_id).where(*_today(seat.point_id, at))
    theirs = Task.id.in_(here.where(Ticket.id == ticket_id) if is_named else here)
    task = match.take_next(db, agent_id, at, (TaskKind.TICKET,), theirs, is_named=is_named)
    if task is None:
        return NoTicket.GONE if is_named else NoTicket.NOBODY
    ticket = db.scalars(select(Ticket).where(Ticket.task_id == task.id)).one()
    ticket.calls, ticket.called_at, ticket.counter = ticket.calls + 1, at, seat.counter
    record(db, "ticket_called", at, ticket_id=ticket.id, agent_id=agent_id)
    db.flush()
    return _one(db, ticket.id)


def recall(db: Session, ticket_id: str, agent_id: str, at: datetime) -> bool:
    """Call the same number once more, on the screen and aloud."""
    if not _is_theirs(db, ticket_id, agent_id):
        return False
    ticket = db.get_one(Ticket, ticket_id)
    ticket.calls, ticket.called_at = ticket.calls + 1, at
    record(db, "ticket_called", at, ticket_id=ticket_id, agent_id=agent_id)
    return True


def finish(db: Session, ticket_id: str, agent_id: str, disposition: str, at: datetime) -> bool:
    """The talk at the counter is over, or nobody came to it (NO_SHOW)."""
    if disposition not in (*DISPOSITIONS, NO_SHOW):
        raise ValueError("a ticket ends with a word of the list")
    ticket = db.get(Ticket, ticket_id)
    return ticket is not None and line.finish(db, ticket.task_id, agent_id, disposition, at)


def back_in_line(db: Session, ticket_id: str, agent_id: str, at: datetime) -> bool:
    """Somebody called in vain has come after all: their number again, a place from now on."""
    ticket = db.get(Ticket, ticket_id, with_for_update=True)
    task = line.locked(db, ticket.task_id) if ticket else None
    if ticket is None or task is None or task.disposition != NO_SHOW:
        return False
    if ticket.day_on != local_day(at):
        return False
    again = line.enter(
        db, kind=TaskKind.TICKET, at=at, language=task.language, kiosk_id=task.kiosk_id,
        key=f"ticket:{ticket.key}:{ticket.calls}",
    )  # fmt: skip
    ticket.task_id = again.id
    record(db, "ticket_given", at, ticket_id=ticket.id, agent_id=agent_id, kiosk_id=None)
    return True


def leave(db: Session, ticket_id: str, why: str, at: datetime) -> bool:
    """Who waits goes, or is served another way: `why` as `line.leave` knows it."""
    ticket = db.get(Ticket, ticket_id)
    return ticket is not None and line.leave(db, ticket.task_id, why, at)


def in_hand(db: Session, agent_id: str) -> Held | None:
    """The ticket this clerk has called and not finished."""
    mine = (Task.agent_id == agent_id, Task.state == TaskState.ASSIGNED)
    return next(iter(_held(db, *mine)), None)


def waiting(db: Session, point_id: str, at: datetime) -> list[Held]:
    """Who waits at a point today, first in line first."""
    return _held(db, *_today(point_id, at), Task.state.in_(IN_LINE))


def called(db: Session, point_id: str, at: datetime) -> list[Held]:
    """Who is at a counter, or on the way there; the latest called first."""
    found = _held(db, *_today(point_id, at), Task.state == TaskState.ASSIGNED)
    return sorted(found, key=lambda one: one.called_at or one.made_at, reverse=True)


def missed(db: Session, point_id: str, at: datetime, most: int = 6) -> list[Held]:
    """Who was called today and did not come, the latest first."""
    found = _held(db, *_today(point_id, at), Task.disposition == NO_SHOW)
    return sorted(found, key=lambda one: one.called_at or one.made_at, reverse=True)[:most]


def ahead_of(db: Session, held: Held, at: datetime) -> int:
    """How many stand before a ticket at its point."""
    order = [one.id for one in waiting(db, held.point_id, at)]
    return order.index(held.id) if held.id in order else 0


def find(db: Session, ticket_id: str) -> Held | None:
    """One ticket."""
    return next(iter(_held(db, Ticket.id == ticket_id)), None)


def of_key(db: Session, key: str) -> Held | None:
    """The ticket a key was given."""
    return next(iter(_held(db, Ticket.key == key)), None)


def _next_number(db: Session, point_id: str, day: date, letter: str) -> int:
    """The next number, nobody else's: on PostgreSQL the row holds the others up until we commit."""
    which = {"point_id": point_id, "day_on": day, "letter": letter}
    insert_once(db, TicketCount, **which, latest=0)
    counted = (
        update(TicketCount)
        .filter_by(**which)
        .values(latest=TicketCount.latest + 1)
        .returning(TicketCount.latest)
    )
    return db.scalars(counted.execution_options(synchronize_session=False)).one()


def _is_theirs(db: Session, ticket_id: str, agent_id: str) -> bool:
    """Whether this clerk has the ticket in hand; it stays so until the transaction's end."""
    ticket = db.get(Ticket, ticket_id)
    task = line.locked(db, ticket.task_id) if ticket else None
    return task is not None and (task.state, task.agent_id) == (TaskState.ASSIGNED, agent_id)


def _today(point_id: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Ticket.point_id == point_id, Ticket.day_on == local_day(at))


def _one(db: Session, ticket_id: str) -> Held:
    db.flush()
    return _held(db, Ticket.id == ticket_id)[0]


def _held(db: Session, *only: ColumnElement[bool]) -> list[Held]:
    query: Select[tuple[Ticket, Task]] = (
        select(Ticket, Task)
        .join(Task, Task.id == Ticket.task_id)
        .where(*only)
        .order_by(Task.priority, Task.place_at, Task.id)
    )
    rows: Sequence[tuple[Ticket, Task]] = db.execute(
        query.execution_options(populate_existing=True)
    ).all()  # type: ignore[assignment]
    return [_shown(ticket, task) for ticket, task in rows]


def _shown(ticket: Ticket, task: Task) -> Held:
    return Held(
        id=ticket.id,
        task_id=task.id,
        point_id=ticket.point_id,
        letter=ticket.letter,
        number=ticket.number,
        language=task.language,
        state=task.state,
        reasons=task.reasons,
        calls=ticket.calls,
        called_at=ticket.called_at,
        counter=ticket.counter,
        agent_id=task.agent_id,
        made_at=ticket.made_at,
        place_at=task.place_at,
        has_number=ticket.call_id is not None,
    )


def waiting_count(db: Session, point_id: str, at: datetime) -> int:
    """How many wait at a point."""
    query = select(func.count()).select_from(Ticket).join(Task, Task.id == Ticket.task_id)
    only = (*_today(point_id, at), Task.state.in_(IN_LINE))
    return db.scalar(query.where(*only)) or 0
