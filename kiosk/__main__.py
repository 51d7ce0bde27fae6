"""Serves the kiosk to its own screen: `python -m kiosk`, loopback only."""

from __future__ import annotations

import signal
import sys
from typing import Any

from flask import Flask

from kiosk.app import create_app
from kiosk.kiosk import EXTENSION
from kiosk.knowledge import load_knowledge
from kiosk.settings import Settings, read_settings
from shared.bundle import Knowledge
from shared.garbage import loading, settle
from shared.web.environment import SettingsFault
from shared.web.server import Server

THREADS = 48  # one screen asks little at once; every thread above the sockets it holds is spare
WORKER_CONNECTIONS = 256


def _at_work(settings: Settings, knowledge: Knowledge) -> Flask:
    """The app, whose memory holds the visits, with its engine built before the first citizen."""
    with loading():
        app = create_app(settings, knowledge=knowledge)
        knowledge.engine  # noqa: B018  # built now, not while the first citizen waits
    settle()
    return app


def _end_streams_on_signal(worker: Any) -> None:
    """The page's stream has no end of its own: hang up first, so that stopping takes no time."""
    devices = worker.wsgi.extensions[EXTENSION].devices
    for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT):
        before = signal.getsignal(number)

        def stop(number: int, frame: Any, before: Any = before) -> None:
            devices.close()
            before(number, frame)

        signal.signal(number, stop)


def main() -> int:
    """Start, or say in one line why not."""
    try:
        settings = read_settings()
        knowledge = load_knowledge(settings)
    except SettingsFault as fault:
        sys.stderr.write(f"kiosk: {fault}\n")
        return 2
    Server(
        "kiosk",
        settings.port,
        lambda: _at_work(settings, knowledge),
        threads=THREADS,
        connections=WORKER_CONNECTIONS,
        graceful_seconds=5,
        post_worker_init=_end_streams_on_signal,
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
