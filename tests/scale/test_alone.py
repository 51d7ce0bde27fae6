"""The rounds of several processes: one at a time, and never nobody because somebody died."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from contactcenter.telephony.rounds import make_workers
from shared.store import Store, open_store
from shared.store.alone import AGAIN_SECONDS, alone, taking_turns
from tests.contactcenter.city import City, build_city
from tests.databases import migrated_postgresql_url
from tests.scale.servers import until
from tests.tally import count, tally

ROUNDS = count(40, 2_000)


@pytest.fixture
def stores() -> Iterator[tuple[Store, Store]]:
    """The same database, opened by two processes."""
    pair = (open_store(migrated_postgresql_url()), open_store(migrated_postgresql_url()))
    yield pair
    for store in pair:
        store.close()


def test_who_comes_second_is_told_so_and_leaves(stores: tuple[Store, Store]) -> None:
    one, other = stores
    with alone(one, "line") as mine:
        assert mine
        with alone(other, "line") as theirs:
            assert not theirs
        with alone(other, "outage") as another:
            assert another
    with alone(other, "line") as theirs:
        assert theirs


def test_whoever_fails_inside_lets_go(stores: tuple[Store, Store]) -> None:
    one, other = stores

    def fails() -> float:
        raise ValueError("in the middle of a round")

    with pytest.raises(ValueError, match="in the middle"):
        taking_turns(one, "line", fails)()
    assert taking_turns(other, "line", lambda: 7.0)() == 7.0


def test_the_lock_goes_with_the_process_that_held_it(stores: tuple[Store, Store]) -> None:
    one, other = stores
    holders = "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
    taken_over = []

    def dies() -> float:
        with other.write() as db:
            assert db.execute(text(f"SELECT pg_terminate_backend(pid) FROM ({holders})")).all()
        until(can_take_over)  # the server ends a connection in its own time
        return 0.0

    def can_take_over() -> bool:
        with alone(other, "line") as theirs:
            taken_over.append(theirs)
            return theirs

    with pytest.raises(OperationalError):
        taking_turns(one, "line", dies)()
    assert taken_over[-1]


@pytest.mark.proof
def test_rounds_never_overlap_and_none_is_starved(stores: tuple[Store, Store]) -> None:
    inside, guard, most = [0], Lock(), [0]
    done = [0, 0]
    start, enough = Barrier(2), Event()

    def process(number: int) -> None:
        def work() -> float:
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            done[number] += 1
            with guard:
                inside[0] -= 1
            return 0.0

        once = taking_turns(stores[number], "line", work)
        start.wait()
        while done[number] < ROUNDS:
            if once() == AGAIN_SECONDS:
                enough.wait(0.001)

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(process, number) for number in range(2)]:
            one.result()
    assert most == [1]
    assert done == [ROUNDS, ROUNDS]
    tally("rounds of two processes: overlaps", rounds=2 * ROUNDS, overlaps=0)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_round_of_the_line_takes_turns(tmp_path: Any, kind: str) -> None:
    url = migrated_postgresql_url() if kind == "postgresql" else None
    city: City = build_city(tmp_path, database_url=url)
    room = city.app.extensions["okienko_center"]
    shared = {"line", "messages left", "reconciler", "outage", "kiosk calls"}
    workers = {worker.name: worker for group in make_workers(room).values() for worker in group}
    assert shared <= set(workers)
    beside = open_store(city.settings.database_url)
    for name in sorted(shared):
        with alone(beside, name):
            waits = workers[name]._work()
        assert (waits == AGAIN_SECONDS) is (kind == "postgresql"), name
    for store in (beside, city.store, room.store):
        store.close()
