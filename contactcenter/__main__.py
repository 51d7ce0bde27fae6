"""Serves the contact center: gunicorn, one gthread worker, more threads than sockets."""

from __future__ import annotations

import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from contactcenter import create_app
from contactcenter.caretaker import Caretaker
from contactcenter.center import EXTENSION, CannotStart, Center
from contactcenter.settings import Settings, read_settings
from shared.garbage import loading, settle
from shared.web.environment import SettingsFault
from shared.worker import Worker

# A console's socket keeps a thread for as long as it is open; requests need their own beside them.
MOST_SOCKETS = 320
REQUEST_THREADS = 32
THREADS = MOST_SOCKETS + REQUEST_THREADS
# gunicorn's default of 1000 also caps gthread, silently: raise THREADS and this one follows.
WORKER_CONNECTIONS = THREADS + 512


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured here and nowhere else."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its configuration; it reads no file and no environment variable."""
        for name, value in self._configuration().items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, inside the worker that serves it: threads do not live through a fork."""
        room: Center = self._app.extensions[EXTENSION]
        Worker("caretaker", Caretaker(room.store, room.clock).work).start()
        Worker("content", room.holder.work).start()
        for worker in room.workers:
            worker.start()
        settle()
        return self._app

    def _configuration(self) -> dict[str, Any]:
        return {
            "bind": f"127.0.0.1:{self._settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_connections": WORKER_CONNECTIONS,
            "timeout": 60,
            "graceful_timeout": 2,
            "keepalive": 15,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "okienko-contactcenter",
            "control_socket_disable": True,
        }


def main() -> int:
    """Start, or say in one line why not."""
    try:
        settings = read_settings()
        with loading():
            app = create_app(settings)
    except (SettingsFault, CannotStart) as fault:
        sys.stderr.write(f"contactcenter: {fault}\n")
        return 2
    Server(app, settings).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
