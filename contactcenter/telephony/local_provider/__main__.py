"""Serves the local provider: gunicorn, one gthread worker, more threads than sockets."""

from __future__ import annotations

import sys

from flask import Flask

from contactcenter.telephony.local_provider.app import create_app
from contactcenter.telephony.local_provider.provider import EXTENSION, Provider
from contactcenter.telephony.local_provider.settings import Settings, read_settings
from shared.clock import SystemClock
from shared.web.environment import SettingsFault
from shared.web.server import Server

# A socket keeps a thread for as long as it is open; orders and pages need their own beside them.
MOST_SOCKETS = 96
THREADS = MOST_SOCKETS + 32
WORKER_CONNECTIONS = THREADS + 256


def _at_work(settings: Settings) -> Flask:
    """The app, with its board at work."""
    app = create_app(settings, SystemClock())
    room: Provider = app.extensions[EXTENSION]
    room.board.start()
    return app


def main() -> int:
    """Start, or say in one line why not."""
    try:
        settings = read_settings()
    except SettingsFault as fault:
        sys.stderr.write(f"phone: {fault}\n")
        return 2
    Server(
        "phone",
        settings.port,
        lambda: _at_work(settings),
        threads=THREADS,
        connections=WORKER_CONNECTIONS,
        graceful_seconds=1,
        timeout_seconds=60,
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
