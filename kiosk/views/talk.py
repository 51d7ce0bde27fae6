"""Talk to a person: numbers to call, and a bell that tells the center somebody is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit, words
from kiosk.lines import childrens_line
from shared.intake.submit import ask_for_help, help_state
from shared.text import Phrase
from shared.web import audience, respond, wants_fragment

screen = Blueprint("talk", __name__)

DESKS = ("lckm", "mops", "css")


@dataclass(frozen=True)
class Line:
    """A number of the city to call."""

    name: Phrase
    number: str
    note: Phrase | None
    to_confirm: bool


@screen.get("/talk")
@audience("citizen")
def show() -> Response:
    """The numbers, and whether the center has been told."""
    child_line = None
    if visit().may_be_a_child:
        child_line = childrens_line(kiosk().knowledge, words())
    return respond("talk.html", lines=tuple(_lines()), state=_state(), child_line=child_line)


@screen.post("/talk")
@audience("citizen")
def ask() -> AnyResponse:
    """Tell the center, once per visit, that somebody stands here: the place and the language."""
    room, citizen = kiosk(), visit()
    with room.store.write() as db:
        ask_for_help(
            db, _key(), room.settings.kiosk_id, citizen.language, room.keys, room.clock.now()
        )
    citizen.help_asked = True
    room.ring()
    return redirect("/talk", 303)


@screen.get("/talk/state")
@audience("onlooker")
def state() -> AnyResponse:
    """How far the request has come. Polled, passive."""
    if not wants_fragment():
        return redirect("/talk", 303)
    return respond("talk.html", "state", state=_state())


def _key() -> str:
    return f"{visit().key}.help"


def _state() -> str | None:
    if not visit().help_asked:
        return None
    with kiosk().store.read() as db:
        return str(help_state(db, _key()))


def _lines() -> Iterator[Line]:
    for desk in DESKS:
        organization = kiosk().knowledge.organizations.get(desk)
        for phone in organization.phones if organization else ():
            note = words().read(phone.note) if phone.note else None
            name = words().read(organization.names)
            yield Line(name, phone.number, note, phone.status == "to_confirm")
