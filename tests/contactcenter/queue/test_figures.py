"""The figures of the line, worked out by hand."""

from __future__ import annotations

from datetime import timedelta

from contactcenter.queue import figures, line
from contactcenter.queue.figures import Figures
from shared.models import TaskKind
from tests.contactcenter.queue.floor import NINE, Floor

HOUR = timedelta(hours=1)


def gives_up(floor: Floor, seconds: float, why: str = "hung_up") -> None:
    """Somebody waits for so long and goes."""
    caller = floor.call()
    floor.later(seconds)
    floor.do(lambda db, at: line.leave(db, caller, why, at))


def is_served(floor: Floor, wait: float, talk: float) -> None:
    """Anna serves somebody who waited for so long."""
    floor.call()
    floor.later(wait)
    floor.ready("anna")
    floor.serve("anna", talk)
    floor.later(60)
    floor.round()


def figures_of(floor: Floor, **asked: object) -> Figures:
    """The figures of the first hour, as they stand now."""
    with floor.store.read() as db:
        return figures.between(db, NINE, NINE + HOUR, floor.at, **asked)


def test_a_morning_worked_out_by_hand(either_floor: Floor) -> None:
    floor = either_floor
    floor.hire("anna")
    is_served(floor, 10, 100)
    is_served(floor, 20, 200)
    is_served(floor, 30, 300)
    gives_up(floor, 40)
    gives_up(floor, 3)
    gives_up(floor, 50, "callback")
    floor.call(kind=TaskKind.HELP)
    floor.call()
    floor.later(15)
    got = figures_of(floor)
    assert got == Figures(
        offered=7,
        answered=3,
        answered_in_time=2,
        abandoned=1,
        short=1,
        served_otherwise=1,
        still_waiting=1,
        longest_wait_seconds=50,
        asa_seconds=20,
        aht_seconds=200,
    )
    assert (got.service_level, got.abandonment) == (0.5, 0.25)
    assert figures_of(floor, kinds=(TaskKind.HELP,)).still_waiting == 1


def test_nothing_is_divided_by_nothing(floor: Floor) -> None:
    got = figures_of(floor)
    assert got == Figures()
    assert (got.service_level, got.abandonment) == (None, None)


def test_intervals_share_everybody_out_and_lose_nobody(floor: Floor) -> None:
    floor.hire("anna")
    for _ in range(5):
        is_served(floor, 10, 400)
    with floor.store.read() as db:
        parts = figures.by_interval(db, NINE, NINE + HOUR, floor.at, minutes=25)
    assert [part.figures.offered for part in parts] == [4, 1, 0]
    assert parts[-1].until_at == NINE + HOUR


def test_who_begins_to_wait_in_one_interval_is_counted_there_however_late_answered(
    floor: Floor,
) -> None:
    floor.hire("anna")
    floor.later(3590)
    is_served(floor, 600, 60)
    got = figures_of(floor)
    assert (got.answered, got.asa_seconds) == (1, 600)
