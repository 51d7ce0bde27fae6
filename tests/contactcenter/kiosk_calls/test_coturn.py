"""A real coturn from the template, with the passwords a browser is given for one call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from contactcenter.telephony.ice import GOOD_FOR, IceSettings, ice_servers, turn_password
from shared.clock import SystemClock
from tests.turn import (
    HERE,
    LOOPBACK_ALLOWED,
    LOOPBACK_DENIED,
    SECRET,
    Client,
    on_loopback,
    rendered,
    running_relay,
)

UNAUTHORIZED, FORBIDDEN = 401, 403
HOUSE = ("10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.1.1", "100.64.0.1", "169.254.0.1")
MACHINE = ("127.0.0.1", "127.8.8.8", "0.0.0.0")
SPECIAL = ("192.0.2.1", "198.18.0.1", "203.0.113.7", "240.0.0.1", "255.255.255.255")
OUTSIDE = "11.0.0.1"  # nothing is ever sent to it


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with running_relay(tmp_path_factory.mktemp("turn"), may_reach_loopback=True) as port:
        yield port


def browser(port: int, until: datetime | None = None, secret: str = SECRET) -> Client:
    """Somebody with a password until then; without, with what a call is given."""
    if until is not None:
        return Client(port, *turn_password(secret, "call-1", until))
    settings = IceSettings((f"turn:{HERE}:{port}?transport=udp",), secret)
    (server,) = ice_servers(settings, "call-1", SystemClock().now())
    return Client(port, server.username, server.credential)


def test_sound_goes_both_ways_through_two_relayed_addresses(relay: int) -> None:
    with browser(relay) as kiosk, browser(relay) as agent:
        assert (kiosk.allocate(), agent.allocate()) == (0, 0)
        assert kiosk.relayed != agent.relayed
        assert (kiosk.permit(HERE), agent.permit(HERE)) == (0, 0)
        kiosk.send(agent.relayed, b"halo")
        assert agent.receive() == (kiosk.relayed, b"halo")
        agent.send(kiosk.relayed, b"dzien dobry")
        assert kiosk.receive() == (agent.relayed, b"dzien dobry")


def test_a_password_of_another_secret_or_name_is_refused(relay: int) -> None:
    until = SystemClock().now() + GOOD_FOR
    with browser(relay, until, "another secret, just as long as the other one") as stranger:
        assert stranger.allocate() == UNAUTHORIZED
    name, password = turn_password(SECRET, "call-1", until)
    for wrong in (name.replace("call-1", "call-2"), f"{int(until.timestamp()) + 60}:call-1"):
        with Client(relay, wrong, password) as liar:
            assert liar.allocate() == UNAUTHORIZED


def test_an_expired_password_is_refused(relay: int) -> None:
    with browser(relay, SystemClock().now() - timedelta(seconds=2)) as late:
        assert late.allocate() == UNAUTHORIZED


def test_what_was_good_a_moment_ago_is_refused_once_its_instant_has_passed(relay: int) -> None:
    until = datetime.fromtimestamp(int(SystemClock().now().timestamp()) + 2, UTC)
    with browser(relay, until) as first:
        assert first.allocate() == 0
    refused, deadline = Event(), SystemClock().now() + timedelta(seconds=20)
    while not refused.wait(0.25) and SystemClock().now() < deadline:
        with browser(relay, until) as again:
            if again.allocate() == UNAUTHORIZED:
                refused.set()
    assert refused.is_set()
    assert SystemClock().now() >= until, "not before"


def test_the_city_s_relay_is_no_way_into_the_house(tmp_path: Path) -> None:
    with running_relay(tmp_path, may_reach_loopback=False) as port, browser(port) as guest:
        assert guest.allocate() == 0
        told = {address: guest.permit(address) for address in (*HOUSE, *MACHINE, *SPECIAL)}
        assert set(told.values()) == {FORBIDDEN}, told
        assert guest.permit(OUTSIDE) == 0


def test_the_tests_relay_differs_in_loopback_alone(relay: int, tmp_path: Path) -> None:
    city = rendered(tmp_path, 3478, 5349)
    assert set(city) ^ set(on_loopback(city)) == {LOOPBACK_DENIED, LOOPBACK_ALLOWED}
    assert not [line for line in city if "@" in line]
    with browser(relay) as guest:
        assert guest.allocate() == 0
        told = {address: guest.permit(address) for address in (*HOUSE, *SPECIAL)}
        assert set(told.values()) == {FORBIDDEN}, told
