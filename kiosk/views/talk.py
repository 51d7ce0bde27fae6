"""Talk to a person: numbers to call, and a bell that tells the center somebody is here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit, words
from kiosk.lines import childrens_line
from shared.catalog.model import Phone
from shared.intake.submit import HelpState, ask_for_help, help_state
from shared.text import Phrase
from shared.web import audience, respond, wants_fragment

screen = Blueprint("talk", __name__)

DESKS = ("lckm", "mops", "css")


@dataclass(frozen=True)
class Line:
    """A number to call."""

    number: str
    note: Phrase | None
    to_confirm: bool


@dataclass(frozen=True)
class Desk:
    """An office of the city, and its numbers."""

    name: Phrase
    phones: tuple[Line, ...]


@screen.get("/talk")
@audience("citizen")
def show() -> Response:
    """The numbers, and whether the center has been told."""
    child_line = None
    if visit().may_be_a_child:
        child_line = childrens_line(kiosk().knowledge, words())
    return respond(
        "talk.html",
        desks=tuple(desks(DESKS)),
        state=_state(),
        child_line=child_line,
        has_desk=kiosk().ticket_door.is_here,
        ticket=visit().ticket,
    )


@screen.post("/talk")
@audience("citizen")
def ask() -> AnyResponse:
    """Tell the center, once per visit, that somebody stands here: the place and the language."""
    room, citizen = kiosk(), visit()
    at, place = room.clock.now(), room.settings.kiosk_id
    with room.store.write() as db:
        ask_for_help(db, citizen.help_key, place, citizen.language, room.keys, at)
    citizen.help_asked = True
    room.help_watch.watch(citizen.help_key)
    room.ring()
    return redirect("/talk", 303)


@screen.get("/talk/state")
@audience("onlooker")
def state() -> AnyResponse:
    """How far the request has come. Polled, passive."""
    if not wants_fragment():
        return redirect("/talk", 303)
    now = _state()
    if now == request.args.get("seen"):
        return make_response("", 204)
    return respond("talk.html", "state", state=now)


def _state() -> str | None:
    """What the center said last, or as long as it has said nothing, what our own outbox knows."""
    key = visit().help_key
    if not visit().help_asked:
        return None
    said = kiosk().help_watch.said(key)
    if said is not None and said != HelpState.UNKNOWN:
        return said
    with kiosk().store.read() as db:
        return str(help_state(db, key))


def desks(names: Iterable[str]) -> Iterator[Desk]:
    """The offices with these ids, as far as the content has them."""
    organizations = kiosk().knowledge.organizations
    for desk in (organizations[name] for name in names if name in organizations):
        yield Desk(words().read(desk.names), tuple(_line(phone) for phone in desk.phones))


def _line(phone: Phone) -> Line:
    note = words().read(phone.note) if phone.note else None
    return Line(phone.number, note, phone.status == "to_confirm")
