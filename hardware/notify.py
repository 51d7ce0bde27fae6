"""What the daemon says to systemd: that it is ready, how it is, and that it lives (sd_notify(3)).

Outside systemd there is nobody to tell and nothing happens.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)

MICROSECONDS = 1_000_000
Monotonic = Callable[[], float]


class Notifier:
    """Speaks to the datagram socket that systemd named; an abstract one begins with `@`."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        named = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + named[1:] if named.startswith("@") else named
        self._every = _half_of_the_watchdogs(environ)
        self._pinged_at: float | None = None
        self._status = ""

    def ready(self) -> None:
        """The daemon answers."""
        self._say("READY=1")

    def stopping(self) -> None:
        """The daemon was told to end."""
        self._say("STOPPING=1")

    def status(self, words: str) -> None:
        """One line for `systemctl status`; said only when it changed."""
        if words != self._status:
            self._status = words
            self._say(f"STATUS={words}")

    def ping(self, now: float) -> None:
        """I live, said twice in the time after which systemd ends who says nothing."""
        if self._every is None or (self._pinged_at is not None and now < self._due()):
            return
        self._pinged_at = now
        self._say("WATCHDOG=1")

    def _due(self) -> float:
        return (self._pinged_at or 0.0) + (self._every or 0.0)

    def _say(self, words: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.setblocking(False)
                out.connect(self._address)
                out.send(words.encode())
        except OSError as fault:
            log.warning("systemd did not hear us: %s", fault.strerror)


def _half_of_the_watchdogs(environ: Mapping[str, str]) -> float | None:
    """Seconds between pings; None when no watchdog waits for this process."""
    limit, whose = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not limit.isdecimal() or int(limit) == 0:
        return None
    if whose and whose != str(os.getpid()):
        return None
    return int(limit) / MICROSECONDS / 2
