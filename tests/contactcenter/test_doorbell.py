"""The doorbell over real sockets, on the server as it is really run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event

import pytest
import requests
import socketio
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import update
from websocket import (
    WebSocket,
    WebSocketBadStatusException,
    WebSocketConnectionClosedException,
    create_connection,
)

from contactcenter.kiosks import kiosk_token
from shared.clock import SystemClock
from shared.intake.envelope import Envelope, seal
from shared.models import Agent, EnvelopeKind, new_id
from tests.contactcenter.city import KIOSK
from tests.contactcenter.server import Server, serve

PATIENCE_SECONDS = 10.0
HANDSHAKE = "/socket.io/?EIO=4&transport=websocket"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One contact center for the whole file."""
    with serve(tmp_path_factory.mktemp("city")) as running:
        yield running


class Bell:
    """A console's socket: hears topics, notices its end."""

    def __init__(self, server: Server, browser: requests.Session) -> None:
        self.heard: Queue[str] = Queue()
        self.gone = Event()
        self.client = socketio.Client(reconnection=False)
        self.client.on("look", self._hear)
        self.client.on("disconnect", lambda *_: self.gone.set())
        headers = server.cookie(browser)  # the client adds the Origin of the url it connects to
        self.client.connect(server.url, headers=headers, transports=["websocket"])
        self._line = self.client.eio.ws

    def _hear(self, topics: list[str]) -> None:
        for topic in topics:
            self.heard.put(topic)

    def wait_for(self, topic: str) -> None:
        """Until that topic rings."""
        while self.heard.get(timeout=PATIENCE_SECONDS) != topic:
            pass

    def close(self) -> None:
        """Hang up; the client leaves its end open when the server was first."""
        self.client.disconnect()
        self._line.shutdown()


OpenBell = Callable[[str | requests.Session], Bell]


@pytest.fixture
def open_bell(server: Server) -> Iterator[OpenBell]:
    """Opens consoles' sockets, for an agent by name or in a browser at hand; closes them all."""
    bells: list[Bell] = []

    def open_one(whose: str | requests.Session) -> Bell:
        browser = server.browser(whose) if isinstance(whose, str) else whose
        bells.append(Bell(server, browser))
        return bells[-1]

    yield open_one
    for bell in bells:
        bell.close()


def refused_with(server: Server, browser: requests.Session, origin: str | None) -> int:
    """The status a handshake is refused with."""
    headers = server.cookie(browser)
    with pytest.raises(WebSocketBadStatusException) as refusal:
        create_connection(
            server.url.replace("http", "ws") + HANDSHAKE,
            header=headers,
            origin=origin,
            suppress_origin=origin is None,
            timeout=PATIENCE_SECONDS,
        )
    return int(refusal.value.status_code)


def ask_for_help(server: Server) -> None:
    """Somebody presses the button at the kiosk."""
    keys = server.settings
    city = X25519PrivateKey.from_private_bytes(keys.city_private_key).public_key()
    envelope = Envelope(
        key=new_id(),
        kind=EnvelopeKind.HELP,
        kiosk_id=KIOSK,
        made_at=SystemClock().now(),
        language="pl",
    )
    answer = requests.post(
        f"{server.url}/kiosk-api/envelopes",
        data=seal(envelope, city),
        headers={"Authorization": f"Bearer {kiosk_token(keys.city_secret, KIOSK)}"},
        timeout=PATIENCE_SECONDS,
    )
    assert answer.json()["state"] in {"received", "duplicate"}  # a proxy may have brought it twice


def test_the_doorbell_reaches_every_console_and_carries_nothing_but_the_topic(
    server: Server, open_bell: OpenBell
) -> None:
    anna = open_bell("anna")
    marek = open_bell("marek")
    ask_for_help(server)
    for bell in (anna, marek):
        bell.wait_for("waiting")


def test_one_agent_taking_a_request_rings_at_the_other(server: Server, open_bell: OpenBell) -> None:
    anna = server.browser("anna")
    bell = open_bell("marek")
    ask_for_help(server)
    bell.wait_for("waiting")
    server.post(anna, "/tasks/claim")
    bell.wait_for("waiting")


def test_presence_follows_the_socket(server: Server, open_bell: OpenBell) -> None:
    anna = server.browser("anna")
    bell_anna = open_bell(anna)
    bell_marek = open_bell("marek")
    bell_anna.wait_for("here")
    here = anna.get(f"{server.url}/live/here", timeout=10).text
    assert "Marek Lis" in here
    assert "Poza linią" in here.partition("Marek Lis")[2]
    while not bell_anna.heard.empty():
        bell_anna.heard.get()
    bell_marek.close()
    bell_anna.wait_for("here")
    here = anna.get(f"{server.url}/live/here", timeout=10).text
    assert "pulpit zamknięty" in here.partition("Marek Lis")[2]


def test_a_socket_is_gone_within_a_second_of_signing_out(
    server: Server, open_bell: OpenBell
) -> None:
    anna = server.browser("anna")
    bells = [open_bell(anna), open_bell("anna")]
    began = time.monotonic()
    server.post(anna, "/sign-out")
    for bell in bells:
        assert bell.gone.wait(PATIENCE_SECONDS)
    assert time.monotonic() - began < 1.0


def test_a_socket_is_gone_within_a_second_of_a_session_ended_elsewhere(
    server: Server, open_bell: OpenBell
) -> None:
    bell = open_bell("marek")
    try:
        with server.store.write() as db:
            db.execute(update(Agent).where(Agent.sign_in == "marek").values(is_enabled=False))
        began = time.monotonic()
        assert bell.gone.wait(PATIENCE_SECONDS)
        assert time.monotonic() - began < 1.0
    finally:
        with server.store.write() as db:
            db.execute(update(Agent).values(is_enabled=True))


def test_a_socket_that_was_hung_up_cannot_come_back_with_the_old_cookie(
    server: Server, open_bell: OpenBell
) -> None:
    anna = server.browser("anna")
    bell = open_bell(anna)
    old = server.cookie(anna)["Cookie"]
    server.post(anna, "/sign-out")
    assert bell.gone.wait(PATIENCE_SECONDS)
    stale = requests.Session()
    name, _, value = old.partition("=")
    stale.cookies.set(name, value)
    assert refused_with(server, stale, server.url) == 403


def test_a_client_that_ignores_the_farewell_loses_its_transport_too(server: Server) -> None:
    anna = server.browser("anna")
    raw = create_connection(
        server.url.replace("http", "ws") + HANDSHAKE,
        header=server.cookie(anna),
        timeout=PATIENCE_SECONDS,
    )
    raw.send("40")  # joins, and from here on answers nothing
    assert raw.recv().startswith("0")
    assert raw.recv().startswith("40")
    server.post(anna, "/sign-out")
    assert is_closed(raw)
    raw.shutdown()


def is_closed(raw: WebSocket) -> bool:
    """Whether the other side closes; raises when nothing comes for too long."""
    try:
        while raw.recv():
            pass
    except WebSocketConnectionClosedException:
        pass
    return True


def test_a_handshake_without_a_session_is_refused_before_the_upgrade(server: Server) -> None:
    assert refused_with(server, server.browser(None), server.url) == 403


def test_a_handshake_without_an_origin_is_refused(server: Server) -> None:
    assert refused_with(server, server.browser("anna"), None) == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_handshake_from_another_site_is_refused(server: Server, origin: str) -> None:
    assert refused_with(server, server.browser("anna"), origin) == 403


def test_long_polling_is_not_offered(server: Server) -> None:
    anna = server.browser("anna")
    answer = anna.get(
        f"{server.url}/socket.io/?EIO=4&transport=polling",
        headers={"Origin": server.url},
        timeout=PATIENCE_SECONDS,
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("event", ["look", "matter", "disconnect_all", "message"])
def test_a_console_that_speaks_over_the_socket_is_cut_off(
    server: Server, open_bell: OpenBell, event: str
) -> None:
    bell = open_bell("anna")
    bell.client.emit(event, {"anything": 1})
    assert bell.gone.wait(PATIENCE_SECONDS)


def test_the_server_stops_cleanly_with_sockets_open(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        bell = Bell(server, server.browser("anna"))
        server.process.terminate()
        assert server.process.wait(timeout=10) == 0
        bell.close()
