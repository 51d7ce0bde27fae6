"""Serves the contact center: gunicorn, one gthread worker, more threads than sockets."""

from __future__ import annotations

import sys

from flask import Flask

from contactcenter import create_app, metrics
from contactcenter.caretaker import Caretaker
from contactcenter.center import EXTENSION, CannotStart, Center
from contactcenter.settings import read_settings
from shared.garbage import loading, settle
from shared.store.alone import taking_turns
from shared.web.environment import SettingsFault
from shared.web.server import Server
from shared.worker import Worker

# A console's socket keeps a thread for as long as it is open; requests need their own beside them.
MOST_SOCKETS = 320
REQUEST_THREADS = 32
THREADS = MOST_SOCKETS + REQUEST_THREADS
WORKER_CONNECTIONS = THREADS + 512


def _at_work(app: Flask) -> Flask:
    """The app with its workers started."""
    room: Center = app.extensions[EXTENSION]
    sweep = taking_turns(room.store, "caretaker", Caretaker(room.store, room.clock).work)
    Worker("caretaker", sweep).start()
    Worker("content", room.holder.work).start()
    room.start()
    for worker in room.doorbell.workers:
        worker.start()
    if room.settings.metrics_port:
        metrics.publish(room.settings.metrics_port, metrics.measure(app, room))
    settle()
    return app


def main() -> int:
    """Start, or say in one line why not."""
    try:
        settings = read_settings()
        with loading():
            app = create_app(settings)
    except (SettingsFault, CannotStart) as fault:
        sys.stderr.write(f"contactcenter: {fault}\n")
        return 2
    Server(
        "contactcenter",
        settings.port,
        lambda: _at_work(app),
        threads=THREADS,
        connections=WORKER_CONNECTIONS,
        graceful_seconds=2,
        timeout_seconds=60,
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
