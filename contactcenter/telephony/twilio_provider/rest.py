"""The telephone provider Twilio, behind our port, through its official library.

A conference is called by the id of our call, a party by the label of our leg. Only adding a party
may name a conference by that name; everything else wants the sid the provider gave it, which is
looked up and remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from twilio.base import values
from twilio.rest import Client

from contactcenter.telephony.provider import (
    Answer,
    CallReport,
    Failed,
    Placed,
    SoftphonePass,
    Trouble,
)
from contactcenter.telephony.twilio_provider.conferences import Conferences
from contactcenter.telephony.twilio_provider.line import Line
from contactcenter.telephony.twilio_provider.settings import TwilioSettings
from contactcenter.telephony.twilio_provider.softphone import client_name, make_pass
from contactcenter.telephony.twilio_provider.trouble import attempt, trouble

CALL_EVENTS = ["initiated", "ringing", "answered", "completed"]
CONFERENCE_EVENTS = ["start", "end", "join", "leave", "mute", "hold", "modify"]
LIVE = ("in-progress", "ringing", "queued")
MOST_LIVE = 1000
INBOUND = "inbound"
RING_SECONDS = 30
NOBODY = "client:okienko"  # who rings an agent's browser while the line has no number


class TwilioTelephony:
    """`public_url` is our origin as Twilio reaches it, without a path at its end."""

    name = "twilio"

    def __init__(self, settings: TwilioSettings, public_url: str, line: Line | None = None) -> None:
        self._settings = settings
        self._public_url = public_url.rstrip("/")
        self._line = line or Line()
        self._client = Client(
            settings.key_sid,
            settings.key_secret,
            settings.account_sid,
            region=settings.region,
            edge=settings.edge,
            http_client=self._line,
        )
        self._conferences = Conferences(self._client)

    def place_call(self, to: str, answer_url: str, status_url: str, label: str) -> Answer:
        """Ring a number; `label` is in `status_url`, so that even a lost answer can be matched."""
        if not self._settings.line_number and not to.startswith("client:"):
            return Failed(Trouble.REFUSED, "no line number")
        return _placed(
            lambda: self._client.calls.create(
                to=_called(to, label),
                from_=self._settings.line_number or NOBODY,
                url=self._absolute(answer_url),
                method="POST",
                fallback_url=self._absolute("/telephony/fallback"),
                fallback_method="POST",
                status_callback=self._absolute(status_url),
                status_callback_method="POST",
                status_callback_event=CALL_EVENTS,
                timeout=RING_SECONDS,
                byoc=self._trunk(to),
            )
        )

    def steer(self, sid: str, url: str) -> Answer:
        """Take a leg to another document; this takes it out of its conference."""
        return _placed(
            lambda: self._client.calls(sid).update(url=self._absolute(url), method="POST")
        )

    def add_party(
        self, conference: str, to: str, label: str, *, coaching: str | None = None
    ) -> Answer:
        """Ring somebody into a conference. Whoever rings hears nothing of it but the ringing."""
        if not self._settings.line_number and not to.startswith("client:"):
            return Failed(Trouble.REFUSED, "no line number")
        asked = self._party(to, label, coaching)
        parties = self._client.conferences(quote(conference, "")).participants
        return attempt(lambda: Placed(_given(parties.create(**asked).call_sid)))

    def hold(
        self, conference: str, label: str, *, is_held: bool, hold_url: str | None = None
    ) -> Answer:
        """Let one party wait, or fetch them back."""
        heard = {"hold_url": self._absolute(hold_url), "hold_method": "POST"} if hold_url else {}
        return self._change(conference, label, hold=is_held, **heard)

    def mute(self, conference: str, label: str, *, is_muted: bool) -> Answer:
        """Close or open one party's microphone towards the others."""
        return self._change(conference, label, muted=is_muted)

    def coach(self, conference: str, label: str, coached_sid: str | None) -> Answer:
        """Let a party be heard by one leg only, or by all."""
        if coached_sid is None:
            return self._change(conference, label, coaching=False)
        return self._change(conference, label, coaching=True, call_sid_to_coach=coached_sid)

    def announce(self, conference: str, url: str) -> Answer:
        """Read a document to everybody in a conference."""
        heard = {"announce_url": self._absolute(url), "announce_method": "POST"}
        return self._in(
            conference, lambda sid: self._client.conferences(sid).update(**heard), conference
        )

    def remove(self, conference: str, label: str) -> Answer:
        """Take one party out; there is no status to set on them, so they are deleted."""
        return self._in(conference, lambda sid: self._party_of(sid, label).delete(), label)

    def hang_up(self, sid: str) -> Answer:
        """End one leg."""
        return _placed(lambda: self._client.calls(sid).update(status="completed"))

    def report(self, sid: str) -> CallReport | Failed:
        """Ask how a leg stands."""
        return attempt(lambda: _report(self._client.calls(sid).fetch()))

    def live_calls(self) -> tuple[CallReport, ...] | Failed:
        """All legs Twilio believes to be going on; statuses can only be asked for one by one."""
        return attempt(
            lambda: tuple(
                _report(call)
                for status in LIVE
                for call in self._client.calls.list(
                    status=status, limit=MOST_LIVE, page_size=MOST_LIVE
                )
            )
        )

    def calls_since(self, at: datetime) -> tuple[CallReport, ...] | Failed:
        """All calls to the line that began after `at`; an outgoing one is of our own making."""
        return attempt(
            lambda: tuple(
                _report(call)
                for call in self._client.calls.list(
                    start_time_after=at, limit=MOST_LIVE, page_size=MOST_LIVE
                )
                if call.direction == INBOUND
            )
        )

    def send_message(self, to: str, body: str, status_url: str) -> Answer:
        """Send a text of which Twilio keeps neither the words nor the whole number."""
        sender = self._sender()
        if not sender:
            return Failed(Trouble.REFUSED, "no sender")
        return _placed(
            lambda: self._client.messages.create(
                to=to,
                body=body,
                status_callback=self._absolute(status_url),
                content_retention="discard",
                address_retention="obfuscate",
                **sender,
            )
        )

    def fetch_recording(self, sid: str) -> bytes | Failed:
        """The sound of a message, as WAV."""
        path = f"/2010-04-01/Accounts/{self._settings.account_sid}/Recordings/{quote(sid, '')}.wav"
        uri = self._client.get_hostname(f"https://api.twilio.com{path}")
        fetched = attempt(lambda: self._line.fetch(uri, self._client.auth))
        if isinstance(fetched, Failed):
            return fetched
        status, sound = fetched
        return sound if status == 200 else trouble(status)

    def delete_recording(self, sid: str) -> Answer:
        """Have Twilio forget a sound, which it would else keep for ever."""
        return _done(attempt(lambda: self._client.recordings(sid).delete()), sid)

    def softphone_pass(self, identity: str) -> SoftphonePass:
        """Let one agent's browser be a telephone."""
        return make_pass(self._settings, identity)

    def _party(self, to: str, label: str, coached_sid: str | None) -> dict[str, Any]:
        coaching = {"coaching": True, "call_sid_to_coach": coached_sid} if coached_sid else {}
        return {
            "to": _called(to, label),
            "from_": self._settings.line_number or NOBODY,
            "label": label,
            "timeout": RING_SECONDS,
            "beep": "false",
            "early_media": True,
            "start_conference_on_enter": True,
            "end_conference_on_exit": False,
            "region": self._settings.region,
            "byoc": self._trunk(to),
            "status_callback": self._absolute(f"/telephony/leg/{quote(label, '')}"),
            "status_callback_method": "POST",
            "status_callback_event": CALL_EVENTS,
            "conference_status_callback": self._absolute("/telephony/status/conference"),
            "conference_status_callback_method": "POST",
            "conference_status_callback_event": CONFERENCE_EVENTS,
            **coaching,
        }

    def _change(self, conference: str, label: str, **changes: Any) -> Answer:
        return self._in(conference, lambda sid: self._party_of(sid, label).update(**changes), label)

    def _in(self, conference: str, change: Callable[[str], object], label: str) -> Answer:
        return _done(self._conferences.attempt_in(conference, change), label)

    def _party_of(self, conference_sid: str, label: str) -> Any:
        return self._client.conferences(conference_sid).participants(quote(label, safe=""))

    def _sender(self) -> dict[str, str]:
        if self._settings.messaging_service_sid:
            return {"messaging_service_sid": self._settings.messaging_service_sid}
        own = self._settings.sender or self._settings.line_number
        return {"from_": own} if own else {}

    def _trunk(self, to: str) -> Any:
        is_browser = to.startswith("client:")
        return values.unset if is_browser else self._settings.trunk_sid or values.unset

    def _absolute(self, address: str) -> str:
        return f"{self._public_url}{address}" if address.startswith("/") else address


def _called(to: str, label: str) -> str:
    """Whom to ring; a browser is told which leg rings, so that it picks up no other."""
    kind, _, identity = to.partition(":")
    if kind != "client":
        return to
    return f"client:{client_name(identity)}?label={quote(label, safe='')}"


def _placed(ask: Callable[[], Any]) -> Answer:
    return attempt(lambda: Placed(_given(ask().sid)))


def _done(answered: object, name: str) -> Answer:
    return answered if isinstance(answered, Failed) else Placed(name)


def _report(call: Any) -> CallReport:
    seconds = call.duration
    return CallReport(_given(call.sid), _given(call.status), int(seconds) if seconds else None)


def _given(word: object) -> str:
    """A word the provider has to give; raises ValueError when it did not."""
    if not isinstance(word, str) or not word:
        raise ValueError("the answer lacks what was asked for")
    return word
