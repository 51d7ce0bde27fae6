"""How every app of ours is served: gunicorn on loopback, one worker of threads, configured here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

HOST = "127.0.0.1"
TIMEOUT_SECONDS = 30


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves what `load` answers, which is called in the worker: threads do not outlive a fork.

    `threads`: more than the sockets that stay open. `connections`: gunicorn's default of 1000 also
    caps its threads, silently, so it is always said. `more`: what else one app needs said.
    """

    def __init__(  # noqa: PLR0913  # each has its own name
        self,
        name: str,
        port: int,
        load: Callable[[], Flask],
        *,
        threads: int,
        connections: int,
        graceful_seconds: int,
        timeout_seconds: int = TIMEOUT_SECONDS,
        **more: Any,
    ) -> None:
        self._load = load
        self._configuration = {
            "bind": f"{HOST}:{port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": threads,
            "worker_connections": connections,
            "timeout": timeout_seconds,
            "graceful_timeout": graceful_seconds,
            "keepalive": 15,
            "accesslog": None,  # where somebody went is nobody's business
            "loglevel": "warning",
            "proc_name": f"okienko-{name}",
            "control_socket_disable": True,
            **more,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its configuration; it reads no file and no environment variable."""
        for name, value in self._configuration.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, inside the worker that serves it."""
        return self._load()
