"""The door for orders: errors by the public API's own numbers; messages, recordings, passes."""

from __future__ import annotations

import json
from typing import Any

import phonenumbers
import pytest
from phonenumbers import PhoneNumberType, carrier

from contactcenter.telephony.local_provider.passes import make_pass, read_pass
from contactcenter.telephony.local_provider.phone_numbers import as_number, for_people
from contactcenter.telephony.local_provider.rest import Door, credentials
from contactcenter.telephony.local_provider.shapes import BASE
from contactcenter.telephony.local_provider.views.phone import CALLERS
from contactcenter.telephony.provider import Failed, Placed, Trouble
from tests.contactcenter.local_provider.line import APP, CALLER, MORNING, TOKEN, World, world

LANDLINE = "+48420000001"


@pytest.fixture
def line() -> World:
    return world({"/voice": "<Pause length='600'/>"})


def order(line: World, method: str, path: str, **fields: str) -> tuple[int, Any]:
    form = {name: [value] for name, value in fields.items()}
    reply = Door(line.exchange).answer(method, f"{BASE}{path}", form, credentials(TOKEN))
    return reply.status, json.loads(reply.body) if reply.body else None


@pytest.mark.parametrize(
    ("method", "path", "fields", "status", "code"),
    [
        ("POST", "/Calls.json", {"Url": APP}, 400, 21201),
        ("POST", "/Calls.json", {"To": CALLER}, 400, 21205),
        ("POST", "/Calls.json", {"To": CALLER, "Url": APP, "Timeout": "long"}, 400, 20001),
        ("GET", "/Calls/CA0.json", {}, 404, 20404),
        ("POST", "/Conferences/c/Participants/x.json", {"Muted": "true"}, 404, 20404),
        ("POST", "/Messages.json", {"Body": "x"}, 400, 21604),
        ("POST", "/Messages.json", {"To": CALLER}, 400, 21602),
        ("POST", "/Messages.json", {"To": "nobody", "Body": "x"}, 400, 21211),
        ("POST", "/Messages.json", {"To": LANDLINE, "Body": "x"}, 400, 21614),
        ("GET", "/Nothing.json", {}, 404, 20404),
    ],
)
def test_what_is_wrong_is_named_by_the_public_numbers(
    line: World, method: str, path: str, fields: dict[str, str], status: int, code: int
) -> None:
    answered, said = order(line, method, path, **fields)
    assert (answered, said["code"], said["status"]) == (status, code, status)


def test_whoever_does_not_know_the_token_orders_nothing(line: World) -> None:
    for given in ("", credentials("another"), "Bearer x"):
        reply = Door(line.exchange).answer("GET", f"{BASE}/Calls.json", {}, given)
        assert reply.status == 401


def test_calls_are_listed_by_how_they_stand(line: World) -> None:
    over, running = line.call(), line.call()
    line.exchange.hang_up(over)
    _, said = order(line, "GET", "/Calls.json", Status="in-progress")
    assert [one["sid"] for one in said["calls"]] == [running]
    status, changed = order(line, "POST", f"/Calls/{running}.json", Status="asleep")
    assert (status, changed["code"]) == (400, 20001)


def test_a_message_moves_on_and_never_back(line: World) -> None:
    placed = line.telephony.send_message(CALLER, "Ustalenia", f"{APP}/texts")
    line.exchange.advance(20)
    assert isinstance(placed, Placed)
    assert line.app.told("/texts", "MessageStatus") == ["sent", "delivered"]
    assert {"Timestamp"} & line.app.forms("/texts")[0].keys() == set()
    message = line.exchange.texts.find(placed.sid)
    line.exchange.texts.move(message, "undelivered")
    assert message.status == "delivered"


def test_a_message_a_person_lets_fail(line: World) -> None:
    line.telephony.send_message(CALLER, "Ustalenia", f"{APP}/texts")
    line.exchange.texts.move(line.exchange.texts.messages[0], "undelivered")
    line.exchange.advance(20)
    assert line.app.told("/texts", "MessageStatus") == ["undelivered"]
    assert line.app.told("/texts", "ErrorCode") == ["30003"]


def test_who_writes_stop_gets_nothing_until_they_write_start(line: World) -> None:
    for word, trouble in (("stop ", Trouble.OPTED_OUT), ("START", None)):
        line.exchange.write(CALLER, word)
        answer = line.telephony.send_message(CALLER, "Ustalenia", "")
        assert getattr(answer, "trouble", None) is trouble
    assert line.telephony.send_message(LANDLINE, "x", "") == Failed(Trouble.NOT_A_MOBILE, "21614")
    line.exchange.advance()
    assert line.app.told("/text", "Body") == ["stop ", "START"]


def test_the_app_may_answer_a_message_at_once(line: World) -> None:
    line.app.documents["/text"] = "<Message>Dziękujemy</Message>"
    line.exchange.write(CALLER, "Będę jutro")
    line.exchange.advance()
    assert [one.body for one in line.exchange.texts.messages] == ["Będę jutro", "Dziękujemy"]


def test_a_recording_can_be_fetched_until_it_is_deleted() -> None:
    line = world({"/voice": '<Record action="/left"/>'})
    line.exchange.leave_message(line.call(), 2)
    line.exchange.advance(10)
    (form,) = line.app.forms("/left")
    sound = line.telephony.fetch_recording(form["RecordingSid"])
    assert isinstance(sound, bytes)
    assert sound.startswith(b"RIFF")
    assert isinstance(line.telephony.delete_recording(form["RecordingSid"]), Placed)
    assert line.telephony.fetch_recording(form["RecordingSid"]) == Failed(Trouble.GONE, "20404")


def test_a_pass_is_good_for_one_identity_and_one_hour(line: World) -> None:
    token = make_pass("a1:b", TOKEN, MORNING)
    assert read_pass(token, TOKEN, MORNING) == "a1:b"
    line.clock.advance(3600)
    wrong = (token[:-1] + ("0" if token[-1] != "0" else "1"), "x.y", "", "no pass")
    assert read_pass(token, TOKEN, line.clock.now()) is None
    assert read_pass(token, "another", MORNING) is None
    assert [read_pass(one, TOKEN, MORNING) for one in wrong] == [None] * 4


def test_nobody_has_the_numbers_of_the_people_one_can_play() -> None:
    """No operator was given them, or they begin as no subscriber's number does."""
    shown = [caller for caller in CALLERS if caller.shown]
    assert len(shown) == len(CALLERS) - 1
    for caller in shown:
        number = phonenumbers.parse(caller.number)
        kind = phonenumbers.number_type(number)
        is_mobile = kind is PhoneNumberType.MOBILE
        assert is_mobile or str(number.national_number)[2] == "0"
        assert carrier.name_for_number(number, "en") == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("451 000 101", "+48451000101"),
        ("+380 67 000 0000", "+380670000000"),
        ("anonymous", "anonymous"),
        ("12", None),
        ("abc", None),
    ],
)
def test_numbers_as_people_write_them(typed: str, number: str | None) -> None:
    assert as_number(typed) == number


def test_numbers_as_people_read_them() -> None:
    assert for_people("+48451000101") == "451 000 101"
    assert for_people("client:a1") == "a1"
