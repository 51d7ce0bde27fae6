"""The browsers' telephone wire: Socket.IO, pages of ours only; the only file here that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import Flask, request
from flask_socketio import SocketIO

from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.parts import Refused
from contactcenter.telephony.local_provider.passes import read_pass
from contactcenter.telephony.local_provider.phone_numbers import as_number
from contactcenter.telephony.local_provider.settings import Settings
from contactcenter.telephony.local_provider.switchboard import Switchboard
from contactcenter.telephony.local_provider.telephones import Holder, Telephones

SOCKET_PATH = "/socket.io"
LARGEST_PACKET = 64 * 1024  # a description of a connection between two browsers fits in

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Said = dict[str, Any]


class Sockets:
    """Test phones (pages of this process) and softphones (consoles that show a pass)."""

    def __init__(self, app: Flask, settings: Settings, switchboard: Switchboard) -> None:
        self._settings = settings
        self._board = switchboard
        named = {settings.public_url, settings.app_url}
        self._origins = named | {one.replace("//127.0.0.1", "//localhost") for one in named}
        self._io = SocketIO(
            app,
            async_mode="threading",
            transports=["websocket"],
            allow_upgrades=False,
            cors_allowed_origins=[],  # judged before the upgrade, which also refuses silence
            manage_session=False,
            max_http_buffer_size=LARGEST_PACKET,
            serve_client=False,
        )
        self.telephones = Telephones(self._tell)
        with switchboard.turn() as exchange:
            self.telephones.attach(exchange)
        switchboard.after_turn = self.telephones.show
        self._listen()
        inner: Wsgi = app.wsgi_app
        app.wsgi_app = self._refuse_strangers(inner)  # type: ignore[method-assign,assignment]

    def _listen(self) -> None:
        self._io.on_event("disconnect", self._disconnect)
        self._io.on_event("phone", self._be_test_phone)
        self._io.on_event("register", self._be_softphone)
        self._io.on_event("unregister", self._disconnect)
        self._io.on_event("dial", self._dial)
        for name, deed in DEEDS.items():
            self._io.on_event(name, self._do(deed))
        self._io.on_event("signal", self._relay)

    def _refuse_strangers(self, inner: Wsgi) -> Wsgi:
        """Only pages of ours and of the contact center: 403 before the upgrade for all others."""

        def gate(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            is_socket = environ.get("PATH_INFO", "").startswith(SOCKET_PATH)
            if is_socket and not self._is_ours(environ.get("HTTP_ORIGIN", ""), environ):
                start_response("403 Forbidden", [("Content-Type", "text/plain")])
                return [b"refused\n"]
            return inner(environ, start_response)

        return gate

    def _is_ours(self, origin: str, environ: dict[str, Any]) -> bool:
        own = f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"
        return origin in self._origins | {own}

    def _be_test_phone(self, said: Said) -> Said:
        own = {self._settings.public_url, request.host_url.rstrip("/")}
        if request.headers.get("Origin") not in own:
            return {"is_in": False}
        name = f"page:{str(said.get('page', ''))[:64]}"
        with self._board.turn() as exchange:
            number = as_number(str(said.get("number", ""))) or ""
            self.telephones.arrive(exchange, name, _socket(), number)
        return {"is_in": True}

    def _be_softphone(self, said: Said) -> Said:
        """An agent's browser with a pass; one that is forged or over is no telephone."""
        with self._board.turn() as exchange:
            now = exchange.clock.now()
            identity = read_pass(str(said.get("token", "")), self._settings.token, now)
            if identity is None:
                return {"is_in": False}
            self.telephones.arrive(exchange, f"client:{identity}", _socket())
        return {"is_in": True}

    def _disconnect(self, *_reason: object) -> Said:
        with self._board.turn() as exchange:
            self.telephones.depart(exchange, _socket())
        return {"is_in": False}

    def _dial(self, said: Said) -> Said:
        """A test phone calls the line."""
        number = as_number(str(said.get("number", "")))
        with self._board.turn() as exchange:
            holder = self.telephones.holder_at(_socket())
            if holder is None or not holder.is_page or number is None:
                return {"sid": ""}
            holder.number = number
            sid = exchange.dial(number)
            self.telephones.take(exchange.leg(sid), holder)
        return {"sid": sid}

    def _do(self, deed: Callable[[Telephones, Exchange, Holder, Said], None]) -> Callable[..., Any]:
        """A deed of a known holder at a leg; what comes too late is no fault."""

        def do(said: Said) -> Said:
            with self._board.turn() as exchange:
                holder = self.telephones.holder_at(_socket())
                if holder is None:
                    return {"is_done": False}
                try:
                    deed(self.telephones, exchange, holder, said)
                except Refused:
                    return {"is_done": False}
            return {"is_done": True}

        return do

    def _relay(self, said: Said) -> None:
        """What two browsers say to each other to find each other; only ends of one talk may."""
        sid, to = str(said.get("sid", "")), str(said.get("to", ""))
        with self._board.turn() as exchange:
            holder = self.telephones.holder_at(_socket())
            target = self.telephones.socket_of(to)
            if holder is None or target is None or not self.telephones.has(holder, sid):
                return
            if self.telephones.are_together(exchange, sid, to):
                news = {"sid": to, "from": sid, "link": said.get("link"), "data": said.get("data")}
                self._tell(target, "signal", news)

    def _tell(self, socket: str, event: str, data: dict[str, Any]) -> None:
        self._io.emit(event, data, to=socket)


def _press(phones: Telephones, exchange: Exchange, holder: Holder, said: Said) -> None:
    exchange.press(_own(phones, holder, said), str(said.get("keys", ""))[:32])


def _speak(phones: Telephones, exchange: Exchange, holder: Holder, said: Said) -> None:
    exchange.speak(_own(phones, holder, said), str(said.get("text", ""))[:500])


def _begin_message(phones: Telephones, exchange: Exchange, holder: Holder, said: Said) -> None:
    exchange.leave_message(_own(phones, holder, said))


def _hang_up(phones: Telephones, exchange: Exchange, holder: Holder, said: Said) -> None:
    exchange.hang_up(_own(phones, holder, said))


def _answer(phones: Telephones, exchange: Exchange, holder: Holder, said: Said) -> None:
    leg = exchange.leg(str(said.get("sid", "")))
    if leg.direction != "inbound" and phones.take(leg, holder):
        exchange.answer(leg.sid)


def _reject(phones: Telephones, exchange: Exchange, holder: Holder, said: Said) -> None:
    leg = exchange.leg(str(said.get("sid", "")))
    if leg.direction != "inbound" and phones.take(leg, holder):
        exchange.reject(leg.sid)


def _own(phones: Telephones, holder: Holder, said: Said) -> str:
    sid = str(said.get("sid", ""))
    if not phones.has(holder, sid):
        raise Refused(20404, "not this telephone's call", 404)
    return sid


def _socket() -> str:
    """The socket this event came over; Flask-SocketIO hangs it on the request."""
    return cast(str, cast(Any, request).sid)


DEEDS = {
    "press": _press,
    "speak": _speak,
    "begin_message": _begin_message,
    "hang_up": _hang_up,
    "answer": _answer,
    "reject": _reject,
}
