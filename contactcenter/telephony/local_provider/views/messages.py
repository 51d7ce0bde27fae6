"""The outbox: what the line wrote to whom, as bubbles on each one's phone, and their replies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.parts import Message, NotThere
from contactcenter.telephony.local_provider.phone_numbers import for_people
from contactcenter.telephony.local_provider.provider import provider
from contactcenter.telephony.local_provider.texts import FINAL
from contactcenter.telephony.local_provider.views.phone import CALLERS
from shared.web import audience, respond
from shared.web.wording import clock_time

MOST_SHOWN = 40
LONGEST_REPLY = 480
FATES = {"deliver": "delivered", "fail": "undelivered"}

views = Blueprint("messages", __name__, url_prefix="/messages")


@dataclass(frozen=True)
class Bubble:
    """One message on a phone."""

    sid: str
    text: str
    at: str
    is_own: bool
    status: str

    @property
    def is_under_way(self) -> bool:
        """Whether a person may still decide what becomes of it."""
        return not self.is_own and self.status not in FINAL


@dataclass(frozen=True)
class Thread:
    """One phone; `id` stands for its number in addresses."""

    id: str
    number: str
    name: str
    is_opted_out: bool
    bubbles: tuple[Bubble, ...]


@views.get("")
@audience("anyone")
def page() -> ResponseReturnValue:
    """All phones that got or sent something."""
    threads = _read()
    return respond("messages.html", threads=threads, version=_version(threads), here="messages")


@views.get("/seen")
@audience("anyone")
def seen() -> ResponseReturnValue:
    """The phones again, if anything changed since `version`."""
    threads = _read()
    version = _version(threads)
    if request.args.get("version") == version:
        return Response(status=204)
    return respond("messages.html", "threads", threads=threads, version=version, here="messages")


@views.post("/<thread_id>/reply")
@audience("anyone")
def reply(thread_id: str) -> ResponseReturnValue:
    """The phone writes back."""
    text = request.form.get("text", "").strip()[:LONGEST_REPLY]
    with provider().board.turn() as exchange:
        number = _number(exchange, thread_id)
        if text:
            exchange.write(number, text)
    return _again()


@views.post("/<thread_id>/opt")
@audience("anyone")
def opt(thread_id: str) -> ResponseReturnValue:
    """The phone wants no messages, or wants them again."""
    with provider().board.turn() as exchange:
        exchange.texts.opted_out ^= {_number(exchange, thread_id)}
    return _again()


@views.post("/fate/<sid>/<fate>")
@audience("anyone")
def decide(sid: str, fate: str) -> ResponseReturnValue:
    """A person decides whether a message arrives."""
    if fate not in FATES:
        abort(404)
    with provider().board.turn() as exchange:
        try:
            exchange.texts.move(exchange.texts.find(sid), FATES[fate])
        except NotThere:
            abort(404)
    return _again()


def _again() -> Response:
    threads = _read()
    version = _version(threads)
    return respond("messages.html", "threads", threads=threads, version=version, here="messages")


def _read() -> tuple[Thread, ...]:
    with provider().board.turn() as exchange:
        by_number: dict[str, list[Message]] = {}
        for message in exchange.texts.messages[-MOST_SHOWN * 5 :]:
            by_number.setdefault(_phone_of(message), []).append(message)
        out = exchange.texts.opted_out
        newest = sorted(by_number.items(), key=lambda one: one[1][-1].made_at, reverse=True)
        return tuple(_thread(number, one, number in out) for number, one in newest)


def _thread(number: str, messages: list[Message], is_opted_out: bool) -> Thread:
    names = {caller.number: caller.name for caller in CALLERS}
    bubbles = tuple(
        Bubble(one.sid, one.body, clock_time(one.made_at, "pl"), one.is_inbound, one.status)
        for one in messages[-MOST_SHOWN:]
    )
    name = names.get(number, "")
    return Thread(_id_of(number), for_people(number), name, is_opted_out, bubbles)


def _phone_of(message: Message) -> str:
    return message.sender if message.is_inbound else message.to


def _number(exchange: Exchange, thread_id: str) -> str:
    numbers = {_phone_of(message) for message in exchange.texts.messages}
    found = {_id_of(number): number for number in numbers}.get(thread_id)
    return found or abort(404)


def _id_of(number: str) -> str:
    salted = f"{provider().settings.token} {number}"
    return hashlib.sha256(salted.encode()).hexdigest()[:12]


def _version(threads: tuple[Thread, ...]) -> str:
    return hashlib.sha256(repr(threads).encode()).hexdigest()[:16]
