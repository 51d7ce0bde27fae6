"""Slows down whoever guesses passwords, without letting them lock anybody else out."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

MOST_KEYS = 10_000


class Throttle:
    """Counts failures by key inside a moving window. Kept in memory: there is one worker.

    A key is whatever the caller wants slowed down together, such as an address and a name.
    Past `MOST_KEYS` keys the oldest are forgotten, so a flood of names cannot fill the memory.
    """

    def __init__(self, most: int, window_seconds: int) -> None:
        self.most = most
        self.window = timedelta(seconds=window_seconds)
        self._failures: dict[Hashable, deque[datetime]] = {}
        self._lock = Lock()

    def is_shut(self, key: Hashable, at: datetime) -> bool:
        """Whether `key` has failed too often lately to be listened to at `at`."""
        with self._lock:
            return len(self._recent(key, at)) >= self.most

    def note_failure(self, key: Hashable, at: datetime) -> None:
        """Remember that `key` failed at `at`."""
        with self._lock:
            recent = self._recent(key, at)
            recent.append(at)
            self._failures.pop(key, None)
            self._failures[key] = recent
            if len(self._failures) > MOST_KEYS:
                self._failures.pop(next(iter(self._failures)))

    def forget(self, key: Hashable) -> None:
        """Clear the slate of `key`: it has succeeded."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: Hashable, at: datetime) -> deque[datetime]:
        failures = self._failures.get(key, deque())
        while failures and failures[0] <= at - self.window:
            failures.popleft()
        return failures
