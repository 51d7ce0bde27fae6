"""What is to happen when, on whatever clock the exchange was given."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta

from shared.clock import Clock

Act = Callable[[], None]


class Agenda:
    """Acts in the order they fall due; those due at one instant in the order they were written."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._heap: list[tuple[datetime, int, Act]] = []
        self._written = 0

    def after(self, seconds: float, act: Act) -> None:
        """Do this so many seconds from now."""
        self._written += 1
        due_at = self.clock.now() + timedelta(seconds=seconds)
        heapq.heappush(self._heap, (due_at, self._written, act))

    def soon(self, act: Act) -> None:
        """Do this when what is going on now is done."""
        self.after(0.0, act)

    def do_next(self) -> bool:
        """Do the first act that is due; False when none is."""
        if not self._heap or self._heap[0][0] > self.clock.now():
            return False
        heapq.heappop(self._heap)[2]()
        return True

    def next_at(self) -> datetime | None:
        """When the next act falls due."""
        return self._heap[0][0] if self._heap else None
