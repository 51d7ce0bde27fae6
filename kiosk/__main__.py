"""Serves the kiosk to its own screen: `python -m kiosk`, loopback only."""

from __future__ import annotations

import signal
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from kiosk.app import create_app
from kiosk.kiosk import EXTENSION
from kiosk.knowledge import load_knowledge
from kiosk.settings import Settings, read_settings
from shared.bundle import Knowledge
from shared.garbage import loading, settle
from shared.web.environment import SettingsFault

HOST = "127.0.0.1"
THREADS = 48  # one screen asks little at once; every thread above the sockets it holds is spare
WORKER_CONNECTIONS = 256


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, configured here and nowhere else: one worker, whose memory holds the visits."""

    def __init__(self, settings: Settings, knowledge: Knowledge) -> None:
        self._settings = settings
        self._knowledge = knowledge
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its configuration; it reads no file and no environment variable."""
        for name, value in self._configuration().items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, assembled inside the worker: its threads and connections live there."""
        with loading():
            app = create_app(self._settings, knowledge=self._knowledge)
            self._knowledge.engine  # noqa: B018  # built now, not while the first citizen waits
        settle()
        return app

    def _configuration(self) -> dict[str, Any]:
        return {
            "bind": f"{HOST}:{self._settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_connections": WORKER_CONNECTIONS,
            "graceful_timeout": 5,
            "keepalive": 15,
            "accesslog": None,  # where somebody went on this screen is nobody's business
            "loglevel": "warning",
            "proc_name": "okienko-kiosk",
            "control_socket_disable": True,
            "post_worker_init": _end_streams_on_signal,
        }


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
    Server(settings, knowledge).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
