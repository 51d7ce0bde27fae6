"""The daemon's door: who may speak, what it refuses, what the client says when nobody answers."""

from __future__ import annotations

import os
import random
import signal
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hardware.client import HardwareAway, HardwareClient
from hardware.server import Peers, Server
from hardware.wire import Answer, Request, read_frame, write_frame
from tests.fleet import await_that
from tests.hardware.conftest import RunningDaemon, StartDaemon

ServeFor = Callable[[Peers], tuple[HardwareClient, list[str]]]

GARBAGE = {
    "nothing": b"",
    "half a length": b"\x00\x00",
    "no JSON": struct.pack("!II", 4, 0) + b"ping",
    "another shape": struct.pack("!II", 2, 0) + b"[]",
    "a wrong type": struct.pack("!II", 13, 0) + b'{"command":1}',
    "a header without end": struct.pack("!II", 0xFFFFFFFF, 0),
    "a body without end": struct.pack("!II", 2, 0xFFFFFFFF) + b"{}",
    "a request to a web server": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


def say(path: Path, words: bytes) -> bytes:
    """Send raw bytes and read until the daemon hangs up."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        connection.connect(str(path))
        try:
            connection.sendall(words)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(4096), b""))
        except (BrokenPipeError, ConnectionResetError):
            return b""


@pytest.mark.parametrize("words", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_refused_and_the_daemon_goes_on(daemon: RunningDaemon, words: bytes) -> None:
    answer = say(daemon.socket, words)
    assert b'"result":null' in answer or answer == b""
    assert isinstance(daemon.client.devices(), list)


def test_random_garbage_is_survived(daemon: RunningDaemon) -> None:
    dice = random.Random(8610)
    for _ in range(40):
        say(daemon.socket, dice.randbytes(dice.randrange(64)))
    assert isinstance(daemon.client.devices(), list)


def test_an_unknown_command_is_refused(daemon: RunningDaemon) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        connection.connect(str(daemon.socket))
        write_frame(connection, Request("explode"))
        answer, _ = read_frame(connection, Answer)
    assert answer.refused == "no such command"


def test_an_absent_daemon_is_a_value(tmp_path: Path) -> None:
    client = HardwareClient(tmp_path / "hw.sock")
    away = HardwareAway("not_running")
    assert client.devices() == away
    assert client.print_document("printer", b"%PDF-", key="k", title="t") == away
    assert client.settlement("k") == away
    assert client.simulate("printer", "jam") == away
    assert list(client.events()) == [away]


def test_a_killed_daemon_is_a_value(daemon: RunningDaemon) -> None:
    daemon.kill()
    assert daemon.socket.exists()
    assert daemon.client.devices() == HardwareAway("not_running")


@pytest.fixture
def mute(tmp_path: Path) -> Iterator[socket.socket]:
    """A socket on which somebody listens and never answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(tmp_path / "mute.sock"))
        listener.listen()
        yield listener


def test_a_daemon_that_hangs_is_a_value(mute: socket.socket) -> None:
    client = HardwareClient(mute.getsockname(), timeout_seconds=0.05)
    assert client.devices() == HardwareAway("timed_out")


@pytest.mark.parametrize(
    ("words", "why"),
    [(b"", "hung_up"), (struct.pack("!II", 2, 0) + b"no", "garbled"), (b"\xff" * 8, "garbled")],
)
def test_a_daemon_that_talks_nonsense_is_a_value(
    mute: socket.socket, words: bytes, why: str
) -> None:
    def talk() -> None:
        connection, _ = mute.accept()
        with connection:
            read_frame(connection, Request)
            connection.sendall(words)

    talker = threading.Thread(target=talk)
    talker.start()
    assert HardwareClient(mute.getsockname()).devices() == HardwareAway(why)
    talker.join()


@pytest.fixture
def server_of(tmp_path: Path) -> Iterator[ServeFor]:
    """Serve for some peers with one command that says it was reached."""
    reached: list[str] = []
    servers: list[Server] = []

    def serve(peers: Peers) -> tuple[HardwareClient, list[str]]:
        path = tmp_path / "door.sock"

        def answering(request: Request, _body: bytes) -> object:
            reached.append(request.command)
            return []

        server = Server(path, peers, answering)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        return HardwareClient(path), reached

    yield serve
    for server in servers:
        server.close_down(patience_seconds=1.0)
        server.server_close()


def test_another_user_is_not_listened_to(server_of: ServeFor) -> None:
    client, reached = server_of(Peers(uid=os.geteuid() + 1))
    assert client.devices() == HardwareAway("hung_up")
    assert reached == []


def test_an_allowed_group_are_listened_to(server_of: ServeFor) -> None:
    client, reached = server_of(Peers(uid=os.geteuid() + 1, gids=frozenset({os.getegid()})))
    assert client.devices() == []
    assert reached == ["devices"]


def test_the_socket_is_opened_to_the_allowed_group_and_to_nobody_else(
    server_of: ServeFor, tmp_path: Path
) -> None:
    server_of(Peers(uid=os.geteuid(), gids=frozenset({os.getegid()})))
    stat = (tmp_path / "door.sock").stat()
    assert (stat.st_gid, stat.st_mode & 0o777) == (os.getegid(), 0o660)


def test_who_asked_and_hung_up_gets_nothing_done(server_of: ServeFor, tmp_path: Path) -> None:
    hung_up = threading.Event()

    class Unhurried(Peers):
        def may_speak(self, uid: int, gid: int) -> bool:
            hung_up.wait(5)
            return super().may_speak(uid, gid)

    client, reached = server_of(Unhurried(uid=os.geteuid()))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(str(tmp_path / "door.sock"))
        write_frame(connection, Request("print", key="key-1"), b"%PDF-")
        connection.shutdown(socket.SHUT_WR)
        hung_up.set()
        assert connection.recv(1) == b""
    assert client.devices() == []
    assert reached == ["devices"]


def test_a_door_that_nobody_keeps_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hardware.server.LOOP_SECONDS", 0.3)
    server = Server(tmp_path / "door.sock", Peers(os.geteuid()), lambda _request, _body: [])
    await_that(lambda: not server.is_accepting(), "nobody missed the loop")
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    await_that(server.is_accepting, "the loop was not felt")
    server.close_down(patience_seconds=1.0)
    server.server_close()


def test_who_may_speak() -> None:
    peers = Peers(uid=1000, gids=frozenset({50}))
    assert peers.may_speak(1000, 1)
    assert peers.may_speak(1, 50)
    assert not peers.may_speak(0, 0)


def test_sigterm_ends_it_at_once_even_while_somebody_listens(start_daemon: StartDaemon) -> None:
    daemon = start_daemon()
    listening = threading.Event()

    def listen() -> None:
        for _ in daemon.client.events(0, quiet_seconds=20.0):
            listening.set()

    listener = threading.Thread(target=listen)
    listener.start()
    assert listening.wait(5)
    daemon.process.send_signal(signal.SIGTERM)
    assert daemon.end() == 0
    listener.join(timeout=5)
    assert not listener.is_alive()
    assert not daemon.socket.exists()
