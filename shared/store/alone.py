"""One process at a time: several serve the same city, and each of them has the same workers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from shared.store.database import Store

AGAIN_SECONDS = 0.2  # somebody else is at it, and began perhaps before our news


@contextmanager
def alone(store: Store, name: str) -> Iterator[bool]:
    """Whether nobody else is inside a block of this name; who is told False leaves at once.

    PostgreSQL's advisory lock, held by a connection of its own: it goes with the process that dies.
    On SQLite there is one process, with one worker of each name.
    """
    if store.is_sqlite:
        yield True
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_ours = bool(_call(connection, "pg_try_advisory_lock", name))
        try:
            yield is_ours
        finally:
            if is_ours:
                _call(connection, "pg_advisory_unlock", name)


def taking_turns(store: Store, name: str, work: Callable[[], float]) -> Callable[[], float]:
    """A worker's `work` that only one process does at a time."""

    def work_alone() -> float:
        with alone(store, name) as is_ours:
            return work() if is_ours else AGAIN_SECONDS

    return work_alone


def _call(connection: Connection, function: str, name: str) -> Any:
    """Ask for the lock, or give it back, by a number that is the same wherever the name is."""
    number = {"number": zlib.crc32(f"okienko {name}".encode())}
    return connection.execute(text(f"SELECT {function}(:number)"), number).scalar()
