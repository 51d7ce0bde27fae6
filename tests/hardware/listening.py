"""A driver run as the supervisor runs it, and an ear for what it tells."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from hardware.device import Driver, Health

PATIENCE_SECONDS = 20.0


@dataclass
class Ear:
    """Keeps what a driver tells, in order; status calls only wake whoever waits."""

    told: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, event: str, payload: Mapping[str, str]) -> None:
        with self.changed:
            if event != "status":
                self.told.append((event, dict(payload)))
            self.changed.notify_all()

    @property
    def numbers(self) -> list[str]:
        """The numbers and texts read so far."""
        return [payload.get("number") or payload["text"] for _, payload in self.told]

    def await_that(self, what: Callable[[], bool]) -> float:
        """Wait until something is so; how many seconds that took. Fails when it never is."""
        began = time.monotonic()
        with self.changed:
            assert self.changed.wait_for(what, PATIENCE_SECONDS), self.told
        return time.monotonic() - began

    def await_count(self, count: int) -> list[str]:
        """The numbers, once there are so many."""
        self.await_that(lambda: len(self.told) >= count)
        return self.numbers

    def await_health(self, driver: Driver, health: Health) -> float:
        """Wait until the driver says it is so; how many seconds that took."""
        return self.await_that(lambda: driver.status().health is health)


@contextmanager
def running(driver: Driver) -> Iterator[Driver]:
    """The driver in a thread of its own; it must end within a second of being told to."""
    stop = threading.Event()
    thread = threading.Thread(target=driver.run, args=(stop,), name=driver.name)
    thread.start()
    try:
        yield driver
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "the driver does not stop"
