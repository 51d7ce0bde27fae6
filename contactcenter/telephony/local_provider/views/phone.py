"""The test phone: any number of pages, each a telephone that can call the line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from flask import Blueprint, Response, redirect, request, send_from_directory, session, url_for
from flask.typing import ResponseReturnValue

from contactcenter.telephony.local_provider.parts import NotThere
from contactcenter.telephony.local_provider.phone_numbers import WITHHELD, for_people
from contactcenter.telephony.local_provider.provider import LANGUAGES, provider
from shared.web import audience, respond

HERE = Path(__file__).parents[1]
SCRIPTS = HERE.parents[1] / "static" / "phones"
LARGEST_SOUND = 8 * 1024 * 1024
KINDS = frozenset({"audio/webm", "audio/ogg", "audio/mp4", "audio/wav"})

views = Blueprint("phone", __name__)


@dataclass(frozen=True)
class Caller:
    """Somebody to play."""

    id: str
    name: str
    language: str
    number: str

    @property
    def shown(self) -> str:
        """The number for people; nothing where it is withheld."""
        return "" if self.number == WITHHELD else for_people(self.number)


def read_callers() -> tuple[Caller, ...]:
    """The people one can play."""
    given = yaml.safe_load((HERE / "callers.yaml").read_text(encoding="utf-8"))
    return tuple(Caller(**one) for one in given)


CALLERS = read_callers()


@views.get("/healthz")
@audience("anyone")
def health() -> Response:
    """It serves."""
    return Response("ok\n", mimetype="text/plain")


@views.get("/")
@audience("anyone")
def page() -> ResponseReturnValue:
    """The telephone."""
    line = for_people(provider().settings.line_number)
    return respond("phone.html", callers=CALLERS, line=line, here="phone")


@views.get("/local.js")
@audience("anyone")
def script() -> Response:
    """The same script that drives an agent's phone: there is one way to speak to this process."""
    return send_from_directory(SCRIPTS, "local.js", max_age=0)


@views.post("/language")
@audience("anyone")
def choose_language() -> ResponseReturnValue:
    """Another language for these pages."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    ends = {"messages": "messages.page", "lines": "lines.page"}
    return redirect(url_for(ends.get(request.form.get("back", ""), "phone.page")), 303)


@views.post("/recordings/<sid>")
@audience("anyone")
def keep_sound(sid: str) -> ResponseReturnValue:
    """The sound of a message that was recorded in the browser."""
    request.max_content_length = LARGEST_SOUND
    kind = request.mimetype if request.mimetype in KINDS else "application/octet-stream"
    content = request.get_data()
    with provider().board.turn() as exchange:
        try:
            exchange.recordings.receive(sid, content, kind)
        except NotThere:
            return Response(status=404)
    return Response(status=204)
