"""Serves the contact center: gunicorn, one gthread worker, more threads than sockets."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from threading import Thread
from typing import Any, cast

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
# The telephone provider waits longest for an answer; alone, what counts is to be back soon.
GRACEFUL_SECONDS, GRACEFUL_ALONE_SECONDS = 15, 2
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


def _part_when_told(app: Flask) -> Callable[[Any], None]:
    """Let go of the sockets when the process is told to stop: each holds a thread for ever."""
    room: Center = app.extensions[EXTENSION]

    def install(_worker: Any) -> None:
        stop = cast(Callable[..., None], signal.getsignal(signal.SIGTERM))

        def part(signum: int, frame: object) -> None:
            stop(signum, frame)
            Thread(target=room.doorbell.part, name="parting", daemon=True).start()

        signal.signal(signal.SIGTERM, part)

    return install


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
        graceful_seconds=GRACEFUL_ALONE_SECONDS if settings.is_alone else GRACEFUL_SECONDS,
        timeout_seconds=60,
        post_worker_init=_part_when_told(app),
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
