"""Whose console rings: the one whose call it is, every window of theirs, and nobody else's."""

from __future__ import annotations

import pytest
from flask_socketio.test_client import SocketIOTestClient

from contactcenter.calls import ringer
from contactcenter.queue import activity
from contactcenter.telephony import control
from shared.models import Activity
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line

OURS = {"Origin": "http://localhost"}
ONE_ROUND = ringer.EVERYBODY_EVERY.total_seconds()


def listen(line: Line, console: Console) -> SocketIOTestClient:
    """One window's socket."""
    client = line.center.doorbell.socketio.test_client(
        line.city.app, headers=OURS, flask_test_client=console.client
    )
    assert isinstance(client, SocketIOTestClient)
    return client


def heard(*sockets: SocketIOTestClient) -> list[set[str]]:
    """The topics each socket was rung with since it was last asked."""
    return [
        {topic for packet in one.get_received() for topic in packet["args"][0]} for one in sockets
    ]


def times(socket: SocketIOTestClient) -> int:
    """How often a socket was rung."""
    return len(socket.get_received())


@pytest.fixture
def two(line: Line) -> tuple[SocketIOTestClient, SocketIOTestClient]:
    """Anna's and Marek's windows; both are ready, and both have heard everything there is."""
    sockets = listen(line, line.city.console()), listen(line, line.city.console("marek"))
    line.ready("marek")
    line.ready("anna")
    go_round(line)
    heard(*sockets)
    return sockets


def go_round(line: Line) -> None:
    """One round of the ringer, at a time when everybody may be rung."""
    line.city.clock.advance(ONE_ROUND)
    line.center.ringer.work()


def test_an_offer_rings_at_whom_it_is_for(
    line: Line, two: tuple[SocketIOTestClient, SocketIOTestClient]
) -> None:
    line.wait_for_a_person()
    line.offer()
    go_round(line)
    hers, his = heard(*two)
    assert sorted([hers, his], key=len) == [set(), {"phone", "call"}]


def test_what_happens_in_a_call_rings_at_its_agent_alone(line: Line) -> None:
    anna, marek = listen(line, line.city.console()), listen(line, line.city.console("marek"))
    _, agent_id = line.talk("anna")
    line.ready("marek")
    go_round(line)
    heard(anna, marek)
    control.hold(line.center, line.call().id, agent_id)
    go_round(line)
    assert heard(anna, marek) == [{"phone", "call"}, set()]
    control.hang_up(line.center, line.call().id, agent_id)
    line.turn()
    go_round(line)
    assert "phone" in (said := heard(anna, marek))[0]
    assert "phone" not in said[1]


def test_a_deed_of_mine_rings_at_all_my_windows_and_a_sign_of_life_at_none(line: Line) -> None:
    console = line.city.console()
    windows = [listen(line, console) for _ in range(2)]
    line.ready()
    go_round(line)
    heard(*windows)
    with line.city.store.write() as db:
        activity.phone_seen(db, line.agent(), line.city.clock.now())
    go_round(line)
    assert heard(*windows) == [set(), set()]
    with line.city.store.write() as db:
        activity.set_activity(db, line.agent(), Activity.DESK, None, line.city.clock.now())
    go_round(line)
    assert heard(*windows) == [{"phone", "call"}] * 2


def test_after_a_reconnection_the_console_rings_again(
    line: Line, two: tuple[SocketIOTestClient, SocketIOTestClient]
) -> None:
    two[0].disconnect()
    go_round(line)
    line.wait_for_a_person()
    line.offer()
    go_round(line)
    back = listen(line, line.city.console())
    go_round(line)
    assert heard(back)[0] >= {"phone", "call"}


def test_everybody_is_rung_once_for_a_burst_and_not_too_late(
    line: Line, two: tuple[SocketIOTestClient, SocketIOTestClient]
) -> None:
    room = line.center.ringer
    line.city.clock.advance(ONE_ROUND)
    for _ in range(5):
        line.city.ask_for_help()
        assert room.work() <= ringer.IDLE_SECONDS
    assert [times(one) for one in two] == [1, 1]
    line.city.clock.advance(room.work())
    room.work()
    assert [times(one) for one in two] == [1, 1]
    go_round(line)
    assert [times(one) for one in two] == [0, 0]
    line.city.clock.advance(-3600)  # a clock set back silences nobody
    line.center.ring_screens()
    room.work()
    assert heard(*two) == [{"waiting", "here", "phone", "call"}] * 2
