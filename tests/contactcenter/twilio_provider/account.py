"""An account that does not exist, and a line that only writes down what would be sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twilio.http.response import Response

from contactcenter.telephony.twilio_provider.line import Line
from contactcenter.telephony.twilio_provider.rest import TwilioTelephony
from contactcenter.telephony.twilio_provider.settings import TwilioSettings

ORIGIN = "https://okienko.example"
CONFERENCE = "CF" + "c" * 32
CALL = "CA" + "a" * 32
RECORDING = "RE" + "e" * 32
SETTINGS = TwilioSettings(
    account_sid="AC" + "0" * 32,
    key_sid="SK" + "1" * 32,
    key_secret="a key's secret of a sensible length",
    tokens=("t" * 32,),
    line_number="+48800000000",
)


@dataclass(frozen=True)
class Sent:
    """One request as the library hands it over."""

    method: str
    url: str
    query: Mapping[str, Any]
    form: Mapping[str, Any]
    auth: tuple[str, str] | None


class CapturingLine(Line):
    """Answers what it is told to, in turn; after that whatever was asked for is there."""

    def __init__(self, *answers: Response | Exception) -> None:
        super().__init__("http://127.0.0.1:9")
        self.answers = list(answers)
        self.sent: list[Sent] = []

    def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        self.sent.append(Sent(method, uri, dict(params or {}), dict(data or {}), auth))
        answer = self.answers.pop(0) if self.answers else _usual(method, uri)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def fetch(self, uri: str, auth: tuple[str, str]) -> tuple[int, bytes]:
        answer = self.request("GET", uri, auth=auth)
        return answer.status_code, answer.text.encode()


def answered(code: int, /, **payload: Any) -> Response:
    """An answer of the provider's."""
    return Response(code, json.dumps(payload))


def refused(status: int, code: int) -> Response:
    """A refusal, in the provider's shape."""
    said = {"code": code, "message": "a sentence", "more_info": "…", "status": status}
    return Response(status, json.dumps(said))


def _usual(method: str, uri: str) -> Response:
    if method == "DELETE":
        return Response(204, "")
    if uri.endswith("/Conferences.json"):
        one = {"sid": CONFERENCE, "friendly_name": "call-1", "status": "in-progress"}
        return answered(200, conferences=[one], page=0, page_size=20, next_page_uri=None)
    if uri.endswith("/Calls.json") and method == "GET":
        one = {"sid": CALL, "status": "in-progress", "duration": None}
        return answered(200, calls=[one], page=0, page_size=1000, next_page_uri=None)
    return answered(
        201 if method == "POST" else 200,
        sid=CALL,
        call_sid=CALL,
        status="completed",
        duration="31",
    )


def telephony(line: Line, settings: TwilioSettings = SETTINGS) -> TwilioTelephony:
    """The adapter, speaking to `line`."""
    return TwilioTelephony(settings, ORIGIN, line)
