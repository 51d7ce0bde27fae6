"""A thread that does one kind of work, waits for its bell in between, and stops when told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

AFTER_A_FAULT_SECONDS = 5.0

log = logging.getLogger("okienko.worker")


class Worker:
    """Calls `work` again and again; `work` returns how many seconds it has nothing to do."""

    def __init__(self, name: str, work: Callable[[], float]) -> None:
        self.name = name
        self._work = work
        self._bell = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin working."""
        self._thread.start()

    def ring(self) -> None:
        """There may be something to do: look now."""
        self._bell.set()

    def stop(self, timeout_seconds: float = 5.0) -> None:
        """Finish the piece in hand and end."""
        self._stopping.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(timeout_seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            idle_seconds = self._once()
            self._bell.wait(idle_seconds)

    def _once(self) -> float:
        try:
            return self._work()
        except Exception as fault:
            # The kind of fault only: its text may quote what somebody answered.
            log.error("%s: %s; trying again", self.name, type(fault).__name__)
            return AFTER_A_FAULT_SECONDS
