"""Talking through this screen: what it means, waiting, talking, the end. Sound needs scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.call import Call
from kiosk.calling import Trouble
from kiosk.kiosk import kiosk, visit
from kiosk.sharing import shared_slip
from kiosk.visit import Visit
from shared.intake.kiosk_call import Begin, CallNow
from shared.web import audience, respond, wants_fragment

screen = Blueprint("call", __name__)

SPOKEN = {"plain": "pl"}  # plain Polish is Polish to whoever answers
STAGES = {"waiting": "waiting", "ended": "ended", "held": "held", "talking": "talking"}


@screen.get("/talk/call/new")
@audience("citizen")
def ask() -> AnyResponse:
    """Who will hear and who will see what, before anything begins."""
    if _is_live(visit()):
        return redirect("/talk/call", 303)
    return _ask(kiosk().calling.trouble(_spoken(visit())))


@screen.post("/talk/call")
@audience("citizen")
def begin() -> AnyResponse:
    """One call at a time, however often the button is pressed."""
    citizen = visit()
    with citizen.lock:
        begun = citizen.call if _is_live(citizen) else _begin(citizen)
        if isinstance(begun, Trouble):
            return _ask(begun)
        citizen.call = begun
    return redirect("/talk/call", 303)


@screen.get("/talk/call")
@audience("citizen")
def show() -> AnyResponse:
    """The call as it stands."""
    call = visit().call
    return _show(call) if call else redirect("/talk/call/new", 303)


@screen.get("/talk/call/state")
@audience("onlooker")
def state() -> AnyResponse:
    """What changed since `seen`; another stage is another screen. Polled, passive."""
    call = visit().call
    if call is None or not wants_fragment():
        return redirect("/talk/call", 303)
    seen = request.args.get("seen", "")
    if seen == _version(call):
        return make_response("", 204)
    if seen.partition(" ")[0] == stage(call):
        return respond("call.html", "state", **_standing(call))
    response = _show(call)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#main", "innerHTML"
    return response


@screen.post("/talk/call/pulse")
@audience("onlooker")
def pulse() -> AnyResponse:
    """The page's sign of life on its way to the city, and the city's answer. JSON both ways."""
    call = visit().call
    if call is None:
        return jsonify(state="ended")
    now = kiosk().calling.pulse(visit(), call, request.get_data(cache=False))
    return jsonify(_told(call, now))


@screen.post("/talk/call/mute")
@audience("citizen")
def mute() -> AnyResponse:
    """Shut or open the microphone; the server remembers, so that a page loaded again does."""
    call = visit().call
    if call is not None:
        call.is_muted = request.form.get("muted") == "yes"
    return redirect("/talk/call", 303)


@screen.post("/talk/call/end")
@audience("citizen")
def end() -> AnyResponse:
    """Hang up: over at once, whatever the line does. From here the visit idles as ever."""
    citizen = visit()
    with citizen.lock:
        if citizen.call is not None:
            kiosk().calling.hang_up(citizen.call)
            kiosk().ring()
    return redirect("/talk/call", 303)


def stage(call: Call) -> str:
    """Which screen a call is at."""
    return STAGES.get(call.now.state, "connecting")


def _begin(citizen: Visit) -> Call | Trouble:
    room = kiosk()
    language = _spoken(citizen)
    trouble = room.calling.trouble(language)
    if trouble is not None:
        return trouble
    wants_share = request.form.get("share") == "yes" and citizen.has_answers
    # Another choice begins another call: no yes is left of an earlier try that was not answered.
    choice = "shared" if wants_share else "alone"
    key = f"{citizen.key}.call{citizen.calls_begun + 1}.{choice}"
    slip = shared_slip(key) if wants_share else None
    begun = room.calling.begin(Begin(key, language, slip))  # type: ignore[arg-type]
    if isinstance(begun, Call):
        begun.wants_share = wants_share
        citizen.calls_begun += 1
    return begun


def _spoken(citizen: Visit) -> str:
    return SPOKEN.get(citizen.language, citizen.language)


def _is_live(citizen: Visit) -> bool:
    return citizen.call is not None and citizen.call.is_live


def _ask(trouble: Trouble | None) -> Response:
    return respond(
        "call_new.html",
        trouble=trouble,
        has_answers=visit().has_answers,
        headphones=kiosk().devices.headphones,
    )


def _show(call: Call) -> Response:
    return respond("call.html", **_standing(call))


def _standing(call: Call) -> dict[str, Any]:
    at = kiosk().clock.now()
    return {
        "call": call,
        "stage": stage(call),
        "version": _version(call),
        "seconds": int((at - call.talks_since).total_seconds()) if call.talks_since else 0,
        "headphones": kiosk().devices.headphones,
        "is_away": call.away_since is not None,
        "visit_has_answers": visit().has_answers,
    }


def _version(call: Call) -> str:
    """Everything the screen says of a call, in one word after the stage."""
    now, is_away = call.now, call.away_since is not None
    return f"{stage(call)} {now.position}-{now.low}-{now.high}-{now.is_shared:d}-{is_away:d}"


def _told(call: Call, now: CallNow) -> dict[str, Any]:
    """For the page's script: what to connect to, and whether to look at the screen again."""
    return {
        "call": now.call_id,
        "state": stage(call),
        "version": _version(call),
        "muted": call.is_muted or stage(call) == "held",
        "away": call.away_since is not None,
        "signals": [
            {"id": s.id, "what": s.what, "attempt": s.attempt, "text": s.text} for s in now.signals
        ],
        "relayed": now.is_relayed,
        "servers": [
            {"urls": s.urls, "username": s.username, "credential": s.credential}
            for s in now.servers
        ],
    }
