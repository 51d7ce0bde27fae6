"""Serves the local provider: gunicorn, one gthread worker, more threads than sockets."""

from __future__ import annotations

import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from contactcenter.telephony.local_provider.app import create_app
from contactcenter.telephony.local_provider.provider import EXTENSION, Provider
from contactcenter.telephony.local_provider.settings import Settings, read_settings
from shared.clock import SystemClock
from shared.web.environment import SettingsFault

# A socket keeps a thread for as long as it is open; orders and pages need their own beside them.
MOST_SOCKETS = 96
THREADS = MOST_SOCKETS + 32
WORKER_CONNECTIONS = THREADS + 256


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured here and nowhere else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its configuration; it reads no file and no environment variable."""
        for name, value in self._configuration().items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, made inside the worker that serves it: threads do not live through a fork."""
        app = create_app(self._settings, SystemClock())
        room: Provider = app.extensions[EXTENSION]
        room.board.start()
        return app

    def _configuration(self) -> dict[str, Any]:
        return {
            "bind": f"127.0.0.1:{self._settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_connections": WORKER_CONNECTIONS,
            "timeout": 60,
            "graceful_timeout": 1,
            "keepalive": 15,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "okienko-phone",
            "control_socket_disable": True,
        }


def main() -> int:
    """Start, or say in one line why not."""
    try:
        settings = read_settings()
    except SettingsFault as fault:
        sys.stderr.write(f"phone: {fault}\n")
        return 2
    Server(settings).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
