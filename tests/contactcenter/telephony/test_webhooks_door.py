"""The provider's door: what is not signed stays out, what fails inside is answered all the same."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import replace
from unittest.mock import patch

import pytest
from sqlalchemy import func, select

from contactcenter.center import EXTENSION
from contactcenter.telephony import news, webhooks
from contactcenter.telephony.local_provider import signing
from shared.models import Call, WebhookInbox
from shared.web import audience_of
from tests.contactcenter.telephony.line import CALLER, ORIGIN, TOKEN, Line

CALL = {"CallSid": "CA1", "From": CALLER, "To": "+48800111222", "CallStatus": "ringing"}


def test_every_route_of_the_telephone_is_behind_the_signature(line: Line) -> None:
    app = line.city.app
    routes = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/telephony/")]
    assert len(routes) >= 12
    assert {audience_of(app, rule.endpoint) for rule in routes} == {"provider"}


def test_a_signed_call_begins_and_is_never_cached(line: Line) -> None:
    response = line.post("/telephony/voice", CALL)
    assert (response.status_code, response.mimetype) == (200, "text/xml")
    assert "<Gather" in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert CALLER not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {signing.HEADER: ""},
        {signing.HEADER: "bm90IGl0"},
        {signing.HEADER: signing.sign(f"{ORIGIN}/telephony/voice", CALL, "another token")},
        {signing.HEADER: signing.sign("https://elsewhere/telephony/voice", CALL, TOKEN)},
    ],
)
def test_whoever_cannot_sign_is_refused(line: Line, headers: dict[str, str]) -> None:
    response = line.client.post("/telephony/voice", data=CALL, headers=headers)
    assert response.status_code == 403
    assert line.rows(Call) == []


def test_two_signatures_are_none(line: Line) -> None:
    good = signing.sign(f"{ORIGIN}/telephony/voice", CALL, TOKEN)
    headers = [(signing.HEADER, good), (signing.HEADER, good)]
    assert line.client.post("/telephony/voice", data=CALL, headers=headers).status_code == 403


def test_a_changed_form_is_refused(line: Line) -> None:
    good = {signing.HEADER: signing.sign(f"{ORIGIN}/telephony/voice", CALL, TOKEN)}
    for changed in (CALL | {"From": "+48600999999"}, CALL | {"Extra": ""}, {}):
        response = line.client.post("/telephony/voice", data=changed, headers=good)
        assert response.status_code == 403


def test_the_raw_target_is_what_was_signed(line: Line) -> None:
    """A framework decodes and encodes an address again; the signature is over what was sent."""
    target = "/telephony/menu/none?at=places%2E%C5%81%C3%B3d%C5%BA%2C1&try=0"
    form = {"CallSid": "CA1", "Digits": "1"}
    headers = {signing.HEADER: signing.sign(f"{ORIGIN}{target}", form, TOKEN)}
    assert line.client.post(target, data=form, headers=headers).status_code == 200
    plain = "/telephony/menu/none?at=places.Łódź,1&try=0"
    headers = {signing.HEADER: signing.sign(f"{ORIGIN}{plain}", form, TOKEN)}
    assert line.client.post(target, data=form, headers=headers).status_code == 403


def test_what_comes_as_json_is_held_to_its_own_hash(line: Line) -> None:
    body = json.dumps({"CallSid": "CA1"}).encode()
    target = f"/telephony/status/call?bodySHA256={hashlib.sha256(body).hexdigest()}"
    headers = {signing.HEADER: signing.sign(f"{ORIGIN}{target}", {}, TOKEN)}
    kind = "application/json"
    good = line.client.post(target, data=body, headers=headers, content_type=kind)
    bad = line.client.post(target, data=body + b" ", headers=headers, content_type=kind)
    assert (good.status_code, bad.status_code) == (204, 403)


def test_both_tokens_count_while_one_replaces_the_other(line: Line) -> None:
    room = line.city.app.extensions[EXTENSION]
    both = replace(room.settings.telephony, tokens=("the next token of the line", TOKEN))
    settings = replace(room.settings, telephony=both)
    line.city.app.extensions[EXTENSION] = replace(room, settings=settings)
    assert line.post("/telephony/voice", CALL).status_code == 200


def test_a_repeat_is_given_the_same_answer_and_does_nothing(line: Line) -> None:
    first = line.post("/telephony/voice", CALL, token="t-1")
    again = line.post("/telephony/voice", CALL, token="t-1")
    other = line.post("/telephony/voice", CALL, token="t-2")
    assert first.data == again.data
    assert other.status_code == 200
    assert len(line.rows(Call)) == 1
    with line.city.store.read() as db:
        assert db.scalar(select(func.count()).select_from(WebhookInbox)) == 2


def test_the_end_may_be_told_before_the_beginning(line: Line) -> None:
    over = CALL | {"CallStatus": "completed", "Direction": "inbound", "SequenceNumber": "0"}
    assert line.post("/telephony/status/call", over).status_code == 204
    assert "<Hangup" in line.post("/telephony/voice", CALL).text
    assert line.call("CA1").state == "ended"


def test_a_fault_inside_is_answered_with_help_and_logged_by_its_kind(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_visit: object) -> None:
        raise ValueError(f"{CALLER} said something")

    with patch.object(webhooks, "voice", fail), caplog.at_level(logging.ERROR):
        response = line.post("/telephony/voice", CALL)
    assert response.status_code == 200
    assert response.text.count("<Say") >= 6  # three languages: what happened, and 112
    assert "ValueError" in caplog.text
    assert CALLER not in caplog.text
    assert line.rows(Call) == []
    assert line.post("/telephony/voice", CALL).status_code == 200
    assert len(line.rows(Call)) == 1  # the key was not used up


def test_news_that_fails_is_not_said_to_the_provider(line: Line) -> None:
    with patch.object(news, "conference", side_effect=RuntimeError):
        form = {"StatusCallbackEvent": "participant-join", "SequenceNumber": "1"}
        assert line.post("/telephony/status/conference", form).status_code == 204


def test_what_nobody_knows_is_heard_and_forgotten(line: Line) -> None:
    form = {"CallSid": "CA9", "CallStatus": "completed", "SequenceNumber": "2"}
    for path in ("/telephony/leg/nobody", "/telephony/status/call", "/telephony/status/conference"):
        assert line.post(path, form).status_code == 204
    for path in ("wait", "join", "outgoing"):
        assert "<Hangup" in line.post(f"/telephony/{path}/nobody", form).text


def test_the_fallback_speaks_three_languages_without_a_database(line: Line) -> None:
    text = line.post("/telephony/fallback", CALL).text
    assert all(f'language="{one}"' in text for one in ("pl-PL", "uk-UA", "en-GB")), text


def test_no_number_and_no_key_stands_open_in_the_database(line: Line) -> None:
    sid = line.dial()
    line.exchange.press(sid, "2")
    line.exchange.advance()
    line.exchange.press(sid, "12345678")
    line.exchange.advance()
    line.center.store.close()
    folder = line.city.settings.content_bundle.parent
    raw = b"".join(path.read_bytes() for path in folder.glob("city.db*"))
    for planted in (CALLER, CALLER[3:], "12345678"):
        assert planted.encode() not in raw
