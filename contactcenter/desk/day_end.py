"""The end of a desk's day: whoever still waits is called back, or told why not; nobody is lost.

A ticket belongs to one day. When its point is over with it, the point's policy decides; a ticket
nobody decided about ends with the day itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.desk import appointments, tickets
from contactcenter.desk.points import DayEnd, Point, Points, read_points
from contactcenter.desk.tickets import IN_LINE, Held, local_day
from contactcenter.queue import line
from contactcenter.telephony.numbers import index_of, seal_number
from shared.catalog.model import Location
from shared.catalog.schedule import opening
from shared.intake.contact import judge_contact
from shared.intake.keys import CityKeys
from shared.models import (
    Call,
    CallDirection,
    CallMedium,
    CallState,
    Task,
    TaskKind,
    TaskState,
    Ticket,
    new_id,
)

if TYPE_CHECKING:
    from contactcenter.center import Center

GRACE = timedelta(minutes=30)  # so long after the door was shut people inside are still served
ROUND_SECONDS = 60.0
CLOSED, CALLBACK = "closed", "callback"
AT_A_DESK = "desk"  # how such a call "ended": there was none, only a number
FORGOTTEN = "unrecorded"  # somebody was called, and nobody wrote down what came of it


class Ended(NamedTuple):
    """What a day ended with."""

    called_back: int = 0
    closed: int = 0
    forgotten: int = 0
    missed: int = 0


class DeskDay:
    """The worker that ends the days of the desks."""

    def __init__(self, center: Center) -> None:
        self._center = center

    def work(self) -> float:
        """One round; how long until the next."""
        center, at = self._center, self._center.clock.now()
        points = desk_points(center)
        with center.store.write() as db:
            done = end_days(db, points, center.knowledge.locations, at)
        if any(done):
            center.ring_all()
        return ROUND_SECONDS


def desk_points(center: Center) -> Points:
    """The desks of this center that the content knows the place of."""
    known = center.knowledge.locations
    return {
        id_: point
        for id_, point in read_points(center.settings.desk_points).items()
        if id_ in known
    }


def end_days(db: Session, points: Points, locations: Mapping[str, Location], at: datetime) -> Ended:
    """End every day that is over, at every point."""
    over = [end_day(db, point, locations[point.id], at) for point in points.values()]
    missed = appointments.miss(db, points, local_day(at), at)
    return Ended(
        called_back=sum(one.called_back for one in over),
        closed=sum(one.closed for one in over),
        forgotten=sum(one.forgotten for one in over),
        missed=missed,
    )


def end_day(
    db: Session, point: Point, location: Location, at: datetime, *, is_asked: bool = False
) -> Ended:
    """End a point's day if it is over, or if a clerk asks for it."""
    late = Ended()
    ends_today = is_asked or is_over(location, at)
    for held in _waiting(db, point.id):
        day_on = db.get_one(Ticket, held.id).day_on
        if day_on == local_day(at) and not ends_today:
            continue
        if point.day_end is DayEnd.CALLBACK and to_callback(db, held, location, at):
            late = late._replace(called_back=late.called_back + 1)
        elif tickets.leave(db, held.id, CLOSED, at):
            late = late._replace(closed=late.closed + 1)
    return late._replace(forgotten=_finish_forgotten(db, point.id, at))


def is_over(location: Location, at: datetime) -> bool:
    """Whether the door has been shut for a while and opens no more today. Unknown hours: no."""
    now, before = opening(location, at), opening(location, at - GRACE)
    opens_again = now.opens_at is not None and local_day(now.opens_at) == local_day(at)
    return now.state == "closed" and before.state == "closed" and not opens_again


def to_callback(
    db: Session, held: Held, location: Location, at: datetime, *, at_once: bool = False
) -> bool:
    """Whoever left a number is called back, from the place they had; False without a number.

    Not before the desk opens again, unless `at_once`: then somebody would rather not wait here.
    """
    ticket = db.get_one(Ticket, held.id)
    if ticket.call_id is None or not line.leave(db, held.task_id, CALLBACK, at):
        return False
    line.enter(
        db,
        kind=TaskKind.CALLBACK,
        at=at,
        language=held.language,
        reasons=("callback_promised",),
        call_id=ticket.call_id,
        key=f"callback:{ticket.call_id}",
        place_at=held.place_at,
        not_before_at=None if at_once else opening(location, at).opens_at,
    )
    return True


def leave_number(  # whose, which, who, when
    db: Session, ticket_id: str, number: str, agent_id: str, keys: CityKeys, at: datetime
) -> bool:
    """Keep a number (E.164) with a ticket. The citizen has said that it is safe to call there."""
    ticket = db.get(Ticket, ticket_id, with_for_update=True)
    task = db.get(Task, ticket.task_id) if ticket else None
    if ticket is None or task is None or task.state not in IN_LINE:
        return False
    call_id = new_id()
    sealed = seal_number(keys.secret, number, call_id)
    known = {"number_index": index_of(keys.secret, number), "number_sealed": sealed}
    call = Call(
        id=call_id,
        medium=CallMedium.PHONE,
        direction=CallDirection.INBOUND,
        state=CallState.ENDED,
        language=task.language,
        menu={"discreet": True},
        transfer={},
        ended=AT_A_DESK,
        began_at=at,
        ended_at=at,
        **known,
    )
    db.add(call)
    db.flush()
    ticket.call_id = call_id
    judge_contact(db, call_id, True, agent_id, at)
    return True


def _waiting(db: Session, point_id: str) -> list[Held]:
    query = (
        select(Ticket.id)
        .join(Task, Task.id == Ticket.task_id)
        .where(Ticket.point_id == point_id, Task.state.in_(IN_LINE))
        .order_by(Task.place_at, Task.id)
    )
    found = (tickets.find(db, one) for one in db.scalars(query).all())
    return [held for held in found if held is not None]


def _finish_forgotten(db: Session, point_id: str, at: datetime) -> int:
    """Tickets of days before, which their clerk never finished."""
    query = (
        select(Task.id, Task.agent_id)
        .join(Ticket, Ticket.task_id == Task.id)
        .where(
            Ticket.point_id == point_id,
            Ticket.day_on < local_day(at),
            Task.state == TaskState.ASSIGNED,
        )
    )
    rows = db.execute(query.order_by(Task.id)).all()
    return sum(line.finish(db, one, agent_id or "", FORGOTTEN, at) for one, agent_id in rows)
