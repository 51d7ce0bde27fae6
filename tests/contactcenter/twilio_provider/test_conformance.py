"""Two adapters, one promise: both against the local exchange over loopback, and against peers that
hang, drop the line or talk nonsense. The same assertions for both.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from contactcenter.telephony.local_provider import client
from contactcenter.telephony.local_provider.client import open_local
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.parts import ACCOUNT
from contactcenter.telephony.local_provider.switchboard import Switchboard
from contactcenter.telephony.provider import CallReport, Failed, Placed, Telephony, Trouble
from contactcenter.telephony.twilio_provider.line import Line
from contactcenter.telephony.twilio_provider.rest import TwilioTelephony
from shared.clock import SimulatedClock
from tests.contactcenter.city import NINE_O_CLOCK
from tests.contactcenter.twilio_provider.account import SETTINGS
from tests.contactcenter.twilio_provider.peers import (
    TOKEN,
    broken_peer,
    drop,
    drop_halfway,
    free_port,
    hang,
    local_exchange,
    saying,
)

ORIGIN = "http://127.0.0.1:8620"
NUMBER = "+48800000000"
MOBILE = "+48600100200"
NOBODY = "CA" + "9" * 32

Open = Callable[[str], Telephony]


def local(address: str) -> Telephony:
    """Our own few lines of client."""
    return open_local(address, TOKEN, ORIGIN, NUMBER, SimulatedClock(NINE_O_CLOCK))


def twilio(address: str) -> Telephony:
    """The official library, pointed at another origin."""
    account = replace(SETTINGS, account_sid=ACCOUNT, key_sid=ACCOUNT, key_secret=TOKEN)
    return TwilioTelephony(account, ORIGIN, Line(address, read_seconds=client.ASK_SECONDS))


@dataclass
class Bench:
    """An adapter and the exchange it speaks to."""

    phone: Telephony
    board: Switchboard

    def join(self, label: str, identity: str) -> str:
        """A browser that is rung into the conference and answers; the sid of its leg."""
        with self.board.turn() as exchange:
            exchange.register(identity)
        placed = self.phone.add_party("call-1", f"client:{identity}", label)
        assert isinstance(placed, Placed)
        with self.board.turn() as exchange:
            exchange.answer(placed.sid)
        return placed.sid

    def look(self, read: Callable[[Exchange], object]) -> object:
        """Something as the exchange sees it."""
        with self.board.turn() as exchange:
            return read(exchange)


@pytest.fixture(params=[local, twilio], ids=["local", "twilio"])
def adapter(request: pytest.FixtureRequest) -> Open:
    opened: Open = request.param
    return opened


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, Switchboard]]:
    with local_exchange(SimulatedClock(NINE_O_CLOCK)) as exchange:
        yield exchange


@pytest.fixture
def bench(adapter: Open, served: tuple[str, Switchboard]) -> Iterator[Bench]:
    address, board = served
    yield Bench(adapter(address), board)
    with board.turn() as exchange:
        for leg in exchange.live_legs():
            exchange.hang_up(leg.sid)


def test_a_call_is_placed_told_of_and_ended(bench: Bench) -> None:
    placed = bench.phone.place_call(
        MOBILE, f"{ORIGIN}/telephony/outgoing/1", f"{ORIGIN}/telephony/leg/c", "c"
    )
    assert isinstance(placed, Placed)
    assert bench.phone.report(placed.sid) == CallReport(placed.sid, "ringing")
    live = bench.phone.live_calls()
    assert isinstance(live, tuple)
    assert CallReport(placed.sid, "ringing") in live
    assert isinstance(bench.phone.hang_up(placed.sid), Placed)
    live = bench.phone.live_calls()
    assert isinstance(live, tuple)
    assert placed.sid not in {one.sid for one in live}


def test_parties_are_held_muted_coached_and_put_out(bench: Bench) -> None:
    agent = bench.join("agent:1", "anna")
    bench.join("coach:1", "ewa")
    phone = bench.phone
    for done in (
        phone.hold("call-1", "agent:1", is_held=True),
        phone.mute("call-1", "agent:1", is_muted=True),
        phone.coach("call-1", "coach:1", agent),
    ):
        assert isinstance(done, Placed)
    _, member = bench.look(lambda exchange: exchange.member("call-1", "agent:1"))  # type: ignore[misc]
    _, coach = bench.look(lambda exchange: exchange.member("call-1", "coach:1"))  # type: ignore[misc]
    assert (member.is_held, member.is_muted, coach.coached_sid) == (True, True, agent)
    phone.hold("call-1", "agent:1", is_held=False)
    phone.coach("call-1", "coach:1", None)
    assert (member.is_held, coach.coached_sid) == (False, None)
    assert isinstance(phone.remove("call-1", "agent:1"), Placed)
    told = phone.report(agent)
    assert isinstance(told, CallReport)
    assert told.status == "completed"


def test_everybody_in_a_conference_hears_an_announcement(bench: Bench) -> None:
    legs = [bench.join("agent:1", "anna"), bench.join("agent:2", "ewa")]
    assert isinstance(bench.phone.hold("call-1", "agent:2", is_held=True), Placed)
    told = f"{ORIGIN}/telephony/announcement/1?who=line"
    assert isinstance(bench.phone.announce("call-1", told), Placed)
    asked = bench.look(lambda exchange: [exchange.member("call-1", one)[1] for one in legs])
    assert [one.leg.sid for one in asked] == legs  # type: ignore[attr-defined]
    gone = bench.phone.announce("call-9", told)
    assert isinstance(gone, Failed)
    assert gone.trouble is Trouble.GONE


def test_a_leg_is_taken_elsewhere(bench: Bench) -> None:
    agent = bench.join("agent:1", "anna")
    assert isinstance(bench.phone.steer(agent, f"{ORIGIN}/telephony/wait/1"), Placed)


def test_a_conference_that_ended_and_began_again_is_found(bench: Bench) -> None:
    bench.join("agent:1", "anna")
    bench.phone.hold("call-1", "agent:1", is_held=True)
    bench.phone.remove("call-1", "agent:1")
    bench.join("agent:2", "anna")
    assert isinstance(bench.phone.hold("call-1", "agent:2", is_held=True), Placed)


def test_a_message_is_sent(bench: Bench) -> None:
    sent = bench.phone.send_message(
        MOBILE, "Zażółć gęślą jaźń", f"{ORIGIN}/telephony/status/message"
    )
    assert isinstance(sent, Placed)
    assert bench.look(lambda exchange: exchange.texts.find(sent.sid).body) == "Zażółć gęślą jaźń"


def test_what_is_not_there_is_gone(bench: Bench) -> None:
    bench.join("agent:1", "anna")
    for gone in (
        bench.phone.report(NOBODY),
        bench.phone.hang_up(NOBODY),
        bench.phone.steer(NOBODY, f"{ORIGIN}/x"),
        bench.phone.hold("call-1", "agent:9", is_held=True),
        bench.phone.mute("call-9", "agent:1", is_muted=True),
        bench.phone.remove("call-1", "agent:9"),
        bench.phone.fetch_recording("RE" + "9" * 32),
        bench.phone.delete_recording("RE" + "9" * 32),
    ):
        assert isinstance(gone, Failed)
        assert gone.trouble is Trouble.GONE


def test_a_leg_that_is_over_cannot_be_taken_elsewhere(bench: Bench) -> None:
    agent = bench.join("agent:1", "anna")
    bench.phone.hang_up(agent)
    gone = bench.phone.steer(agent, f"{ORIGIN}/telephony/wait/1")
    assert isinstance(gone, Failed)
    assert gone.trouble is Trouble.GONE


@pytest.mark.parametrize(
    ("peer", "trouble"),
    [
        (hang, Trouble.UNKNOWN),
        (drop, Trouble.UNKNOWN),
        (drop_halfway, Trouble.UNKNOWN),
        (saying(429, b'{"code": 20429, "status": 429}'), Trouble.AWAY),
        (saying(503, b""), Trouble.AWAY),
        (saying(500, b"<html>"), Trouble.UNKNOWN),
        (saying(502, b""), Trouble.UNKNOWN),
        (saying(201, b"<html>"), Trouble.UNKNOWN),
        (saying(201, b"{}"), Trouble.UNKNOWN),
        (saying(201, b"[1]"), Trouble.UNKNOWN),
        (saying(400, b'{"code": 21610, "status": 400}'), Trouble.OPTED_OUT),
        (saying(400, b'{"code": 21614, "status": 400}'), Trouble.NOT_A_MOBILE),
        (saying(400, b"<html>"), Trouble.REFUSED),
        (saying(401, b'{"code": 20003, "status": 401}'), Trouble.REFUSED),
    ],
)
def test_a_broken_peer_is_a_value(
    adapter: Open,
    peer: Callable[[socket.socket], None],
    trouble: Trouble,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "ASK_SECONDS", 0.2)
    with broken_peer(peer) as address:
        answer = adapter(address).send_message(MOBILE, "x", f"{ORIGIN}/s")
    assert isinstance(answer, Failed)
    assert answer.trouble is trouble


def test_nobody_at_the_other_end_is_away(adapter: Open) -> None:
    answer = adapter(f"http://127.0.0.1:{free_port()}").send_message(MOBILE, "x", "/s")
    assert isinstance(answer, Failed)
    assert answer.trouble is Trouble.AWAY
