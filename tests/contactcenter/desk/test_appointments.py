"""Slots as data; the last place goes to one of two; four digits lead to a ticket."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from contactcenter.desk import appointments, tickets
from contactcenter.desk.appointments import Booked, Booking, NotBooked
from contactcenter.desk.points import FILE, Point, read_points
from contactcenter.desk.tickets import Held
from shared.models import AppointmentState, new_id
from shared.store import Store
from tests.contactcenter.desk.conftest import POINTS
from tests.contactcenter.desk.room import MONDAY, POINT, Room

DAY = date(2026, 11, 23)
NINE_THIRTY = MONDAY + timedelta(minutes=30)


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    """A waiting room at half past eight."""
    return Room(sqlite_store, MONDAY - timedelta(minutes=30))


def book(room: Room, point: Point, at: object = NINE_THIRTY, key: str = "") -> Booked | NotBooked:
    booking = Booking(key or new_id(), at, "uk")  # type: ignore[arg-type]
    return room.write(lambda db: appointments.book(db, point, booking, "anna", room.at))


def arrive(room: Room, code: str) -> Held | NotBooked:
    return room.write(lambda db: appointments.arrive(db, POINT, code, room.at))


def booked(room: Room, point: Point, key: str = "") -> Booked:
    found = book(room, point, key=key)
    assert isinstance(found, Booked)
    return found


def test_the_city_s_own_desks_can_be_read_and_stand_in_its_content() -> None:
    assert set(read_points(FILE)) == {
        "lckm_piotrkowska_110", "mops_kilinskiego_102", "css_urzednicza_45",
    }  # fmt: skip
    assert all(point.status == "to_confirm" for point in read_points(FILE).values())


@pytest.mark.parametrize("wrong", ["doors: 1", "counters: 0", "day_end: night"])
def test_a_desk_that_is_written_wrongly_is_refused(tmp_path: Path, wrong: str) -> None:
    name = wrong.partition(":")[0]
    lines = [line for line in POINTS.splitlines() if name not in line]
    path = tmp_path / "points.yaml"
    path.write_text("\n".join([*lines, f"  {wrong}"]), encoding="utf-8")
    with pytest.raises(msgspec.ValidationError):
        read_points(path)


def test_slots_follow_the_clock_on_the_wall_and_no_holiday(point: Point) -> None:
    hours = [f"{at:%H:%M %z}" for at, _ in point.slots_on(DAY)]
    assert hours == ["09:00 +0100", "09:30 +0100"]
    assert f"{point.slots_on(date(2026, 6, 1))[0][0]:%H:%M %z}" == "09:00 +0200"
    assert point.slots_on(date(2026, 4, 6)) == []  # Easter Monday
    assert point.slots_on(date(2026, 11, 25)) == []


def test_what_is_free_counts_down_and_up_again(room: Room, point: Point) -> None:
    def free() -> list[int]:
        with room.store.read() as db:
            return [slot.free for slot in appointments.slots(db, point, DAY, room.at)]

    assert free() == [2, 2]
    first = booked(room, point, "one")
    assert booked(room, point, "one") == first
    booked(room, point)
    assert book(room, point) is NotBooked.FULL
    assert free() == [2, 0]
    assert room.write(lambda db: appointments.cancel(db, first.id, "anna", room.at))
    assert not room.write(lambda db: appointments.cancel(db, first.id, "anna", room.at))
    assert free() == [2, 1]
    assert arrive(room, first.code) is NotBooked.UNKNOWN
    assert isinstance(book(room, point), Booked)


def test_an_hour_that_is_none_or_over_or_too_far_is_refused(room: Room, point: Point) -> None:
    assert book(room, point, NINE_THIRTY + timedelta(minutes=5)) is NotBooked.NO_SLOT
    assert book(room, point, MONDAY - timedelta(days=7)) is NotBooked.NO_SLOT
    assert book(room, point, MONDAY + timedelta(days=70)) is NotBooked.TOO_FAR
    room.pass_(hours=2)
    assert book(room, point) is NotBooked.NO_SLOT


def test_who_comes_in_time_is_called_before_those_without_and_not_too_early(
    room: Room, point: Point
) -> None:
    clerk = room.clerk("tomek", ("pl", "uk"))
    one = booked(room, point)
    walk_in = room.ticket()
    room.pass_(minutes=20)
    held = arrive(room, one.code)
    assert isinstance(held, Held)
    assert (held.name, held.language) == ("T1", "uk")
    again = arrive(room, one.code)
    assert isinstance(again, Held)
    assert again.id == held.id
    called = room.call(clerk)
    assert isinstance(called, Held)
    assert called.id == walk_in.id  # it is not half past nine yet
    room.finish(clerk, called)
    room.ticket()
    room.pass_(minutes=36)
    called = room.call(clerk)
    assert isinstance(called, Held)
    assert called.id == held.id


def test_who_comes_far_too_late_stands_in_line_like_everybody(room: Room, point: Point) -> None:
    one = booked(room, point)
    room.pass_(minutes=76)
    room.ticket()
    held = arrive(room, one.code)
    assert isinstance(held, Held)
    with room.store.read() as db:
        assert [ticket.name for ticket in tickets.waiting(db, POINT, room.at)] == ["A1", "T1"]
        found = appointments.find(db, one.id)
    assert found is not None
    assert (found.state, found.ticket_id) == (AppointmentState.ARRIVED, held.id)


def test_a_code_of_another_day_says_so_and_who_never_came_is_missed(
    room: Room, point: Point
) -> None:
    one = booked(room, point)
    room.pass_(days=-1)
    assert arrive(room, one.code) is NotBooked.OTHER_DAY
    room.pass_(days=2)
    assert room.write(lambda db: appointments.miss(db, [POINT], DAY + timedelta(days=1), room.at))
    with room.store.read() as db:
        found = appointments.find(db, one.id)
    assert found is not None
    assert found.state is AppointmentState.MISSED


def test_of_many_who_want_the_last_places_at_once_only_so_many_get_them(
    store: Store, point: Point
) -> None:
    room = Room(store, MONDAY - timedelta(minutes=30))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: book(room, point), range(8)))
    assert sum(isinstance(one, Booked) for one in found) == 2
    assert found.count(NotBooked.FULL) == 6
