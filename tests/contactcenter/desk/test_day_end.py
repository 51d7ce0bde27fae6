"""When the door is shut nobody is left in the line: called back, or told that it is over."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from contactcenter.desk import day_end, tickets
from contactcenter.desk.day_end import Ended
from contactcenter.desk.points import DayEnd, Point
from contactcenter.desk.tickets import Held, NoTicket
from shared.catalog.model import Location
from shared.intake.contact import Contact, contact
from shared.intake.keys import CityKeys
from shared.models import Period, Task, TaskKind, TaskState
from shared.store import Store
from tests.contactcenter.content import small_city
from tests.contactcenter.desk.room import MONDAY, Room

NUMBER = "+48600100200"


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    """A waiting room on SQLite."""
    return Room(sqlite_store)


@pytest.fixture
def place() -> Location:
    """Open on Mondays from eight to four."""
    return small_city().locations["punkt"]


@pytest.fixture
def keys() -> CityKeys:
    """The city's keys."""
    return CityKeys(bytes(range(3, 35)), X25519PrivateKey.from_private_bytes(bytes(range(2, 34))))


def end(room: Room, point: Point, place: Location, *, is_asked: bool = False) -> Ended:
    return room.write(lambda db: day_end.end_day(db, point, place, room.at, is_asked=is_asked))


def leave_number(room: Room, held: Held, keys: CityKeys) -> bool:
    return room.write(lambda db: day_end.leave_number(db, held.id, NUMBER, "anna", keys, room.at))


def test_while_the_door_is_open_and_half_an_hour_longer_nothing_ends(
    room: Room, point: Point, place: Location
) -> None:
    room.ticket()
    for minutes in (0, 7 * 60, 7 * 60 + 25):
        room.at = MONDAY + timedelta(minutes=minutes)
        assert end(room, point, place) == Ended()
    room.at = MONDAY + timedelta(minutes=7 * 60 + 31)
    assert end(room, point, place) == Ended(closed=1)
    assert end(room, point, place) == Ended()


def test_who_left_a_number_is_called_back_from_the_place_they_had(
    room: Room, point: Point, place: Location, keys: CityKeys
) -> None:
    first, second = room.ticket(), room.ticket()
    assert leave_number(room, second, keys)
    room.pass_(hours=8)
    assert end(room, point, place) == Ended(called_back=1, closed=1)
    with room.store.read() as db:
        task = db.scalars(select(Task).where(Task.kind == TaskKind.CALLBACK)).one()
        assert (task.place_at, task.state) == (second.place_at, TaskState.WAITING)
        assert task.not_before_at == MONDAY + timedelta(days=7, hours=-1)  # Monday at eight again
        assert contact(db, call_id=task.call_id, is_sensitive=True) is Contact.SAFE
        why = select(Period.reason).where(Period.subject_id.in_((first.task_id, second.task_id)))
        assert {one for one in db.scalars(why) if one} == {"closed", "callback"}


def test_where_the_policy_is_to_close_a_number_changes_nothing(
    room: Room, point: Point, place: Location, keys: CityKeys
) -> None:
    closing = msgspec.structs.replace(point, day_end=DayEnd.CLOSE)
    leave_number(room, room.ticket(), keys)
    assert end(room, closing, place, is_asked=True) == Ended(closed=1)


def test_who_would_rather_not_wait_is_called_back_at_once(
    room: Room, point: Point, place: Location, keys: CityKeys
) -> None:
    held = room.ticket()
    assert not room.write(lambda db: day_end.to_callback(db, held, place, room.at, at_once=True))
    leave_number(room, held, keys)
    assert room.write(lambda db: day_end.to_callback(db, held, place, room.at, at_once=True))
    assert not leave_number(room, held, keys)
    with room.store.read() as db:
        task = db.scalars(select(Task).where(Task.kind == TaskKind.CALLBACK)).one()
        assert (task.not_before_at, task.place_at) == (None, held.place_at)
    assert room.call(room.clerk("tomek")) is NoTicket.NOBODY


def test_whom_a_clerk_forgot_yesterday_is_finished_and_the_clerk_is_free(
    room: Room, point: Point, place: Location
) -> None:
    clerk = room.clerk("tomek")
    room.ticket()
    room.call(clerk)
    room.pass_(hours=8)
    assert end(room, point, place) == Ended()  # still in hand: the talk may go on
    room.pass_(hours=12)
    assert end(room, point, place) == Ended(forgotten=1)
    with room.store.read() as db:
        assert tickets.in_hand(db, clerk) is None


def test_a_place_whose_hours_nobody_checked_ends_its_day_at_midnight(
    room: Room, point: Point, place: Location
) -> None:
    unknown = msgspec.structs.replace(place, schedule=())
    room.ticket()
    room.pass_(hours=12)
    assert end(room, point, unknown) == Ended()
    room.pass_(hours=4)
    assert end(room, point, unknown) == Ended(closed=1)
