"""Every request the adapter makes is one that Twilio publishes, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from inspect import getmembers, isfunction
from typing import Any

import pytest

from contactcenter.telephony.provider import Failed, Telephony
from contactcenter.telephony.twilio_provider.rest import TwilioTelephony
from tests.contactcenter.twilio_provider.account import (
    CALL,
    CONFERENCE,
    ORIGIN,
    RECORDING,
    SETTINGS,
    CapturingLine,
    Sent,
    telephony,
)
from tests.contract.twilio_spec import needs_twilio, published

MOBILE = "+48600100200"
BROWSER = "client:0190a1b2-aaaa-7bbb-8ccc-ddddeeeeffff"
ACCOUNT = f"https://api.dublin.ie1.twilio.com/2010-04-01/Accounts/{SETTINGS.account_sid}"
PARTIES = f"{ACCOUNT}/Conferences/call-1/Participants.json"
PARTY = f"{ACCOUNT}/Conferences/{CONFERENCE}/Participants/agent%3A1.json"

ORDERS: dict[str, tuple[Callable[[TwilioTelephony], object], ...]] = {
    "place_call": (
        lambda phone: phone.place_call(MOBILE, "/telephony/outgoing/1", "/telephony/leg/c", "c"),
        lambda phone: phone.place_call(BROWSER, "/telephony/outgoing/1", "/telephony/leg/c", "c"),
    ),
    "steer": (lambda phone: phone.steer(CALL, "/telephony/join/1?at=a%2Fb"),),
    "add_party": (
        lambda phone: phone.add_party("call-1", BROWSER, "agent:1"),
        lambda phone: phone.add_party("call-1", MOBILE, "other:1"),
        lambda phone: phone.add_party("call-1", BROWSER, "coach:1", coaching=CALL),
    ),
    "hold": (
        lambda phone: phone.hold("call-1", "agent:1", is_held=True),
        lambda phone: phone.hold("call-1", "agent:1", is_held=False),
    ),
    "mute": (lambda phone: phone.mute("call-1", "agent:1", is_muted=True),),
    "coach": (
        lambda phone: phone.coach("call-1", "coach:1", CALL),
        lambda phone: phone.coach("call-1", "coach:1", None),
    ),
    "announce": (lambda phone: phone.announce("call-1", f"{ORIGIN}/telephony/announcement/1"),),
    "remove": (lambda phone: phone.remove("call-1", "agent:1"),),
    "hang_up": (lambda phone: phone.hang_up(CALL),),
    "report": (lambda phone: phone.report(CALL),),
    "live_calls": (lambda phone: phone.live_calls(),),
    "calls_since": (lambda phone: phone.calls_since(datetime(2026, 11, 23, 8, tzinfo=UTC)),),
    "send_message": (
        lambda phone: phone.send_message(MOBILE, "Zażółć gęślą jaźń", "/telephony/status/message"),
    ),
    "fetch_recording": (lambda phone: phone.fetch_recording(RECORDING),),
    "delete_recording": (lambda phone: phone.delete_recording(RECORDING),),
    "softphone_pass": (lambda phone: phone.softphone_pass(BROWSER),),
}
FIELDS_COUNT = ("add_party", "place_call", "send_message", "hold", "coach", "announce")
ACCOUNTS = (
    SETTINGS,
    replace(SETTINGS, trunk_sid="BY" + "b" * 32, messaging_service_sid="MG" + "2" * 32),
)


def requests_of(name: str) -> list[Sent]:
    sent: list[Sent] = []
    for settings in ACCOUNTS:
        for order in ORDERS[name]:
            line = CapturingLine()
            assert not isinstance(order(telephony(line, settings)), Failed)
            sent += line.sent
    return sent


def test_every_order_of_the_port_is_given_here() -> None:
    orders = {name for name, _ in getmembers(Telephony, isfunction) if not name.startswith("_")}
    assert orders == set(ORDERS)


@needs_twilio
@pytest.mark.parametrize("name", sorted(ORDERS))
def test_what_an_order_asks_for_is_published(name: str) -> None:
    sent = requests_of(name)
    assert sent or name == "softphone_pass"  # a pass is signed here, without asking
    for one in sent:
        assert published().faults(one.method, one.url, one.query, one.form) == [], one


PLACE = {"To": MOBILE, "From": "+48800000000", "Url": ORIGIN}
ADD = {"To": BROWSER, "From": "client:okienko"}
SEND = {"To": MOBILE, "From": "+48800000000", "Body": "x"}
WRONG: dict[str, tuple[str, str, Mapping[str, Any], str]] = {
    "a status where there is none": ("POST", PARTY, {"Status": "completed"}, "Status is not known"),
    "a field of another spelling": ("POST", PARTIES, ADD | {"label": "x"}, "label is not known"),
    "nobody to ring": ("POST", PARTIES, {"From": "client:okienko"}, "To is missing"),
    "nothing to say": ("POST", f"{ACCOUNT}/Calls.json", {"To": MOBILE, "From": MOBILE}, "one of"),
    "a word not in the list": (
        "POST",
        f"{ACCOUNT}/Messages.json",
        SEND | {"ContentRetention": "forget"},
        "ContentRetention: 'forget' is none of",
    ),
    "a word not in the prose": ("POST", PARTIES, ADD | {"Beep": "no"}, "Beep: 'no' is none of"),
    "an event not in the prose": (
        "POST",
        PARTIES,
        ADD | {"StatusCallbackEvent": ["joined"]},
        "'joined' is none of",
    ),
    "events in one string": (
        "POST",
        PARTIES,
        ADD | {"StatusCallbackEvent": "initiated ringing"},
        "must be a list",
    ),
    "a list where one is wanted": ("POST", PARTIES, ADD | {"Label": ["a"]}, "must not be a list"),
    "a number in letters": ("POST", PARTIES, ADD | {"Timeout": "soon"}, "Timeout: 'soon' is no"),
    "a truth in Polish": ("POST", PARTY, {"Hold": "tak"}, "'tak' is no boolean"),
    "another region": ("POST", PARTIES, ADD | {"Region": "pl1"}, "'pl1' is none of"),
    "an address without a host": (
        "POST",
        f"{ACCOUNT}/Calls.json",
        PLACE | {"Url": "/telephony/voice"},
        "is no uri",
    ),
    "a number with a leading 0": ("POST", PARTIES, ADD | {"To": "0800100200"}, "is no endpoint"),
    "a coached leg by its label": (
        "POST",
        PARTY,
        {"Coaching": "true", "CallSidToCoach": "citizen:1"},
        "does not match",
    ),
    "a conference by its name": (
        "POST",
        PARTY.replace(CONFERENCE, "call-1"),
        {"Hold": "true"},
        "ConferenceSid: 'call-1' does not match",
    ),
    "a call by our own id": ("GET", f"{ACCOUNT}/Calls/call-1.json", {}, "Sid: 'call-1'"),
    "an old method": ("PUT", f"{ACCOUNT}/Calls/{CALL}.json", {"Status": "completed"}, "no such"),
    "a path that is not there": ("POST", PARTY.replace("ts/a", "t/a"), {}, "no such operation"),
    "another house": (
        "GET",
        f"https://api.example.com/2010-04-01/Calls/{CALL}.json",
        {},
        "no such",
    ),
    "a status no call has": (
        "POST",
        f"{ACCOUNT}/Calls/{CALL}.json",
        {"Status": "finished"},
        "is none of",
    ),
}


@needs_twilio
@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_request_is_caught(name: str) -> None:
    method, url, form, fault = WRONG[name]
    assert any(fault in one for one in published().faults(method, url, {}, form))


@needs_twilio
def test_a_question_nobody_knows_is_caught() -> None:
    faults = published().faults("GET", f"{ACCOUNT}/Calls.json", {"State": "busy"}, {})
    assert faults == ["State is not known"]


@needs_twilio
@pytest.mark.parametrize(
    "name", ["add_party", "place_call", "send_message", "hold", "coach", "announce"]
)
def test_any_field_renamed_is_caught(name: str) -> None:
    """Every field the adapter sends counts: none passes because nobody looks at it."""
    for one in requests_of(name):
        for field in one.form:
            form = {f"{key}s" if key == field else key: one.form[key] for key in one.form}
            assert published().faults(one.method, one.url, one.query, form), field
