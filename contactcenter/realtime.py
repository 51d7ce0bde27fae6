"""The doorbell: tells open consoles to look again. With `message_queue`, all that knows Socket.IO.

Nothing but the names of topics crosses the socket; what they are about is fetched over HTTP, where
every request is checked. A doorbell nobody hears costs nothing: the regions also look every 15 s.
Several processes ring each other's consoles through a message queue; each watches over its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event, Lock, Thread
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from flask import Flask, request
from flask_socketio import ConnectionRefusedError, SocketIO, join_room
from sqlalchemy.exc import SQLAlchemyError

from contactcenter.agents import Presence
from contactcenter.message_queue import MessageQueue, open_redis
from contactcenter.roll import REFRESH_SECONDS, OwnRoll, Roll, SharedRoll
from shared.web.headers import HEADERS
from shared.worker import Worker

WATCH_SECONDS = 0.4  # a socket outlives its session by at most this and one query
SOCKET_PATH = "/socket.io"
REFUSED_WITH = [("Content-Type", "text/plain"), ("Cache-Control", "no-store"), *HEADERS.items()]
WAITING = "waiting"
HERE = "here"
PHONE = "phone"
CALL = "call"
LINE = "line"
TOPICS = (WAITING, HERE, PHONE, CALL, LINE)

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def _room(agent_id: str) -> str:
    return f"agent {agent_id}"


def _sid() -> str:
    """The socket this event came over; Flask-SocketIO hangs it on the request."""
    return cast(str, cast(Any, request).sid)


class Socket(NamedTuple):
    """One open socket: whose it is, and the session it lives and dies with."""

    agent_id: str
    token_hash: bytes


class Doorbell:
    """Rings every open console, and closes the sockets whose session has ended."""

    def __init__(
        self,
        app: Flask,
        *,
        public_url: str,
        find_presence: Callable[[], Presence | None],
        live_among: Callable[[set[bytes]], set[bytes] | None],
        redis_url: str | None = None,
    ) -> None:
        """`live_among`: answers None while it cannot be known. `redis_url`: where the other
        processes are reached; None for the only one.
        """
        self._app = app
        self._public_origin = public_url
        self._find_presence = find_presence
        self._live_among = live_among
        self._sockets: dict[str, Socket] = {}
        self._lock = Lock()
        self._watcher: Thread | None = None
        self.queue: MessageQueue | None = None
        self.workers: tuple[Worker, ...] = ()
        self._roll: Roll = OwnRoll()
        if redis_url is not None:
            self._join_the_others(redis_url)
        self.socketio = self._install()

    def ring(self, *topics: str, skip: str | None = None) -> None:
        """Tell every console to look again at these topics. Call it after commit, never before.

        `skip`: the socket that need not be told, because it is the news.
        """
        self.socketio.emit("look", list(topics), skip_sid=skip)

    def ring_agent(self, agent_id: str, *topics: str) -> None:
        """Tell this agent's consoles, and nobody else's, to look again. After commit, as `ring`."""
        self.socketio.emit("look", list(topics), to=_room(agent_id))

    def agents_connected(self) -> set[str]:
        """The agents with a console open right now, whichever process holds it."""
        return self._held_here() | self._roll.elsewhere()

    def sockets_open(self) -> int:
        """How many sockets this process holds."""
        with self._lock:
            return len(self._sockets)

    def close_ended(self) -> None:
        """Close the sockets whose session is no longer live. Whose session cannot be looked up is
        cut off without a farewell: such a console comes back by itself as soon as it can.
        """
        with self._lock:
            held = dict(self._sockets)
        live = self._live_among({socket.token_hash for socket in held.values()})
        for sid, socket in held.items():
            if live is None:
                self._cut_off(sid)
            elif socket.token_hash not in live:
                self._hang_up(sid)

    def part(self) -> None:
        """This process stops: its consoles go to another, or come back when there is one again."""
        with self._lock:
            held = list(self._sockets)
        for sid in held:
            self._cut_off(sid)
        self._call_roll()

    def _held_here(self) -> set[str]:
        with self._lock:
            return {socket.agent_id for socket in self._sockets.values()}

    def _join_the_others(self, redis_url: str) -> None:
        redis = open_redis(redis_url)
        self.queue = MessageQueue(redis, on_return=self._look_at_everything)
        self._roll = SharedRoll(redis)
        self.workers = (Worker("roll", self._call_roll),)

    def _look_at_everything(self) -> None:
        """What rang while the queue was away was heard by some consoles only."""
        self._call_roll()
        self.socketio.emit("look", list(TOPICS), ignore_queue=True)

    def _call_roll(self) -> float:
        """Renew this process's entry; how long until it must be renewed again."""
        self._roll.tell(self._held_here())
        return REFRESH_SECONDS

    def _install(self) -> SocketIO:
        socketio = SocketIO(
            self._app,
            async_mode="threading",
            transports=["websocket"],
            allow_upgrades=False,
            cors_allowed_origins=[],  # judged in _may_shake_hands, which also refuses silence
            manage_session=False,
            max_http_buffer_size=4096,
            serve_client=False,
            **({} if self.queue is None else {"client_manager": self.queue}),
        )
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("*", self._refuse_event)
        inner: Wsgi = self._app.wsgi_app
        self._app.wsgi_app = self._refuse_strangers(inner)  # type: ignore[method-assign,assignment]
        return socketio

    def _refuse_strangers(self, inner: Wsgi) -> Wsgi:
        """Answer 403 before the upgrade: a stranger's open socket would hold four threads."""

        def gate(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if environ.get("PATH_INFO", "").startswith(SOCKET_PATH):
                refused = self._refusal(environ)
                if refused is not None:
                    start_response(refused, REFUSED_WITH)
                    return [b"refused\n"]
            return inner(environ, start_response)

        return gate

    def _refusal(self, environ: dict[str, Any]) -> str | None:
        """The status a handshake is refused with; None for one of ours."""
        with self._app.request_context(environ):
            try:
                return None if self._may_shake_hands() is not None else "403 Forbidden"
            except SQLAlchemyError:  # who it is cannot be looked up now; the console asks again
                return "503 Service Unavailable"

    def _may_shake_hands(self) -> Presence | None:
        """The agent who asks, if a page of ours asks on a live session; None for all others."""
        origin = request.headers.get("Origin")
        if origin is None or not self._is_ours(origin):
            return None
        return self._find_presence()

    def _is_ours(self, origin: str) -> bool:
        return origin == self._public_origin or urlsplit(origin).netloc == request.host

    def _connect(self, _auth: object = None) -> None:
        presence = self._may_shake_hands()
        if presence is None:
            raise ConnectionRefusedError("refused")
        with self._lock:
            self._sockets[_sid()] = Socket(presence.agent_id, presence.token_hash)
            self._watch()
        join_room(_room(presence.agent_id))
        self._call_roll()
        self.ring(HERE, skip=_sid())

    def _disconnect(self, *_reason: object) -> None:
        if self._forget(_sid()):
            self._call_roll()
            self.ring(HERE)

    def _refuse_event(self, *_event: object) -> None:
        """Consoles have nothing to say over the socket; one that speaks is cut off."""
        self._hang_up(_sid())

    def _hang_up(self, sid: str) -> None:
        """Say farewell and close the transport: a client that ignores the one feels the other.

        Nobody waits for the farewell to be sent. Where the line is already dead it never is, and
        the thread of the agent who signs out would wait for ever.
        """
        if not self._forget(sid):
            return
        server = self.socketio.server
        transport = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, "/"))
        server.disconnect(sid)
        if transport is not None:
            transport.close(wait=False)
        self._call_roll()
        self.ring(HERE)

    def _cut_off(self, sid: str) -> None:
        """Close the transport alone, as if the line had broken."""
        server = self.socketio.server
        transport = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, "/"))
        if transport is None:
            self._hang_up(sid)
        elif self._forget(sid):
            transport.close(wait=False, abort=True)

    def _forget(self, sid: str) -> bool:
        """Let go of a socket; True for the one who did, of several that try at once."""
        with self._lock:
            return self._sockets.pop(sid, None) is not None

    def _watch(self) -> None:
        """Start the watcher when the first socket opens; it ends itself with the last one."""
        if self._watcher is None or not self._watcher.is_alive():
            self._watcher = Thread(target=self._keep_watch, name="session-watch", daemon=True)
            self._watcher.start()

    def _keep_watch(self) -> None:
        pause = Event()
        while self._is_needed():
            self.close_ended()
            pause.wait(WATCH_SECONDS)

    def _is_needed(self) -> bool:
        """Whether a socket is open; if none is, a socket that opens next starts another watcher."""
        with self._lock:
            if not self._sockets:
                self._watcher = None
            return self._watcher is not None
