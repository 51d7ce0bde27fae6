"""A rolling restart: one process after another leaves, starts anew, and is sent people again.

Nobody notices: a page goes to another process, a console's socket comes back at another, and sound
never went through here. Stops where a process does not come back, with the others still serving.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from threading import Event
from typing import Any

import urllib3

from provisioning.server.proxy import Proxy

LEAVE_SECONDS = 1.0  # what was on its way when the process left is answered by then
LOOK_SECONDS = 0.1
HOST, OK = "127.0.0.1", 200
ONCE: dict[str, Any] = {"retries": False, "timeout": 2.0}


class Stuck(RuntimeError):
    """The restart stopped; the message says where, and that the others serve."""


def roll(
    proxy: Proxy,
    restart: Callable[[int], None],
    patience_seconds: float = 60.0,
    only: Collection[int] | None = None,
) -> tuple[int, ...]:
    """Restart every process, or `only` these; the ports, in order. Raises Stuck.

    `restart`: end the process on this port and start it again; it may return before it answers.
    """
    known = sorted(proxy.states())
    if len(known) < 2:
        raise Stuck("there is only one process: restarting it would stop the service")
    ports = tuple(port for port in known if only is None or port in only)
    for port in ports:
        _wait_for_others(proxy, port, patience_seconds)
        proxy.drain(port)
        Event().wait(LEAVE_SECONDS)
        restart(port)
        _wait_until_it_answers(proxy, port, patience_seconds)
        proxy.admit(port)
    _wait_for_others(proxy, 0, patience_seconds)
    return ports


def _wait_for_others(proxy: Proxy, port: int, patience_seconds: float) -> None:
    def are_up() -> bool:
        return all(state == "UP" for other, state in proxy.states().items() if other != port)

    if not _wait(are_up, patience_seconds):
        raise Stuck(f"not every process but {port} is up: {dict(proxy.states())}")


def _wait_until_it_answers(proxy: Proxy, port: int, patience_seconds: float) -> None:
    """The process itself is asked first: HAProxy believes for a second what it saw before."""

    def is_back() -> bool:
        return _answers(port) and proxy.states()[port].startswith("DRAIN")

    if not _wait(is_back, patience_seconds):
        raise Stuck(f"{port} did not come back; it is sent nobody, and the others serve")


def _answers(port: int) -> bool:
    try:
        return urllib3.request("GET", f"http://{HOST}:{port}/readyz", **ONCE).status == OK
    except urllib3.exceptions.HTTPError:
        return False


def _wait(is_so: Callable[[], bool], patience_seconds: float) -> bool:
    deadline, pause = time.monotonic() + patience_seconds, Event()
    while not is_so():
        if time.monotonic() > deadline:
            return False
        pause.wait(LOOK_SECONDS)
    return True
