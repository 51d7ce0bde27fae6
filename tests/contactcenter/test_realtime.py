"""What the doorbell decides, with a clock that stands still: who may listen, and for how long."""

from __future__ import annotations

from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient
from sqlalchemy.exc import OperationalError

from contactcenter import agents
from contactcenter.realtime import Doorbell
from tests.contactcenter.city import City
from tests.contactcenter.console import Console

OURS = {"Origin": "http://localhost"}


def doorbell(city: City) -> Doorbell:
    """The doorbell of this city."""
    return city.app.extensions["okienko_center"].doorbell  # type: ignore[no-any-return]


def listen(city: City, console: Console, headers: dict[str, str] = OURS) -> SocketIOTestClient:
    """A socket past the gate before the upgrade: what the connection itself decides."""
    client = doorbell(city).socketio.test_client(
        city.app, headers=headers, flask_test_client=console.client
    )
    assert isinstance(client, SocketIOTestClient)
    return client


def heard(socket: SocketIOTestClient) -> list[Any]:
    """The topics that rang since the last look, and nothing else may have come."""
    packets = socket.get_received()
    assert {packet["name"] for packet in packets} <= {"look"}
    return [topic for packet in packets for topic in packet["args"][0]]


@pytest.mark.parametrize(
    ("sign_in", "headers"),
    [(None, OURS), ("anna", {}), ("anna", {"Origin": "http://evil.example"})],
    ids=["no session", "no origin", "another site"],
)
def test_the_connection_itself_refuses_too(
    city: City, sign_in: str | None, headers: dict[str, str]
) -> None:
    console = city.console(sign_in)
    if sign_in is None:
        console.get("/sign-in")
    assert not listen(city, console, headers).is_connected()
    assert doorbell(city).agents_connected() == set()


def test_a_doorbell_says_only_which_topics(city: City) -> None:
    socket = listen(city, city.console())
    heard(socket)
    doorbell(city).ring("waiting")
    assert heard(socket) == ["waiting"]


def test_two_windows_of_one_agent_are_one_agent(city: City) -> None:
    console = city.console()
    sockets = [listen(city, console), listen(city, console)]
    assert len(doorbell(city).agents_connected()) == 1
    sockets[0].disconnect()
    assert len(doorbell(city).agents_connected()) == 1
    sockets[1].disconnect()
    assert doorbell(city).agents_connected() == set()


def test_listening_alone_keeps_no_session_alive(city: City) -> None:
    socket = listen(city, city.console())
    city.clock.advance(15 * 60 - 1)
    doorbell(city).close_ended()
    assert socket.is_connected()
    city.clock.advance(1)
    doorbell(city).close_ended()
    assert not socket.is_connected()


def test_signing_out_closes_this_agents_sockets_and_leaves_the_others(city: City) -> None:
    anna, marek = city.console(), city.console("marek")
    hers, his = listen(city, anna), listen(city, marek)
    anna.post("/sign-out")
    assert not hers.is_connected()
    assert his.is_connected()
    assert "here" in heard(his)


def test_after_signing_out_nothing_rings_and_nothing_said_is_heard(city: City) -> None:
    anna = city.console()
    socket = listen(city, anna)
    anna.post("/sign-out")
    doorbell(city).ring("waiting")
    with pytest.raises(RuntimeError, match="not connected"):
        socket.emit("look", ["waiting"])


@pytest.mark.parametrize("event", ["look", "matter", "anything"])
def test_an_event_from_a_console_ends_its_socket(city: City, event: str) -> None:
    socket = listen(city, city.console())
    socket.emit(event, {"matter": "x"})
    assert not socket.is_connected()


def test_when_sessions_cannot_be_looked_up_nobody_goes_on_listening(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = listen(city, city.console())

    def away(*_: object) -> set[bytes]:
        raise OperationalError("select", {}, Exception("the database is away"))

    monkeypatch.setattr(agents, "live_among", away)
    doorbell(city).close_ended()
    assert not socket.is_connected()


def test_work_that_changes_a_region_rings_after_it_is_done(city: City) -> None:
    listener = listen(city, city.console("marek"))
    anna = city.console()
    city.ask_for_help()
    heard(listener)
    anna.post("/tasks/claim")
    assert set(heard(listener)) == {"waiting", "here"}
