"""Who an adapter may find at the other end: the local exchange's own server, or a broken peer."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from werkzeug.serving import make_server

from contactcenter.telephony.local_provider.app import create_app
from contactcenter.telephony.local_provider.provider import EXTENSION
from contactcenter.telephony.local_provider.settings import Settings
from contactcenter.telephony.local_provider.switchboard import Switchboard
from shared.clock import Clock

TOKEN = "a token that both sides of the line know"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


@contextmanager
def local_exchange(clock: Clock) -> Iterator[tuple[str, Switchboard]]:
    """The local provider's app, served over loopback: its address, and the exchange behind it."""
    settings = Settings(TOKEN, app_url=f"http://127.0.0.1:{free_port()}")
    app = create_app(settings, clock)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", app.extensions[EXTENSION].board
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def broken_peer(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Somebody who takes the call and then does `answer` with it; its address."""
    door = socket.create_server(("127.0.0.1", 0))
    open_calls: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                call, _ = door.accept()
            except OSError:
                return
            open_calls.append(call)
            call.recv(65536)
            answer(call)

    Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        for call in open_calls:
            call.close()


def hang(_call: socket.socket) -> None:
    """Takes the call and says nothing."""


def drop(call: socket.socket) -> None:
    """Hangs up at once."""
    call.close()


def drop_halfway(call: socket.socket) -> None:
    """Hangs up in the middle of a word."""
    call.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{")
    call.close()


def saying(status: int, body: bytes) -> Callable[[socket.socket], None]:
    """Answers this."""

    def say(call: socket.socket) -> None:
        head = f"HTTP/1.1 {status} Whatever\r\nContent-Length: {len(body)}\r\n"
        call.sendall(f"{head}Connection: close\r\n\r\n".encode() + body)
        call.close()

    return say
