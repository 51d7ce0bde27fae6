"""Taking turns, first come first served: a plain lock lets the last who asks go first."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """One holder at a time; the others in the order in which they asked."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._is_taken = False
        self._line: deque[Lock] = deque()

    def take(self, patience_seconds: float) -> bool:
        """Wait for one's turn; False when it did not come in time."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._line.append(mine)
        if mine.acquire(timeout=patience_seconds):
            return True
        return self._was_handed_over_late(mine)

    def give(self) -> None:
        """Let the next one go."""
        with self._guard:
            if self._line:
                self._line.popleft().release()  # it stays taken: by them
            else:
                self._is_taken = False

    def _was_handed_over_late(self, mine: Lock) -> bool:
        """Step out of the line; True if the turn came in that very moment."""
        with self._guard:
            if mine in self._line:
                self._line.remove(mine)
                return False
            return True
