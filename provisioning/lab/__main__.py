"""`python -m provisioning.lab`: serves the devices' lab on loopback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask
from gunicorn.app.base import BaseApplication

from provisioning.lab import create_app

THREADS = 8


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured here and nowhere else."""

    def __init__(self, app: Flask, port: int) -> None:
        self._app = app
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its configuration."""
        self.cfg.set("bind", f"127.0.0.1:{self._port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", THREADS)
        self.cfg.set("graceful_timeout", 1)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Flask:
        """The app the worker serves."""
        return self._app


def main() -> int:
    """Serve until stopped."""
    environ = os.environ
    paper, socket = Path(environ["OKIENKO_PAPER"]), Path(environ["OKIENKO_HARDWARE_SOCKET"])
    app = create_app(paper, socket, environ["OKIENKO_PRINTER"])
    Server(app, int(environ["OKIENKO_PORT"])).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
