"""`python -m provisioning.lab`: serves the devices' lab on loopback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from provisioning.lab import create_app
from shared.web.server import Server

THREADS = 8
WORKER_CONNECTIONS = 256


def main() -> int:
    """Serve until stopped."""
    environ = os.environ
    paper, socket = Path(environ["OKIENKO_PAPER"]), Path(environ["OKIENKO_HARDWARE_SOCKET"])
    app = create_app(paper, socket, environ["OKIENKO_PRINTER"])
    Server(
        "lab",
        int(environ["OKIENKO_PORT"]),
        lambda: app,
        threads=THREADS,
        connections=WORKER_CONNECTIONS,
        graceful_seconds=1,
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
