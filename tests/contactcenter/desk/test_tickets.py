"""Numbers of the local day, called by one clerk only, never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from contactcenter.desk import tickets
from contactcenter.desk.tickets import NO_SHOW, Held, NoTicket
from shared.models import TaskState
from shared.store import Store
from tests.contactcenter.desk.room import POINT, Room


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    """A waiting room on SQLite."""
    return Room(sqlite_store)


def names(room: Room) -> list[str]:
    with room.store.read() as db:
        return [one.name for one in tickets.waiting(db, POINT, room.at)]


def test_numbers_are_given_in_order_and_a_key_only_once(room: Room) -> None:
    assert [room.ticket(key).name for key in ("a", "b", "a", "c")] == ["A1", "A2", "A1", "A3"]
    assert room.ticket(point="elsewhere").name == "A1"
    assert names(room) == ["A1", "A2", "A3"]


def test_numbers_begin_anew_with_the_citys_day_not_with_the_days_of_utc(room: Room) -> None:
    room.at = datetime(2026, 7, 1, 21, 59, tzinfo=UTC)  # a minute before midnight in the city
    assert room.ticket().name == "A1"
    room.pass_(minutes=2)  # still the same day in UTC
    assert room.ticket().name == "A1"
    assert names(room) == ["A1"]


def test_who_is_first_is_called_and_nobody_else_gets_them(room: Room) -> None:
    first, second = room.clerk("tomek"), room.clerk("ula", counter=2)
    for key in "abc":
        room.ticket(key)
    called, other = room.call(first), room.call(second)
    assert isinstance(called, Held)
    assert isinstance(other, Held)
    assert (called.name, called.counter, called.calls) == ("A1", 1, 1)
    assert (other.name, other.counter) == ("A2", 2)
    assert room.call(first) is NoTicket.BUSY
    assert room.finish(second, called) is False  # it is not theirs
    assert room.finish(first, called)
    assert not room.finish(first, called)
    assert isinstance(room.call(first), Held)
    assert room.call(second) is NoTicket.BUSY
    assert names(room) == []


def test_without_a_seat_nobody_is_called_and_with_nobody_waiting_neither(room: Room) -> None:
    clerk = room.clerk("tomek")
    assert room.call(clerk) is NoTicket.NOBODY
    room.ticket(point="elsewhere")
    assert room.call(clerk) is NoTicket.NOBODY
    room.write(lambda db: tickets.rise(db, clerk))
    assert room.call(clerk) is NoTicket.NO_SEAT


def test_a_language_nobody_speaks_waits_until_a_clerk_names_the_number(room: Room) -> None:
    clerk = room.clerk("tomek")
    ukrainian = room.ticket(language="uk")
    assert room.call(clerk) is NoTicket.NOBODY
    called = room.call(clerk, ukrainian.id)
    assert isinstance(called, Held)
    assert called.id == ukrainian.id
    other = room.clerk("ula", counter=2)
    assert room.call(other, ukrainian.id) is NoTicket.GONE


def test_recalled_in_vain_and_come_after_all_keeps_the_number(room: Room) -> None:
    clerk, held = room.clerk("tomek"), room.ticket("late")
    room.ticket("next")
    room.call(clerk)
    assert room.write(lambda db: tickets.recall(db, held.id, clerk, room.at))
    with room.store.read() as db:
        assert tickets.called(db, POINT, room.at)[0].calls == 2
    assert room.finish(clerk, held, NO_SHOW)
    assert not room.write(lambda db: tickets.recall(db, held.id, clerk, room.at))
    with room.store.read() as db:
        assert [one.name for one in tickets.missed(db, POINT, room.at)] == ["A1"]
    room.pass_(minutes=5)
    assert room.write(lambda db: tickets.back_in_line(db, held.id, clerk, room.at))
    assert not room.write(lambda db: tickets.back_in_line(db, held.id, clerk, room.at))
    assert names(room) == ["A2", "A1"]
    with room.store.read() as db:
        assert tickets.missed(db, POINT, room.at) == []


def test_who_waits_is_told_how_many_stand_before_them(room: Room) -> None:
    clerk, _, second = room.clerk("tomek"), room.ticket(), room.ticket()
    with room.store.read() as db:
        assert tickets.ahead_of(db, second, room.at) == 1
    room.call(clerk)
    with room.store.read() as db:
        assert tickets.ahead_of(db, second, room.at) == 0
        assert tickets.waiting_count(db, POINT, room.at) == 1


def test_many_doors_and_many_clerks_at_once_give_and_call_each_number_once(store: Store) -> None:
    room = Room(store)
    clerks = [room.clerk(f"clerk{number}", counter=number) for number in range(1, 5)]
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda key: room.ticket(f"key {key}").name, range(12)))
        assert sorted(given) == sorted(f"A{number}" for number in range(1, 13))
        called = [
            one.name
            for _ in range(3)
            for one in pool.map(lambda clerk: _serve(room, clerk), clerks)
        ]
    assert sorted(called) == sorted(given)
    with room.store.read() as db:
        assert tickets.called(db, POINT, room.at) == []


def _serve(room: Room, clerk: str) -> Held:
    held = room.call(clerk)
    assert isinstance(held, Held)
    assert held.state is TaskState.ASSIGNED
    assert room.finish(clerk, held)
    return held
