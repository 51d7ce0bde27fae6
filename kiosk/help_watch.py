"""Watches, while somebody waits on the screen, whether the center took a request for help."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

WATCHING_SECONDS = 3.0
IDLE_SECONDS = 60.0
ENDED = "closed"

# Asks the city how far a request has come; None when the line is down.
Ask = Callable[[str], str | None]


class HelpWatch:
    """The last thing the city said about each request, asked again every few seconds."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._said: dict[str, str | None] = {}
        self._guard = Lock()

    def watch(self, key: str) -> None:
        """Begin to ask about a request."""
        with self._guard:
            self._said.setdefault(key, None)

    def forget(self, key: str) -> None:
        """The one who asked has left."""
        with self._guard:
            self._said.pop(key, None)

    def said(self, key: str) -> str | None:
        """What the city said last; None when it has not said anything yet."""
        with self._guard:
            return self._said.get(key)

    def work(self) -> float:
        """Ask once about everything not ended; how long until the next time."""
        with self._guard:
            open_keys = [key for key, said in self._said.items() if said != ENDED]
        for key in open_keys:
            said = self._ask(key)
            with self._guard:
                if said is not None and key in self._said:
                    self._said[key] = said
        return WATCHING_SECONDS if open_keys else IDLE_SECONDS
