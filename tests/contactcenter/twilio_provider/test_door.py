"""Through the app's own door: what the provider signed gets in, whatever the way did to it; nothing
else does, and what comes again has no second effect.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from shared.models import Call, WebhookInbox
from tests.contactcenter.telephony.line import ORIGIN, TOKEN, Line, build_line

SID = "CA" + "5" * 32
FORM = {"CallSid": SID, "From": "+48600100200", "To": "+48800111222", "Direction": "inbound"}
ENCODED = (
    "/telephony/voice?n=%C5%81%C3%B3d%C5%BA",
    "/telephony/voice?next=%2Ftelephony%2Fvoice%2C",
    "/telephony/voice?at=%7Ehome",
    "/telephony/voice?at=~home&empty=&&",
    "/telephony/voice?plus=a+b%20c",
    "/telephony/voice",
)


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A line nothing ever gets into; one for all that is refused."""
    line = build_line(tmp_path_factory.mktemp("shut"))
    yield line
    assert effects(line) == (0, 0)
    line.city.close()


def signed(target: str, form: Mapping[str, str], token: str = TOKEN, origin: str = ORIGIN) -> str:
    text = origin + target + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), "sha1").digest()).decode()


def post(
    line: Line, target: str, form: Mapping[str, str], signature: str | None, **how: Any
) -> TestResponse:
    """One request, its target exactly as given."""
    headers = how.pop("headers", {})
    if signature is not None:
        headers = {"X-Twilio-Signature": signature, **headers}
    return line.client.post(
        target, data=dict(form), headers=headers, environ_overrides={"RAW_URI": target}, **how
    )


def effects(line: Line) -> tuple[int, int]:
    """How many calls there are, and how many webhooks were taken in."""
    with line.city.store.read() as db:
        calls = db.scalar(select(func.count()).select_from(Call))
        taken = db.scalar(select(func.count()).select_from(WebhookInbox))
    return calls or 0, taken or 0


@pytest.mark.parametrize("target", ENCODED)
def test_an_encoded_target_counts_as_it_was_sent(line: Line, target: str) -> None:
    assert post(line, target, FORM, signed(target, FORM)).status_code == 200
    assert effects(line)[0] == 1


def test_what_a_proxy_says_of_the_host_counts_for_nothing(line: Line) -> None:
    target = "/telephony/voice?n=%C5%81"
    said = {
        "Host": "internal:8000",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Port": "444",
        "X-Forwarded-Prefix": "/elsewhere",
        "X-Original-Url": "/telephony/voice",
    }
    genuine = post(line, target, FORM, signed(target, FORM), headers=said)
    assert genuine.status_code == 200
    forged = signed(target, FORM, origin="https://evil.example")
    assert post(line, target, FORM, forged, headers=said).status_code == 403


def _tampered() -> dict[str, tuple[str, Mapping[str, str]]]:
    at = "/telephony/voice?a=1&b=%2F"
    return {
        "another number": (at, FORM | {"From": "+48600100201"}),
        "a field more": (at, FORM | {"Digits": ""}),
        "a field less": (at, {name: FORM[name] for name in list(FORM)[:-1]}),
        "a space more": (at, FORM | {"From": "+48600100200 "}),
        "another query": ("/telephony/voice?a=2&b=%2F", FORM),
        "the query in another order": ("/telephony/voice?b=%2F&a=1", FORM),
        "the query decoded": ("/telephony/voice?a=1&b=/", FORM),
        "the query encoded otherwise": ("/telephony/voice?a=1&b=%2f", FORM),
        "no query": ("/telephony/voice", FORM),
        "another door": ("/telephony/fallback?a=1&b=%2F", FORM),
    }


@pytest.mark.parametrize("name", sorted(_tampered()))
def test_what_was_changed_on_the_way_is_refused(shut: Line, name: str) -> None:
    target, form = _tampered()[name]
    signature = signed("/telephony/voice?a=1&b=%2F", FORM)
    assert post(shut, target, form, signature).status_code == 403
    assert effects(shut) == (0, 0)


@pytest.mark.parametrize("signature", [None, "", "x", "zażółć".encode().decode("latin-1")])
def test_no_signature_is_a_refusal_and_not_a_fault(shut: Line, signature: str | None) -> None:
    assert post(shut, "/telephony/voice", FORM, signature).status_code == 403
    assert effects(shut) == (0, 0)


def test_a_signature_sent_twice_is_refused(shut: Line) -> None:
    genuine = signed("/telephony/voice", FORM)
    for twice in (f"{genuine},{genuine}", f"{genuine}, x"):
        assert post(shut, "/telephony/voice", FORM, twice).status_code == 403


def test_another_token_is_refused(shut: Line) -> None:
    forged = signed("/telephony/voice", FORM, token="some other token")
    assert post(shut, "/telephony/voice", FORM, forged).status_code == 403


class TestJson:
    BODY = json.dumps({"CallSid": SID, "From": "+48600100200"}).encode()

    def send(self, line: Line, body: bytes, *, signed_for: bytes | None) -> TestResponse:
        digest = hashlib.sha256(signed_for or b"").hexdigest()
        target = "/telephony/voice" + (f"?bodySHA256={digest}" if signed_for else "")
        return line.client.post(
            target,
            data=body,
            content_type="application/json",
            headers={"X-Twilio-Signature": signed(target, {})},
            environ_overrides={"RAW_URI": target},
        )

    def test_gets_in_with_its_own_hash_only(self, line: Line) -> None:
        assert self.send(line, self.BODY, signed_for=self.BODY).status_code != 403
        assert self.send(line, self.BODY + b" ", signed_for=self.BODY).status_code == 403
        assert self.send(line, self.BODY, signed_for=None).status_code == 403

    def test_is_not_let_in_dressed_up_as_a_form(self, line: Line) -> None:
        target = f"/telephony/voice?bodySHA256={hashlib.sha256(self.BODY).hexdigest()}"
        assert post(line, target, {}, signed(target, {})).status_code == 403


class TestReplay:
    def test_of_a_new_call_makes_no_second_one(self, line: Line) -> None:
        signature = signed("/telephony/voice", FORM)
        answers = [post(line, "/telephony/voice", FORM, signature) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1
        assert effects(line) == (1, 1)

    def test_of_a_key_press_presses_nothing_again(self, line: Line) -> None:
        sid = line.dial()
        target = f"/telephony/menu/{line.call(sid).id}?at=language&try=0"
        form = {"CallSid": sid, "Digits": "0"}
        first = post(line, target, form, signed(target, form))
        before = effects(line)
        again = post(line, target, form, signed(target, form))
        assert again.text == first.text
        assert effects(line) == before

    def test_of_an_end_ends_nothing_again(self, line: Line) -> None:
        sid = line.wait_for_a_person()
        form = {"CallSid": sid, "CallStatus": "completed", "SequenceNumber": "3"}
        target = "/telephony/status/call"
        for _ in range(2):
            assert post(line, target, form, signed(target, form)).status_code == 204
        ended = [name for name in line.events(line.call(sid)) if "end" in name or "gone" in name]
        assert len(ended) == len(set(ended))
