"""What the adapter asks of the provider, and what it makes of the answers."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest
from twilio.http.response import Response

from contactcenter.telephony.provider import CallReport, Failed, Placed, Telephony, Trouble
from contactcenter.telephony.twilio_provider.line import Unanswered, Unsent
from contactcenter.telephony.twilio_provider.softphone import media_origins
from shared.web.headers import headers_for
from tests.contactcenter.twilio_provider.account import (
    CALL,
    CONFERENCE,
    ORIGIN,
    RECORDING,
    SETTINGS,
    CapturingLine,
    Sent,
    answered,
    refused,
    telephony,
)

AGENT = "0190a1b2-aaaa-7bbb-8ccc-ddddeeeeffff"
API = "https://api.dublin.ie1.twilio.com/2010-04-01/Accounts/" + SETTINGS.account_sid
MOBILE = "+48600100200"


def port(line: CapturingLine) -> Telephony:
    """The adapter as what it must be."""
    return telephony(line)


def added(to: str, **how: str) -> Sent:
    line = CapturingLine()
    assert port(line).add_party("call-1", to, "agent:1", **how) == Placed(CALL)
    return line.sent[0]


class TestRegion:
    def test_requests_go_where_the_account_is_whatever_the_environment_says(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("REGION", "EDGE", "ACCOUNT_SID", "AUTH_TOKEN"):
            monkeypatch.setenv(f"TWILIO_{name}", "us1")
        line = CapturingLine()
        telephony(line).hang_up(CALL)
        assert line.sent[0].url == f"{API}/Calls/{CALL}.json"
        assert line.sent[0].auth == (SETTINGS.key_sid, SETTINGS.key_secret)

    def test_conferences_are_mixed_there_too(self) -> None:
        assert added(f"client:{AGENT}").form["Region"] == "ie1"


class TestAddParty:
    def test_a_browser_is_told_which_leg_rings(self) -> None:
        sent = added(f"client:{AGENT}")
        assert sent.url == f"{API}/Conferences/call-1/Participants.json"
        assert sent.form["To"] == f"client:{AGENT.replace('-', '_')}?label=agent%3A1"
        assert sent.form["Label"] == "agent:1"

    def test_nobody_hears_a_beep_and_the_call_goes_on_when_they_leave(self) -> None:
        form = added(MOBILE).form
        assert form["Beep"] == "false"
        assert form["EndConferenceOnExit"] == "false"
        assert form["EarlyMedia"] == "true"

    def test_what_becomes_of_the_leg_is_told_to_an_address_with_its_label(self) -> None:
        form = added(MOBILE).form
        assert form["StatusCallback"] == f"{ORIGIN}/telephony/leg/agent%3A1"
        assert form["StatusCallbackEvent"] == ["initiated", "ringing", "answered", "completed"]
        assert form["ConferenceStatusCallback"] == f"{ORIGIN}/telephony/status/conference"

    def test_a_coach_is_heard_by_one(self) -> None:
        form = added(f"client:{AGENT}", coaching=CALL).form
        assert (form["Coaching"], form["CallSidToCoach"]) == ("true", CALL)
        assert "Coaching" not in added(f"client:{AGENT}").form

    def test_without_a_line_number_only_browsers_can_be_rung(self) -> None:
        line = CapturingLine()
        unassigned = telephony(line, replace(SETTINGS, line_number=None))
        no = Failed(Trouble.REFUSED, "no line number")
        assert unassigned.add_party("call-1", MOBILE, "other:1") == no
        assert unassigned.place_call(MOBILE, "/a", "/s", "citizen:1") == no
        assert line.sent == []
        assert unassigned.add_party("call-1", f"client:{AGENT}", "agent:1") == Placed(CALL)

    def test_calls_to_the_network_leave_through_the_operators_trunk(self) -> None:
        line = CapturingLine()
        trunked = telephony(line, replace(SETTINGS, trunk_sid="BY" + "b" * 32))
        trunked.add_party("call-1", MOBILE, "other:1")
        trunked.add_party("call-1", f"client:{AGENT}", "agent:1")
        assert [sent.form.get("Byoc") for sent in line.sent] == ["BY" + "b" * 32, None]


class TestParty:
    def test_is_changed_in_the_conference_the_provider_made_of_our_call(self) -> None:
        line = CapturingLine()
        assert port(line).hold("call-1", "agent:1", is_held=True) == Placed("agent:1")
        looked, changed = line.sent
        assert (looked.url, looked.query["FriendlyName"]) == (f"{API}/Conferences.json", "call-1")
        assert changed.url == f"{API}/Conferences/{CONFERENCE}/Participants/agent%3A1.json"
        assert changed.form == {"Hold": "true"}

    def test_the_conference_is_looked_up_once(self) -> None:
        line = CapturingLine()
        phone = port(line)
        phone.hold("call-1", "agent:1", is_held=True)
        phone.mute("call-1", "agent:1", is_muted=False)
        phone.coach("call-1", "coach:1", CALL)
        phone.coach("call-1", "coach:1", None)
        phone.remove("call-1", "coach:1")
        assert [sent.method for sent in line.sent] == [
            "GET",
            "POST",
            "POST",
            "POST",
            "POST",
            "DELETE",
        ]
        assert [sent.form for sent in line.sent[2:5]] == [
            {"Muted": "false"},
            {"Coaching": "true", "CallSidToCoach": CALL},
            {"Coaching": "false"},
        ]

    def test_a_new_conference_of_the_same_call_is_found(self) -> None:
        line = CapturingLine()
        phone = port(line)
        phone.hold("call-1", "agent:1", is_held=True)
        over = {"sid": CONFERENCE, "status": "completed"}
        new = {"sid": "CF" + "d" * 32, "status": "in-progress"}
        line.answers = [
            refused(404, 20404),
            answered(200, conferences=[over, new], page=0, page_size=20, next_page_uri=None),
        ]
        assert phone.hold("call-1", "agent:1", is_held=False) == Placed("agent:1")
        assert "CF" + "d" * 32 in line.sent[-1].url

    def test_somebody_who_left_is_gone_and_not_looked_for_again(self) -> None:
        line = CapturingLine()
        phone = port(line)
        phone.hold("call-1", "agent:1", is_held=True)
        line.answers = [refused(404, 20404)]
        gone = phone.hold("call-1", "agent:1", is_held=False)
        assert isinstance(gone, Failed)
        assert gone.trouble is Trouble.GONE
        assert len(line.sent) == 4  # looked up, held; gone, looked up: the same one

    @pytest.mark.parametrize("listed", [[], [{"sid": CONFERENCE, "status": "completed"}]])
    def test_of_a_conference_that_is_over_is_gone(self, listed: list[dict[str, str]]) -> None:
        line = CapturingLine(
            answered(200, conferences=listed, page=0, page_size=20, next_page_uri=None)
        )
        assert port(line).remove("call-1", "agent:1") == Failed(Trouble.GONE, "no conference")


class TestCalls:
    def test_a_callback_shows_the_lines_number_and_asks_us_what_to_say(self) -> None:
        line = CapturingLine()
        placed = port(line).place_call(MOBILE, "/telephony/outgoing/1", "/telephony/leg/x", "x")
        assert placed == Placed(CALL)
        form = line.sent[0].form
        assert (form["To"], form["From"]) == (MOBILE, SETTINGS.line_number)
        assert form["Url"] == f"{ORIGIN}/telephony/outgoing/1"
        assert form["FallbackUrl"] == f"{ORIGIN}/telephony/fallback"
        assert form["StatusCallback"] == f"{ORIGIN}/telephony/leg/x"

    def test_an_address_of_ours_may_be_whole_already(self) -> None:
        line = CapturingLine()
        port(line).steer(CALL, f"{ORIGIN}/telephony/join/1")
        port(line).steer(CALL, "/telephony/join/1")
        assert [sent.form["Url"] for sent in line.sent] == [f"{ORIGIN}/telephony/join/1"] * 2

    def test_ending_one_leg(self) -> None:
        line = CapturingLine()
        assert port(line).hang_up(CALL) == Placed(CALL)
        assert line.sent[0].form == {"Status": "completed"}

    def test_how_a_leg_stands(self) -> None:
        assert port(CapturingLine()).report(CALL) == CallReport(CALL, "completed", 31)

    def test_all_that_are_going_on_in_whatever_state(self) -> None:
        line = CapturingLine()
        live = port(line).live_calls()
        assert live == (CallReport(CALL, "in-progress", None),) * 3
        assert {sent.query["Status"] for sent in line.sent} == {"in-progress", "ringing", "queued"}


class TestMessages:
    def test_neither_words_nor_number_are_kept(self) -> None:
        line = CapturingLine()
        port(line).send_message(MOBILE, "Ustaliliśmy: …", "/telephony/status/message")
        form = line.sent[0].form
        assert (form["ContentRetention"], form["AddressRetention"]) == ("discard", "obfuscate")
        assert form["Body"] == "Ustaliliśmy: …"
        assert form["StatusCallback"] == f"{ORIGIN}/telephony/status/message"

    @pytest.mark.parametrize(
        ("how", "sender"),
        [
            ({}, {"From": SETTINGS.line_number}),
            ({"sender": "Okienko"}, {"From": "Okienko"}),
            (
                {"messaging_service_sid": "MG" + "2" * 32},
                {"MessagingServiceSid": "MG" + "2" * 32},
            ),
        ],
    )
    def test_they_come_from_one_sender(self, how: dict[str, str], sender: dict[str, str]) -> None:
        line = CapturingLine()
        telephony(line, replace(SETTINGS, **how)).send_message(MOBILE, "x", "/s")
        form = line.sent[0].form
        assert {
            name: form[name] for name in form if name in ("From", "MessagingServiceSid")
        } == sender

    def test_without_any_nothing_is_sent(self) -> None:
        mute = telephony(CapturingLine(), replace(SETTINGS, line_number=None))
        assert mute.send_message(MOBILE, "x", "/s") == Failed(Trouble.REFUSED, "no sender")


class TestRecordings:
    def test_a_sound_is_fetched_with_our_key_and_then_forgotten(self) -> None:
        line = CapturingLine(Response(200, "RIFF"))
        assert port(line).fetch_recording(RECORDING) == b"RIFF"
        assert port(line).delete_recording(RECORDING) == Placed(RECORDING)
        fetched, deleted = line.sent
        assert (fetched.url, fetched.auth) == (
            f"{API}/Recordings/{RECORDING}.wav",
            (SETTINGS.key_sid, SETTINGS.key_secret),
        )
        assert (deleted.method, deleted.url) == ("DELETE", f"{API}/Recordings/{RECORDING}.json")

    def test_one_that_is_not_there_is_gone(self) -> None:
        line = CapturingLine(Response(404, ""), refused(404, 20404))
        for answer in (
            port(line).fetch_recording(RECORDING),
            port(line).delete_recording(RECORDING),
        ):
            assert isinstance(answer, Failed)
            assert answer.trouble is Trouble.GONE


@pytest.mark.parametrize(
    ("answer", "trouble", "detail"),
    [
        (Unsent(), Trouble.AWAY, "no connection"),
        (Unanswered(), Trouble.UNKNOWN, "no answer"),
        (refused(404, 20404), Trouble.GONE, "20404"),
        (refused(400, 21220), Trouble.GONE, "21220"),
        (refused(400, 21610), Trouble.OPTED_OUT, "21610"),
        (refused(400, 21614), Trouble.NOT_A_MOBILE, "21614"),
        (refused(400, 21211), Trouble.REFUSED, "21211"),
        (refused(401, 20003), Trouble.REFUSED, "20003"),
        (refused(429, 20429), Trouble.AWAY, "20429"),
        (refused(503, 20503), Trouble.AWAY, "20503"),
        (refused(500, 20500), Trouble.UNKNOWN, "20500"),
        (Response(500, "<html>"), Trouble.UNKNOWN, "500"),
        (Response(404, ""), Trouble.GONE, "404"),
        (Response(302, ""), Trouble.REFUSED, "302"),
        (Response(201, "<html>"), Trouble.UNKNOWN, "no sense"),
        (Response(201, "[]"), Trouble.UNKNOWN, "no sense"),
        (Response(201, "null"), Trouble.UNKNOWN, "no sense"),
        (
            answered(400, type="x", title="x", status=400, code=21610),
            Trouble.OPTED_OUT,
            "21610",
        ),
    ],
)
def test_what_goes_wrong_is_a_value(
    answer: Response | Exception, trouble: Trouble, detail: str
) -> None:
    line = CapturingLine(answer)
    assert port(line).send_message(MOBILE, "x", "/s") == Failed(trouble, detail)
    assert len(line.sent) == 1


def test_an_answer_without_a_sid_is_not_taken_for_one() -> None:
    line = CapturingLine(answered(201), answered(201))
    for made in (
        port(line).send_message(MOBILE, "x", "/s"),
        port(line).add_party("c", MOBILE, "l"),
    ):
        assert made == Failed(Trouble.UNKNOWN, "no sense")


class TestSoftphone:
    def test_the_pass_is_for_one_agent_in_one_region_for_an_hour(self) -> None:
        phone_pass = port(CapturingLine()).softphone_pass(AGENT)
        header, payload, _ = phone_pass.token.split(".")
        assert read(header)["twr"] == "ie1"
        said = read(payload)
        assert said["grants"]["identity"] == phone_pass.identity == AGENT.replace("-", "_")
        assert said["grants"]["voice"]["incoming"] == {"allow": True}
        assert said["exp"] - said["nbf"] == phone_pass.seconds == 3600
        assert phone_pass.token not in repr(phone_pass)

    def test_a_page_may_speak_to_the_provider_and_to_nobody_else(self) -> None:
        policy = headers_for(media_origins(SETTINGS))["Content-Security-Policy"]
        assert "wss://voice-js.dublin.twilio.com" in policy
        assert "https://eventgw.ie1.twilio.com" in policy
        assert "media-src 'self' mediastream: https://sdk.twilio.com" in policy
        assert "script-src 'self';" in policy


def read(part: str) -> dict[str, object]:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
