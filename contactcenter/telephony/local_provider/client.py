"""The local provider behind the port: orders by HTTP, answers as values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlencode

import urllib3

from contactcenter.telephony.local_provider.parts import LIVE
from contactcenter.telephony.local_provider.passes import SECONDS, make_pass
from contactcenter.telephony.local_provider.rest import credentials
from contactcenter.telephony.local_provider.shapes import BASE
from contactcenter.telephony.provider import (
    Answer,
    CallReport,
    Failed,
    Placed,
    SoftphonePass,
    Trouble,
)
from shared.clock import Clock

ASK_SECONDS = 4.0
INBOUND = "inbound"
CONFERENCE_STATUS = "/telephony/status/conference"
CALL_EVENTS = ("initiated", "ringing", "answered", "completed")
CONFERENCE_EVENTS = ("start", "end", "join", "leave", "mute", "hold", "modify")
_CODES = {
    20404: Trouble.GONE,
    21220: Trouble.GONE,
    21610: Trouble.OPTED_OUT,
    21614: Trouble.NOT_A_MOBILE,
}

Sensible = TypeVar("Sensible")
_NOT_TAKEN = frozenset({429, 503})  # turned away before anything was done
NONSENSE = Failed(Trouble.UNKNOWN, "no sense")

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Came:
    """What came back from the provider."""

    status: int
    data: bytes


class Http(Protocol):
    """How an order gets there: over HTTP, or straight to an exchange in this process."""

    def send(self, method: str, path: str, fields: Fields, authorization: str) -> Came | Failed:
        """One order; a `Failed` that is AWAY or UNKNOWN when nothing came back."""


class Wire:
    """Over HTTP, within seconds."""

    def __init__(self, address: str) -> None:
        self._address = address
        timeout = urllib3.Timeout(connect=1.0, read=ASK_SECONDS)
        self._pool = urllib3.PoolManager(retries=False, timeout=timeout, maxsize=16)

    def send(self, method: str, path: str, fields: Fields, authorization: str) -> Came | Failed:
        """One order. Refused connections certainly did nothing; anything else may have."""
        query = f"?{urlencode(fields)}" if fields and method == "GET" else ""
        body = urlencode(fields) if method == "POST" else None
        headers = {"Authorization": authorization}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        url = f"{self._address}{path}{query}"
        try:
            came = self._pool.request(method, url, body=body, headers=headers)
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
            return Failed(Trouble.AWAY)
        except urllib3.exceptions.HTTPError:
            return Failed(Trouble.UNKNOWN)
        return Came(came.status, came.data)

    def close(self) -> None:
        """Let go of the connections that are kept open."""
        self._pool.clear()


@dataclass(frozen=True)
class LocalTelephony:
    """The port's provider on this machine. `public_url`: where the provider finds the app; `line`:
    our own number, shown to whoever is called.
    """

    address: str
    token: str = field(repr=False)
    public_url: str
    line: str
    clock: Clock
    http: Http
    name: str = "local"

    def place_call(self, to: str, answer_url: str, status_url: str, label: str) -> Answer:
        """Ring somebody who is in no conference yet; only in a conference has a leg a label."""
        del label
        fields = [
            ("To", to),
            ("From", self.line),
            ("Url", answer_url),
            ("FallbackUrl", f"{self.public_url}/telephony/fallback"),
            ("StatusCallback", status_url),
            *(("StatusCallbackEvent", event) for event in CALL_EVENTS),
        ]
        return self._order("POST", "/Calls.json", fields)

    def steer(self, sid: str, url: str) -> Answer:
        """Take a call leg to another document."""
        return self._order("POST", f"/Calls/{_part(sid)}.json", [("Url", url), ("Method", "POST")])

    def add_party(
        self, conference: str, to: str, label: str, *, coaching: str | None = None
    ) -> Answer:
        """Ring somebody into a conference."""
        coach = [("Coaching", "true"), ("CallSidToCoach", coaching)] if coaching else []
        fields = [
            ("To", to),
            ("From", self.line),
            ("Label", label),
            ("Beep", "false"),
            ("EarlyMedia", "true"),
            ("StartConferenceOnEnter", "true"),
            ("EndConferenceOnExit", "false"),
            ("StatusCallback", f"{self.public_url}/telephony/leg/{_part(label)}"),
            *(("StatusCallbackEvent", event) for event in CALL_EVENTS),
            ("ConferenceStatusCallback", f"{self.public_url}{CONFERENCE_STATUS}"),
            *(("ConferenceStatusCallbackEvent", event) for event in CONFERENCE_EVENTS),
            *coach,
        ]
        path = f"/Conferences/{_part(conference)}/Participants.json"
        return self._order("POST", path, fields, sid="call_sid")

    def hold(
        self, conference: str, label: str, *, is_held: bool, hold_url: str | None = None
    ) -> Answer:
        """Let one party wait, or fetch them back."""
        heard = [("HoldUrl", hold_url), ("HoldMethod", "POST")] if hold_url else []
        return self._change(conference, label, [("Hold", _word(is_held)), *heard])

    def mute(self, conference: str, label: str, *, is_muted: bool) -> Answer:
        """Close or open one party's microphone."""
        return self._change(conference, label, [("Muted", _word(is_muted))])

    def coach(self, conference: str, label: str, coached_sid: str | None) -> Answer:
        """Let a party be heard by one leg only, or by all."""
        if coached_sid is None:
            return self._change(conference, label, [("Coaching", "false")])
        fields = [("Coaching", "true"), ("CallSidToCoach", coached_sid)]
        return self._change(conference, label, fields)

    def announce(self, conference: str, url: str) -> Answer:
        """Read a document to everybody in a conference."""
        fields = [("AnnounceUrl", url), ("AnnounceMethod", "POST")]
        return self._order("POST", f"/Conferences/{_part(conference)}.json", fields)

    def remove(self, conference: str, label: str) -> Answer:
        """Take one party out of a conference and hang up on them."""
        path = f"/Conferences/{_part(conference)}/Participants/{_part(label)}.json"
        return self._order("DELETE", path, [])

    def hang_up(self, sid: str) -> Answer:
        """End one call leg."""
        return self._order("POST", f"/Calls/{_part(sid)}.json", [("Status", "completed")])

    def report(self, sid: str) -> CallReport | Failed:
        """Ask how a call leg stands."""
        came = self._ask("GET", f"/Calls/{_part(sid)}.json")
        return came if isinstance(came, Failed) else _sense(lambda: _report(json.loads(came.data)))

    def live_calls(self) -> tuple[CallReport, ...] | Failed:
        """All call legs the provider believes to be going on."""
        came = self._ask("GET", "/Calls.json")
        if isinstance(came, Failed):
            return came
        return _sense(
            lambda: tuple(
                one for one in map(_report, json.loads(came.data)["calls"]) if one.status in LIVE
            )
        )

    def calls_since(self, at: datetime) -> tuple[CallReport, ...] | Failed:
        """All calls to the line that began after `at`."""
        came = self._ask("GET", "/Calls.json")
        if isinstance(came, Failed):
            return came
        return _sense(
            lambda: tuple(
                _report(one)
                for one in json.loads(came.data)["calls"]
                if one["direction"] == INBOUND and parsedate_to_datetime(one["date_created"]) >= at
            )
        )

    def send_message(self, to: str, body: str, status_url: str) -> Answer:
        """Send a text message."""
        fields = [
            ("To", to),
            ("From", self.line),
            ("Body", body),
            ("StatusCallback", status_url),
            ("ContentRetention", "discard"),
            ("AddressRetention", "obfuscate"),
        ]
        return self._order("POST", "/Messages.json", fields)

    def fetch_recording(self, sid: str) -> bytes | Failed:
        """The sound of a message a caller left."""
        came = self._ask("GET", f"/Recordings/{_part(sid)}.wav")
        return came if isinstance(came, Failed) else came.data

    def delete_recording(self, sid: str) -> Answer:
        """Have the provider forget that sound."""
        return self._order("DELETE", f"/Recordings/{_part(sid)}.json", [])

    def softphone_pass(self, identity: str) -> SoftphonePass:
        """Let one agent's browser be a telephone."""
        token = make_pass(identity, self.token, self.clock.now())
        return SoftphonePass("local", token, identity, SECONDS, self.address)

    def _change(self, conference: str, label: str, fields: Fields) -> Answer:
        path = f"/Conferences/{_part(conference)}/Participants/{_part(label)}.json"
        return self._order("POST", path, fields, sid="call_sid")

    def _order(self, method: str, path: str, fields: Fields, sid: str = "sid") -> Answer:
        came = self._ask(method, path, fields)
        if isinstance(came, Failed):
            return came
        return _sense(lambda: Placed(json.loads(came.data)[sid] if came.data else ""))

    def _ask(self, method: str, path: str, fields: Fields | None = None) -> Came | Failed:
        came = self.http.send(method, f"{BASE}{path}", fields or [], credentials(self.token))
        if isinstance(came, Failed) or came.status < 300:
            return came
        return _failed(came)


def open_local(
    address: str, token: str, public_url: str, line: str, clock: Clock
) -> LocalTelephony:
    """The provider that listens at `address`."""
    return LocalTelephony(address, token, public_url, line, clock, Wire(address))


def _sense(read: Callable[[], Sensible]) -> Sensible | Failed:
    """What an answer says; one that says nothing of the kind leaves open what was done."""
    try:
        return read()
    except (ValueError, KeyError, TypeError):
        return NONSENSE


def _failed(came: Came) -> Failed:
    if came.status in _NOT_TAKEN:
        return Failed(Trouble.AWAY, str(came.status))
    if came.status >= 500:
        return Failed(Trouble.UNKNOWN, str(came.status))
    code = _code(came.data)
    return Failed(_CODES.get(code, Trouble.REFUSED), str(code or came.status))


def _code(data: bytes) -> int:
    try:
        said = json.loads(data)
    except ValueError:
        return 0
    return int(said.get("code", 0)) if isinstance(said, dict) else 0


def _report(said: Mapping[str, Any]) -> CallReport:
    seconds = said["duration"]
    return CallReport(said["sid"], said["status"], int(seconds) if seconds else None)


def _part(text: str) -> str:
    return quote(text, safe="")


def _word(value: bool) -> str:
    return "true" if value else "false"
