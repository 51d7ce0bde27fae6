"""Figures for Prometheus, on a loopback port of their own: counts and times, never who or what.

Every label comes from a list that is written down: routes by their names, kinds and states of the
models. A figure that cannot be read is left out, so that its absence can be noticed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    start_http_server,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from contactcenter import health
from shared.models import (
    GOING_ON,
    Activity,
    AgentStatus,
    Call,
    CallMedium,
    CommandState,
    Task,
    TaskKind,
    TaskState,
    TelephonyCommand,
)

if TYPE_CHECKING:
    from contactcenter.center import Center

HOST = "127.0.0.1"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
NO_ROUTE = "none"  # whatever was asked for and is not there counts as one
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
OPEN_COMMANDS = (CommandState.WAITING, CommandState.SENT, CommandState.UNKNOWN)
LEVELS = {logging.WARNING: "warning", logging.ERROR: "error", logging.CRITICAL: "critical"}


def measure(app: Flask, center: Center) -> CollectorRegistry:
    """Count what the app answers from now on; the registry also tells how the line stands."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(Standing(center))
    _count_requests(app, registry)
    _count_faults(registry)
    return registry


def publish(port: int, registry: CollectorRegistry) -> None:
    """Answer on loopback; called in the process that serves, whose threads live on."""
    start_http_server(port, addr=HOST, registry=registry)


def _count_requests(app: Flask, registry: CollectorRegistry) -> None:
    answered = Counter(
        "okienko_requests", "Requests answered.", ("route", "method", "status"), registry=registry
    )
    took = Histogram(
        "okienko_request_seconds",
        "From request to answer.",
        ("route",),
        buckets=SECONDS,
        registry=registry,
    )

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        route = request.endpoint or NO_ROUTE
        method = request.method if request.method in METHODS else "other"
        answered.labels(route, method, f"{response.status_code // 100}xx").inc()
        if "began" in g:
            took.labels(route).observe(perf_counter() - g.began)
        return response

    # First of all: a gate that answers itself is counted as well.
    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())


class _Faults(logging.Handler):
    """Counts what our own loggers say, by how bad it is; what they say stays in the log."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.WARNING)
        self._count = Counter("okienko_log_lines", "Lines logged.", ("level",), registry=registry)
        for word in LEVELS.values():
            self._count.labels(word)

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self._count.labels(LEVELS.get(record.levelno, "error")).inc()


def _count_faults(registry: CollectorRegistry) -> None:
    logging.getLogger("okienko").addHandler(_Faults(registry))


class Standing(Collector):
    """How the line stands at the moment somebody asks: a few short queries, in one transaction."""

    def __init__(self, center: Center) -> None:
        self._center = center

    def describe(self) -> Iterable[Metric]:
        """Nothing: what is there is only known when it is asked for."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Everything that can be read now."""
        yield _gauge("sockets", "Consoles connected to this process.", self._sockets())
        yield from self._pool()
        there = health.is_queue_there(self._center)
        if there is not None:
            yield _gauge("queue_up", "Whether the message queue answers.", float(there))
        try:
            with self._center.store.read() as db:
                standing = list(_of_the_line(db, self._center.clock.now()))
        except SQLAlchemyError:
            yield _gauge("database_up", "Whether the database answers.", 0.0)
            return
        yield _gauge("database_up", "Whether the database answers.", 1.0)
        yield from standing

    def _sockets(self) -> float:
        return float(self._center.doorbell.sockets_open())

    def _pool(self) -> Iterator[Metric]:
        pool: Any = self._center.store.engine.pool
        if hasattr(pool, "checkedout"):
            in_use = float(pool.checkedout())
            yield _gauge("database_connections_in_use", "Connections lent out.", in_use)


def _of_the_line(db: Session, at: datetime) -> Iterator[Metric]:
    waits = select(Task.kind, func.count(), func.min(Task.place_at)).group_by(Task.kind)
    rows = {row[0]: row for row in db.execute(waits.where(Task.state == TaskState.WAITING))}
    counts = {kind: float(rows[kind][1]) if kind in rows else 0.0 for kind in TaskKind}
    yield _by("waiting", "Tasks waiting.", "kind", counts)
    longest = {
        kind: max(0.0, (at - rows[kind][2]).total_seconds()) if kind in rows else 0.0
        for kind in TaskKind
    }
    yield _by("longest_wait_seconds", "How long the first has waited.", "kind", longest)
    doing = _counted(db, AgentStatus.activity)
    yield _by("agents", "Agents by what they do.", "activity", _all_of(Activity, doing))
    going_on = _counted(db, Call.medium, Call.state.in_(GOING_ON))
    yield _by("calls", "Calls going on.", "medium", _all_of(CallMedium, going_on))
    open_ = _counted(db, TelephonyCommand.state, TelephonyCommand.state.in_(OPEN_COMMANDS))
    named = {state: float(open_.get(state, 0)) for state in OPEN_COMMANDS}
    yield _by("commands", "Orders to the provider that are not settled.", "state", named)


def _counted(db: Session, column: Any, *only: Any) -> dict[Any, int]:
    query = select(column, func.count()).where(*only).group_by(column)
    return {row[0]: row[1] for row in db.execute(query)}


def _all_of(values: Iterable[Any], counts: dict[Any, int]) -> dict[Any, float]:
    """A figure for each value there is, also where it is 0."""
    return {value: float(counts.get(value, 0)) for value in values}


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"okienko_{name}", told, value=value)


def _by(name: str, told: str, label: str, values: dict[Any, float]) -> Metric:
    family = GaugeMetricFamily(f"okienko_{name}", told, labels=(label,))
    for value, figure in values.items():
        family.add_metric((str(value),), figure)
    return family
