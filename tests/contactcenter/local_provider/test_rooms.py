"""Conferences: who waits, who hears whom, who is told, and orders that come too late."""

from __future__ import annotations

import pytest

from contactcenter.telephony.local_provider import hearing
from contactcenter.telephony.provider import Failed, Placed, Trouble
from tests.contactcenter.local_provider.line import APP, World, world

EVENTS = "start end join leave mute hold modify"


def join(attributes: str = "") -> str:
    return (
        f'<Dial><Conference participantLabel="citizen" statusCallback="/room" {attributes} '
        f'statusCallbackEvent="{EVENTS}">call-1</Conference></Dial>'
    )


@pytest.fixture
def line() -> World:
    return world({"/voice": join('waitUrl="/wait"'), "/wait": "<Say>wait</Say>"})


def add(line: World, name: str, coaching: str | None = None) -> str:
    """An agent's browser rings, and is answered at once."""
    line.exchange.register(name)
    placed = line.telephony.add_party("call-1", f"client:{name}", name, coaching=coaching)
    assert isinstance(placed, Placed)
    line.exchange.advance()
    line.exchange.answer(placed.sid)
    line.exchange.advance()
    return placed.sid


def heard_by(line: World, sid: str) -> frozenset[str]:
    exchange = line.exchange
    return hearing.sends(exchange.calls, exchange.rooms, exchange.leg(sid))


def test_alone_one_hears_what_the_app_has_for_those_who_wait(line: World) -> None:
    sid = line.call()
    line.exchange.advance(5)
    assert line.exchange.said(sid).startswith("wait wait")
    assert "conference-start" not in line.app.told("/room", "StatusCallbackEvent")
    agent = add(line, "anna")
    said = line.exchange.said(sid)
    line.exchange.advance(60)
    assert line.exchange.said(sid) == said
    assert heard_by(line, sid) == {agent}
    assert heard_by(line, agent) == {sid}


def test_who_may_not_start_it_waits_for_somebody_who_may() -> None:
    line = world({"/voice": join('startConferenceOnEnter="false" waitUrl=""')})
    sid, other = line.call(), line.call()
    assert (heard_by(line, sid), heard_by(line, other)) == (frozenset(), frozenset())
    agent = add(line, "anna")
    assert heard_by(line, sid) == {other, agent}


def test_hold_mute_and_coaching_are_who_sends_to_whom(line: World) -> None:
    sid, agent = line.call(), add(line, "anna")
    line.telephony.hold("call-1", "citizen", is_held=True)
    line.exchange.advance()
    assert (heard_by(line, sid), heard_by(line, agent)) == (frozenset(), frozenset())
    assert line.exchange.leg(sid).sound == "music"
    line.telephony.hold("call-1", "citizen", is_held=False)
    line.telephony.mute("call-1", "anna", is_muted=True)
    line.exchange.advance()
    assert line.exchange.leg(sid).sound == ""
    assert (heard_by(line, sid), heard_by(line, agent)) == ({agent}, frozenset())
    line.telephony.mute("call-1", "anna", is_muted=False)
    coach = add(line, "marek", coaching=agent)
    assert heard_by(line, coach) == {agent}
    assert heard_by(line, sid) == {agent, coach}
    line.telephony.coach("call-1", "marek", None)
    assert heard_by(line, coach) == {agent, sid}
    line.exchange.advance()
    assert line.app.told("/room", "StatusCallbackEvent") == [
        "participant-join",
        "participant-join",
        "conference-start",
        "participant-hold",
        "participant-unhold",
        "participant-mute",
        "participant-unmute",
        "participant-join",
        "participant-modify",
    ]
    numbers = line.app.told("/room", "SequenceNumber")
    assert numbers == [str(number) for number in range(len(numbers))]


def test_the_room_is_over_when_somebody_leaves_who_ends_it() -> None:
    line = world({"/voice": join('endConferenceOnExit="true" waitUrl=""')})
    sid, agent = line.call(), add(line, "anna")
    line.exchange.hang_up(sid)
    line.exchange.advance()
    assert not line.exchange.leg(agent).is_live
    last = line.app.forms("/room")[-1]
    assert last["ReasonConferenceEnded"] == "participant-with-end-conference-on-exit-left"
    assert line.app.told("/room", "ReasonParticipantLeft").count("conference_ended") == 1


def test_who_is_put_out_goes_on_with_the_next_verb_or_is_gone() -> None:
    line = world({"/voice": join('waitUrl=""') + "<Say>goodbye</Say>"})
    sid, agent = line.call(), add(line, "anna")
    line.telephony.remove("call-1", "citizen")
    line.telephony.remove("call-1", "anna")
    line.exchange.advance()
    assert (line.exchange.said(sid), line.exchange.leg(agent).is_live) == ("goodbye", False)


def test_a_leg_can_be_taken_elsewhere_out_of_its_room(line: World) -> None:
    sid, agent = line.call(), add(line, "anna")
    line.app.documents["/menu"] = "<Pause length='60'/>"
    assert line.telephony.steer(sid, f"{APP}/menu") == Placed(sid)
    line.exchange.advance()
    assert heard_by(line, agent) == frozenset()
    assert line.app.told("/room", "ReasonParticipantLeft")[-1] == "participant_updated"
    assert line.exchange.leg(sid).is_live


def test_a_party_that_is_still_being_rung_can_be_let_go(line: World) -> None:
    line.call()
    line.exchange.register("anna")
    placed = line.telephony.add_party("call-1", "client:anna", "anna")
    line.exchange.advance()
    assert isinstance(line.telephony.remove("call-1", "anna"), Placed)
    assert isinstance(placed, Placed)
    assert line.exchange.leg(placed.sid).status == "canceled"


def test_a_browser_that_is_not_there_does_not_ring(line: World) -> None:
    line.call()
    placed = line.telephony.add_party("call-1", "client:nobody", "nobody")
    line.exchange.advance()
    assert isinstance(placed, Placed)
    report = line.telephony.report(placed.sid)
    assert not isinstance(report, Failed)
    assert report.status == "no-answer"


def test_what_is_gone_is_said_to_be_gone(line: World) -> None:
    sid = line.call()
    line.exchange.hang_up(sid)
    orders = (
        line.telephony.hang_up(sid),
        line.telephony.steer(sid, f"{APP}/menu"),
        line.telephony.hold("call-1", "citizen", is_held=True),
        line.telephony.remove("no-room", "citizen"),
        line.telephony.report("CA0"),
        line.telephony.delete_recording("RE0"),
    )
    assert {one.trouble for one in orders if isinstance(one, Failed)} == {Trouble.GONE}
    assert len(orders) == 6
    assert line.telephony.live_calls() == ()


def test_a_provider_that_is_away_or_silent(line: World) -> None:
    sid = line.call()
    line.http.trouble = Failed(Trouble.AWAY)
    assert line.telephony.hang_up(sid) == Failed(Trouble.AWAY)
    assert line.exchange.leg(sid).is_live
    line.http.trouble, line.http.acts_anyway = Failed(Trouble.UNKNOWN), True
    assert line.telephony.hang_up(sid) == Failed(Trouble.UNKNOWN)
    assert not line.exchange.leg(sid).is_live
