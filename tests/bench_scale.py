"""What the past costs, and what a second process brings: on PostgreSQL and Redis, behind HAProxy.

`python -m tests.bench_scale [CALLS…]`: a city for each number of past calls. All of them stand at
once and each is asked a little, in turns, so that whatever else the machine does hits all alike.
Cost is processor time of the app and of its own connections to the database together, which depends
on the rest of the machine least; wall-clock times stand beside it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import psutil
from sqlalchemy import text

from contactcenter.settings import Settings
from shared.store import open_store
from tests.bench_calls import Line
from tests.bench_console import Desk, own_call
from tests.bench_figures import mean_cpu, quantile, time_of
from tests.bench_past import fill
from tests.databases import postgresql_server
from tests.scale.servers import TOKEN, Cluster, running_cluster, until

SIZES = (1_000, 100_000, 1_000_000)
AIM, SLOWEST_MS = 1.5, 50
TURNS, A_TURN, WARM_UP = 16, 5, 10
CLIENTS, CLIENT_SECONDS = 8, 10.0
RECENT = "recent calls"
WHOLE_CALL = "a whole call, 10 webhooks"
Work = Callable[[], object]


@dataclass
class Cost:
    """Of one piece of work in one city: wall-clock times and mean processor time, in ms."""

    walls: list[float] = field(default_factory=list)
    app: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Of app and database, the middle of the turns: one that was disturbed counts as one."""
        return statistics.median(map(sum, zip(self.app, self.database, strict=True)))


@dataclass(frozen=True)
class City:
    """A running city with a past, and what it is asked."""

    calls: int
    cluster: Cluster
    works: dict[str, Work]

    def ask(self, name: str, cost: Cost) -> None:
        """One turn of one piece of work."""
        app = self.cluster.apps[self.cluster.ports[0]].running
        assert app is not None
        before = connections(self.database)
        with mean_cpu(app.pid, A_TURN) as ours:
            cost.walls += [time_of(self.works[name]) for _ in range(A_TURN)]
        spent = [
            seconds - before.get(pid, 0.0) for pid, seconds in connections(self.database).items()
        ]
        cost.app.append(ours())
        cost.database.append(sum(spent) * 1000 / A_TURN)

    @property
    def database(self) -> str:
        """Its name on the server they share."""
        return f"past_{self.calls}"


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print both tables."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n## Scale\n\nLoad of the machine before: {load}; {os.cpu_count()} cores.")
    with ExitStack() as running:
        cities = [running.enter_context(city_with(calls)) for calls in sizes]
        found = costs(cities)
    _tell_costs(found, sizes)
    _tell_recent(found[RECENT], sizes)
    folder, prepare = tempfile.TemporaryDirectory(prefix="okienko-scale-"), partial(_fill, sizes[0])
    with folder as name, running_cluster(Path(name), prepare) as cluster:
        _tell_throughput(throughput(cluster))


@contextmanager
def city_with(calls: int) -> Iterator[City]:
    """A city with so many calls in its past, served by one of its two processes."""
    folder = tempfile.TemporaryDirectory(prefix="okienko-scale-")
    prepare, database = partial(_fill, calls), f"past_{calls}"
    with folder as name, running_cluster(Path(name), prepare, database) as cluster:
        cluster.proxy.drain(cluster.ports[1])
        assert cluster.apps[cluster.ports[1]].end() == 0
        yield City(calls, cluster, works_of(cluster))


def _fill(calls: int, settings: Settings) -> None:
    began = time.monotonic()
    fill(settings, calls)
    store = open_store(settings.database_url)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # The server would do it by itself, in its own time, which would be counted as ours; and
        # what one connection does alone is counted with it.
        for statement in (
            "ALTER SYSTEM SET autovacuum = off",
            "ALTER SYSTEM SET max_parallel_workers_per_gather = 0",
            "SELECT pg_reload_conf()",
        ):
            connection.execute(text(statement))
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
    store.close()
    print(f"{calls:,} calls written in {time.monotonic() - began:.0f} s", file=sys.stderr)


def works_of(cluster: Cluster) -> dict[str, Work]:
    """What is asked of a city: its pages, and whole calls."""
    desk, line = Desk(cluster.server, "anna"), Line(cluster.server.url, TOKEN)
    call_id = own_call(cluster.server)
    return {
        "home": lambda: desk.get("/"),
        "waiting region": lambda: desk.get("/live/waiting"),
        "softphone bar": lambda: desk.get("/phone/bar"),
        "a call of a number that called before": lambda: desk.get(f"/calls/{call_id}"),
        RECENT: lambda: desk.get("/calls"),
        "missed calls": lambda: desk.get("/calls/list/missed"),
        "search": lambda: desk.post("/find", q="zasiłek na dziecko"),
        "a new call": line.voice,
        WHOLE_CALL: _whole_call(line),
    }


def _whole_call(line: Line) -> Work:
    dice = Random(7)

    def work() -> None:
        for one in line.whole_call(dice):
            one()

    return work


def connections(database: str) -> dict[int, float]:
    """The processes of the server that serve this database, and the seconds each has worked."""
    server = postgresql_server().get_pid()
    assert server is not None
    found = {}
    for one in psutil.Process(server).children():
        with suppress(psutil.NoSuchProcess):  # a connection may end at any time
            if f" {database} " in " ".join(one.cmdline()):
                spent = one.cpu_times()
                found[one.pid] = spent.user + spent.system
    return found


def costs(cities: list[City]) -> dict[str, list[Cost]]:
    """What each page and a whole call cost one process, by city."""
    found = {name: [Cost() for _ in cities] for name in cities[0].works}
    for city in cities:
        for work in city.works.values():
            for _ in range(WARM_UP):
                work()
    for _ in range(TURNS):
        for name, by_city in found.items():
            for city, cost in zip(cities, by_city, strict=True):
                city.ask(name, cost)
    return found


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


def _tell_costs(found: dict[str, list[Cost]], sizes: tuple[int, ...]) -> None:
    heads = " | ".join(f"{calls:,}: p50, ms | CPU, ms | of it database" for calls in sizes)
    print(f"\nPast calls; the aim is a ratio of at most {AIM}.\n\n| what | {heads} | CPU ratio |")
    print(f"| --- |{' ---: |' * (3 * len(sizes) + 1)}")
    for name, by_city in found.items():
        cells = " | ".join(map(_cells, by_city))
        ratio = max(one.cpu for one in by_city) / by_city[0].cpu
        print(f"| {name} | {cells} | {ratio:.2f} |")


def _cells(cost: Cost) -> str:
    middle, database = statistics.median(cost.walls), statistics.median(cost.database)
    return f"{middle:.1f} | {cost.cpu:.1f} | {database:.1f}"


def _tell_recent(by_city: list[Cost], sizes: tuple[int, ...]) -> None:
    print(f"\nRecent calls, 100 of them; the aim is a p95 of at most {SLOWEST_MS} ms.\n")
    print("| past calls | p50, ms | p95, ms |\n| ---: | ---: | ---: |")
    for calls, cost in zip(sizes, by_city, strict=True):
        middle, slow = statistics.median(cost.walls), quantile(cost.walls, 0.95)
        print(f"| {calls:,} | {middle:.1f} | {slow:.1f} |")


def _tell_throughput(rates: dict[int, float]) -> None:
    print("\n| processes | pages a second, 8 clients | ratio |\n| ---: | ---: | ---: |")
    for processes, rate in rates.items():
        print(f"| {processes} | {rate:.0f} | {rate / rates[1]:.2f} |")
    print("\nClients, proxy and database share the machine's cores with the processes.")


if __name__ == "__main__":
    main(tuple(int(one) for one in sys.argv[1:]) or SIZES)
