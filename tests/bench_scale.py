"""What the past costs, and what a second process brings: on PostgreSQL and Redis, behind HAProxy.

`python -m tests.bench_scale [CALLS…]`. Cost is processor time of the app and of the database
together, which depends on the rest of the machine least; the wall-clock median stands beside it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from sqlalchemy import text

from contactcenter.settings import Settings
from shared.store import open_store
from tests.bench_calls import Line
from tests.bench_console import Desk, own_call
from tests.bench_figures import mean_cpu, time_of
from tests.bench_past import fill
from tests.databases import postgresql_server
from tests.scale.servers import TOKEN, Cluster, running_cluster, until

SIZES = (1_000, 100_000, 1_000_000)
AIM = 1.5
ROUNDS, WARM_UP, WHOLE_CALLS = 30, 10, 20
CLIENTS, CLIENT_SECONDS = 8, 10.0
Work = Callable[[], object]


class Cost(NamedTuple):
    """Of one piece of work: the wall-clock median and processor time, in milliseconds."""

    wall: float
    cpu: float


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print both tables."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n## Scale\n\nLoad of the machine before: {load}; {os.cpu_count()} cores.")
    found: dict[str, dict[int, Cost]] = {}
    for calls in sizes:
        with city_with(calls) as cluster:
            for name, cost in costs(cluster).items():
                found.setdefault(name, {})[calls] = cost
            if calls == sizes[0]:
                rates = throughput(cluster)
    _tell_costs(found, sizes)
    _tell_throughput(rates)


@contextmanager
def city_with(calls: int) -> Iterator[Cluster]:
    """A city with so many calls in its past."""
    folder = tempfile.TemporaryDirectory(prefix="okienko-scale-")
    with folder as name, running_cluster(Path(name), partial(_fill, calls)) as cluster:
        yield cluster


def _fill(calls: int, settings: Settings) -> None:
    fill(settings, calls)
    store = open_store(settings.database_url)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # The server would do it by itself, in its own time, which would be counted as ours.
        for statement in ("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()"):
            connection.execute(text(statement))
        connection.execute(text("VACUUM ANALYZE"))
    store.close()


def costs(cluster: Cluster) -> dict[str, Cost]:
    """What each page and a whole call cost one process."""
    port = cluster.ports[0]
    desk, line = Desk(cluster.server, "anna"), Line(cluster.server.url, TOKEN)
    cluster.proxy.drain(cluster.ports[1])
    call_id = own_call(cluster.server)
    works: dict[str, Work] = {
        "home": lambda: desk.get("/"),
        "waiting region": lambda: desk.get("/live/waiting"),
        "softphone bar": lambda: desk.get("/phone/bar"),
        "a call of a number that called 100 times": lambda: desk.get(f"/calls/{call_id}"),
        "recent calls": lambda: desk.get("/calls"),
        "missed calls": lambda: desk.get("/calls/list/missed"),
        "search": lambda: desk.post("/find", q="zasiłek na dziecko"),
        "a new call": line.voice,
    }
    app = cluster.apps[port].running
    assert app is not None
    measured = {name: _cost(app.pid, work, ROUNDS) for name, work in works.items()}
    measured["a whole call, 10 webhooks"] = _cost(app.pid, _whole_call(line), WHOLE_CALLS)
    cluster.proxy.admit(cluster.ports[1])
    return measured


def _whole_call(line: Line) -> Work:
    dice = Random(7)

    def work() -> None:
        for one in line.whole_call(dice):
            one()

    return work


def _cost(pid: int, work: Work, rounds: int) -> Cost:
    for _ in range(WARM_UP):
        work()
    database = postgresql_server().get_pid()
    assert database is not None
    with mean_cpu(pid, rounds) as ours, mean_cpu(database, rounds) as theirs:
        times = [time_of(work) for _ in range(rounds)]
    return Cost(statistics.median(times), ours() + theirs())


def throughput(cluster: Cluster) -> dict[int, float]:
    """Requests a second in closed loop, by how many processes answer."""
    cluster.proxy.drain(cluster.ports[1])
    one = _a_second(cluster)
    cluster.proxy.admit(cluster.ports[1])
    until(lambda: set(cluster.proxy.states().values()) == {"UP"})
    return {1: one, 2: _a_second(cluster)}


def _a_second(cluster: Cluster) -> float:
    desks = [Desk(cluster.server, ("anna", "marek")[number % 2]) for number in range(CLIENTS)]
    ends_at = time.monotonic() + CLIENT_SECONDS

    def visit(desk: Desk) -> int:
        done = 0
        while time.monotonic() < ends_at:
            desk.get(("/", "/live/waiting", "/calls")[done % 3])
            done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as people:
        return sum(people.map(visit, desks)) / CLIENT_SECONDS


def _tell_costs(found: dict[str, dict[int, Cost]], sizes: tuple[int, ...]) -> None:
    heads = " | ".join(f"{calls:,}: p50, ms | CPU, ms" for calls in sizes)
    print(f"\nPast calls; the aim is a ratio of at most {AIM}.\n\n| what | {heads} | CPU ratio |")
    print(f"| --- |{' ---: |' * (2 * len(sizes) + 1)}")
    for name, by_size in found.items():
        cells = " | ".join(f"{cost.wall:.1f} | {cost.cpu:.1f}" for cost in by_size.values())
        ratio = by_size[sizes[-1]].cpu / max(by_size[sizes[0]].cpu, 0.1)
        print(f"| {name} | {cells} | {ratio:.2f} |")


def _tell_throughput(rates: dict[int, float]) -> None:
    print("\n| processes | pages a second, 8 clients | ratio |\n| ---: | ---: | ---: |")
    for processes, rate in rates.items():
        print(f"| {processes} | {rate:.0f} | {rate / rates[1]:.2f} |")
    print("\nClients, proxy and database share the machine's cores with the processes.")


if __name__ == "__main__":
    main(tuple(int(one) for one in sys.argv[1:]) or SIZES)
