"""The door for orders: the subset of the public REST API that the app uses, form in, JSON out.

Not Flask: `Door.answer` takes a request's parts, so that tests and simulations knock without HTTP.
"""

from __future__ import annotations

import base64
import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contactcenter.telephony.local_provider import shapes
from contactcenter.telephony.local_provider.calls import Wanted
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.form import Form
from contactcenter.telephony.local_provider.parts import ACCOUNT, Go, NotThere, Refused
from contactcenter.telephony.local_provider.rooms import Entry

# A field of a form may come several times; the values in their order.
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    status: int
    body: bytes = b""
    kind: str = "application/json"


Handler = Callable[..., Reply]


class Door:
    """Answers orders for one exchange."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._routes = [(re.compile(f"{shapes.BASE}{path}"), way) for path, way in self._table()]

    def answer(self, method: str, path: str, fields: Fields, authorization: str) -> Reply:
        """One order; `authorization` is the header as it came."""
        try:
            self._check(authorization)
            for pattern, ways in self._routes:
                found = pattern.fullmatch(path)
                if found and method in ways:
                    return ways[method](Form(fields), *found.groups())
            raise NotThere(path)
        except Refused as refused:
            said = shapes.show_refusal(refused.code, str(refused), refused.status)
            return _json(said, refused.status)

    def _table(self) -> tuple[tuple[str, dict[str, Handler]], ...]:
        one = r"/([^/]+?)(?:\.json)?"
        parties = r"/Conferences/([^/]+)/Participants"
        return (
            (r"/Calls\.json", {"POST": self._place, "GET": self._list_calls}),
            (rf"/Calls{one}", {"POST": self._change_call, "GET": self._show_call}),
            (r"/Conferences\.json", {"GET": self._list_rooms}),
            (rf"{parties}\.json", {"POST": self._add, "GET": self._list_parties}),
            (
                rf"{parties}{one}",
                {"POST": self._change_party, "GET": self._show_party, "DELETE": self._remove},
            ),
            (rf"/Conferences{one}", {"GET": self._show_room, "POST": self._change_room}),
            (r"/Messages\.json", {"POST": self._send}),
            (rf"/Messages{one}", {"GET": self._show_message}),
            (
                r"/Recordings/([^/.]+)\.json",
                {"GET": self._show_recording, "DELETE": self._forget_recording},
            ),
            (
                r"/Recordings/([^/.]+)(?:\.wav|\.mp3)?",
                {"GET": self._sound, "DELETE": self._forget_recording},
            ),
        )

    def _check(self, authorization: str) -> None:
        expected = credentials(self._exchange.token)
        if not hmac.compare_digest(authorization.encode(), expected.encode()):
            raise Refused(20003, "Authenticate", 401)

    def _place(self, form: Form) -> Reply:
        if not form.has("Url") and not form.has("Twiml"):
            raise Refused(21205, "Url parameter is required")
        go = Go(form.text("Url"), method=form.text("Method", "POST"), twiml=form.get("Twiml"))
        leg = self._exchange.place(_wanted(form), go)
        return _json(shapes.show_call(leg), 201)

    def _list_calls(self, form: Form) -> Reply:
        status = form.get("Status")
        legs = self._exchange.calls.legs.values()
        shown = [shapes.show_call(one) for one in legs if status in {None, one.status.value}]
        return _json(shapes.show_page("calls", shown))

    def _show_call(self, _form: Form, sid: str) -> Reply:
        return _json(shapes.show_call(self._exchange.leg(sid)))

    def _change_call(self, form: Form, sid: str) -> Reply:
        if form.has("Status"):
            form.one_of("Status", "completed", "canceled")
            return _json(shapes.show_call(self._exchange.finish(sid)))
        go = Go(form.text("Url"), method=form.text("Method", "POST"), twiml=form.get("Twiml"))
        if not go.url and go.twiml is None:
            raise Refused(20001, "Nothing to change")
        return _json(shapes.show_call(self._exchange.steer(sid, go)))

    def _list_rooms(self, form: Form) -> Reply:
        name, status = form.get("FriendlyName"), form.get("Status")
        shown = [
            shapes.show_room(room)
            for room in self._exchange.rooms.rooms
            if name in {None, room.name} and status in {None, room.status}
        ]
        return _json(shapes.show_page("conferences", shown))

    def _show_room(self, _form: Form, name: str) -> Reply:
        return _json(shapes.show_room(self._exchange.rooms.find(name)))

    def _change_room(self, form: Form, name: str) -> Reply:
        room = self._exchange.rooms.find(name)
        if form.has("AnnounceUrl"):
            self._exchange.rooms.announce(room, form.text("AnnounceUrl"))
        else:
            form.one_of("Status", "completed")
            self._exchange.rooms.end(room, "conference-ended-via-api")
        return _json(shapes.show_room(room))

    def _add(self, form: Form, name: str) -> Reply:
        leg = self._exchange.add(_wanted(form, name), _entry(form, name))
        return _json(shapes.show_asked(self._exchange.rooms.find(name), leg), 201)

    def _list_parties(self, _form: Form, name: str) -> Reply:
        room = self._exchange.rooms.find(name)
        shown = [shapes.show_member(room, member) for member in room.members.values()]
        return _json(shapes.show_page("participants", shown))

    def _show_party(self, _form: Form, name: str, key: str) -> Reply:
        return _json(shapes.show_member(*self._exchange.member(name, key)))

    def _change_party(self, form: Form, name: str, key: str) -> Reply:
        rooms = self._exchange.rooms
        room, member = rooms.member(name, key)
        if form.has("Hold"):
            rooms.hold(room, member, is_held=form.is_so("Hold"), url=form.get("HoldUrl"))
        if form.has("Muted"):
            rooms.mute(room, member, is_muted=form.is_so("Muted"))
        if form.has("Coaching"):
            coached = form.text("CallSidToCoach") if form.is_so("Coaching") else None
            rooms.coach(room, member, coached)
        if form.has("EndConferenceOnExit"):
            member.ends = form.is_so("EndConferenceOnExit")
        return _json(shapes.show_member(room, member))

    def _remove(self, _form: Form, name: str, key: str) -> Reply:
        self._exchange.remove(name, key)
        return Reply(204)

    def _send(self, form: Form) -> Reply:
        sender = form.text("From", form.text("MessagingServiceSid")) or self._exchange.line.number
        if not form.has("To"):
            raise Refused(21604, "'To' phone number is required")
        callback = form.text("StatusCallback")
        message = self._exchange.texts.send(form.text("To"), sender, form.text("Body"), callback)
        return _json(shapes.show_message(message), 201)

    def _show_message(self, _form: Form, sid: str) -> Reply:
        return _json(shapes.show_message(self._exchange.texts.find(sid)))

    def _show_recording(self, _form: Form, sid: str) -> Reply:
        return _json(shapes.show_recording(self._exchange.recordings.find(sid)))

    def _sound(self, _form: Form, sid: str) -> Reply:
        recording = self._exchange.recordings.find(sid)
        return Reply(200, recording.content, recording.kind)

    def _forget_recording(self, _form: Form, sid: str) -> Reply:
        self._exchange.recordings.delete(sid)
        return Reply(204)


def credentials(token: str) -> str:
    """The Authorization header of whoever holds the account's token."""
    return f"Basic {base64.b64encode(f'{ACCOUNT}:{token}'.encode()).decode()}"


def _wanted(form: Form, room_name: str | None = None) -> Wanted:
    if not form.has("To"):
        raise Refused(21201, "No 'To' number is specified")
    return Wanted(
        to=form.text("To"),
        caller=form.text("From"),
        label=form.get("Label"),
        fallback_url=form.text("FallbackUrl"),
        status_url=form.text("StatusCallback"),
        status_events=frozenset(form.words("StatusCallbackEvent") or ("completed",)),
        ring_seconds=form.number("Timeout", 60),
        room_name=room_name,
    )


def _entry(form: Form, name: str) -> Entry:
    coached = form.text("CallSidToCoach") if form.is_so("Coaching") else None
    return Entry(
        name=name,
        label=form.text("Label"),
        starts=form.is_so("StartConferenceOnEnter", default=True),
        ends=form.is_so("EndConferenceOnExit"),
        is_muted=form.is_so("Muted"),
        coached_sid=coached,
        wait_url=form.get("WaitUrl"),
        status_url=form.text("ConferenceStatusCallback"),
        events=frozenset(form.words("ConferenceStatusCallbackEvent")),
    )


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value).encode())
