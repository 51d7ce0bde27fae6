"""The socket in front of the daemon: who may speak, how many at a time, one errand a connection."""

from __future__ import annotations

import logging
import os
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hardware.wire import Answer, Garbled, Request, read_frame, write_frame

log = logging.getLogger(__name__)

READ_SECONDS = 10.0
MOST_CONNECTIONS = 64
LOOP_SECONDS = 5.0
_PEER = struct.Struct("3i")

Answering = Callable[[Request, bytes], object]


class Refusal(Exception):
    """A command that the daemon does not carry out."""


@dataclass(frozen=True)
class Peers:
    """Who may speak to the daemon: one user, and some groups (by a process's primary group)."""

    uid: int
    gids: frozenset[int] = frozenset()

    def may_speak(self, uid: int, gid: int) -> bool:
        """Whether a process of this user and group is listened to."""
        return uid == self.uid or gid in self.gids


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Accepts connections from those who may speak and hands each command to `answering`."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, path: Path, peers: Peers, answering: Answering) -> None:
        self._path = path
        self._answering = answering
        self._peers = peers
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._beat = time.monotonic()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        super().__init__(str(path), socketserver.BaseRequestHandler)
        for gid in sorted(peers.gids)[:1]:  # the kernel lets one group in; the others need it too
            os.chown(path, -1, gid)
        path.chmod(0o660 if peers.gids else 0o600)

    def service_actions(self) -> None:
        """Called by the accept loop on each of its rounds."""
        self._beat = time.monotonic()

    def is_accepting(self) -> bool:
        """Whether the accept loop has gone round lately."""
        return time.monotonic() - self._beat < LOOP_SECONDS

    def close_down(self, patience_seconds: float) -> None:
        """Take no new command and give those under way `patience_seconds` to end."""
        self.shutdown()
        self._path.unlink(missing_ok=True)
        deadline = time.monotonic() + patience_seconds
        for _ in range(MOST_CONNECTIONS):
            self._places.acquire(timeout=max(0.0, deadline - time.monotonic()))

    def verify_request(self, connection: object, _address: object) -> bool:
        """Ask the kernel who is on the other side."""
        if not isinstance(connection, socket.socket):
            return False
        raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        _pid, uid, gid = _PEER.unpack(raw)
        if not self._peers.may_speak(uid, gid):
            log.warning("a process of user %d may not speak here", uid)
            return False
        return True

    def finish_request(self, connection: object, _address: object) -> None:
        """Answer one command, if there is a place free; otherwise hang up."""
        if isinstance(connection, socket.socket) and self._places.acquire(blocking=False):
            try:
                self._converse(connection)
            finally:
                self._places.release()

    def handle_error(self, _connection: object, _address: object) -> None:
        """Log what nobody expected; the other side sees the connection close."""
        log.exception("a command fell over")

    def _converse(self, connection: socket.socket) -> None:
        connection.settimeout(READ_SECONDS)
        try:
            request, body = read_frame(connection, Request)
            if _has_hung_up(connection):
                log.warning("%s: whoever asked is gone; nothing is done", request.command)
                return
            write_frame(connection, self._reply(request, body))
        except Garbled as fault:
            log.warning("%s", fault)
            write_frame(connection, Answer(refused=str(fault)))
        except OSError:
            log.info("the other side hung up")

    def _reply(self, request: Request, body: bytes) -> Answer:
        try:
            return Answer(msgspec.Raw(msgspec.json.encode(self._answering(request, body))))
        except Refusal as refusal:
            return Answer(refused=str(refusal))


def _has_hung_up(connection: socket.socket) -> bool:
    """Whether the other side closed: after a hang of ours, old commands wait that nobody wants."""
    connection.setblocking(False)
    try:
        return not connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    finally:
        connection.settimeout(READ_SECONDS)
