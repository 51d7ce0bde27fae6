"""The bar with the telephone: what I do, who rings, the call in my hand; and the phone itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter import agents, bells, board
from contactcenter.calls import bar
from contactcenter.calls.deeds import DEEDS, problem_of
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.queue import activity, pauses
from contactcenter.queue.activity import NotAllowed
from contactcenter.queue.match import DECLINE_REASONS
from contactcenter.realtime import HERE, PHONE
from contactcenter.telephony import acting, answering
from contactcenter.telephony.acting import Refusal
from contactcenter.views.sign_in import own_path
from shared.models import Activity, Call
from shared.web import audience, go_to, wants_fragment

views = Blueprint("phone", __name__)

KIOSK_CALLS = "/media"  # where a kiosk's call finds its sound
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "local": ("phones/local.js",),
    "twilio": ("vendor/twilio-voice.min.js", "phones/twilio.js"),
}


@views.get("/phone/bar")
@audience("watcher")
def region() -> Response:
    """The bar as it is now, or 204 when the page already shows just that."""
    shown = bar_context()
    if request.args.get("seen") == shown["seen_bar"]:
        return make_response("", 204)
    return make_response(render_template("phone_bar.html", **shown))


@views.post("/phone/seen")
@audience("watcher")
def seen() -> Response:
    """The phone in this browser is registered. It says so by itself: no session lives on it.

    The one exception, and the only place of it: who is talking need not click to stay signed in.
    """
    with center().store.write() as db:
        activity.phone_seen(db, presence().agent_id, now())
        if bar.is_talking(db, presence().agent_id) and agents.needs_touch(presence(), now()):
            agents.touch(db, presence().token_hash, now())
    return make_response("", 204)


@views.post("/phone/pass")
@audience("watcher")
def softphone_pass() -> ResponseReturnValue:
    """What the phone in this browser registers with; 404 when no provider carries the line."""
    telephony = center().telephony
    if telephony is None:
        return jsonify(error="no_provider"), 404
    given = telephony.softphone_pass(presence().agent_id)
    return jsonify(
        kind=given.kind,
        token=given.token,
        identity=given.identity,
        seconds=given.seconds,
        address=given.address,
    )


@views.post("/phone/activity")
@audience("agent")
def change_activity() -> Response:
    """Ready, a pause with its reason, the desk, or off the line."""
    wanted, _, reason = request.form.get("activity", "").partition(":")
    if wanted not in {one.value for one in Activity}:
        return answer("phone-no-such-thing")
    with center().store.write() as db:
        done = activity.set_activity(
            db, presence().agent_id, Activity(wanted), reason or None, now()
        )
    if isinstance(done, NotAllowed):
        return answer(f"queue-refused-{done.value.replace('_', '-')}")
    center().ring(bells.noted(db))
    center().doorbell.ring(HERE)
    center().doorbell.ring_agent(presence().agent_id, PHONE)
    return answer()


@views.post("/phone/offers/<reservation_id>/accept")
@audience("agent")
def accept(reservation_id: str) -> Response:
    """Take whoever rings; the page of the call opens."""
    done = answering.accept(center(), reservation_id, presence().agent_id)
    if isinstance(done, Refusal):
        return answer(problem_of(done))
    return go_to(url_for("call.page", call_id=done.call_id))


@views.post("/phone/offers/<reservation_id>/decline")
@audience("agent")
def decline(reservation_id: str) -> Response:
    """Let somebody else take it, and say why."""
    reason = request.form.get("reason", "")
    if reason not in DECLINE_REASONS:
        return answer("phone-decline-why")
    return answer(
        problem_of(answering.decline(center(), reservation_id, presence().agent_id, reason))
    )


@views.post("/calls/<call_id>/deeds")
@audience("agent")
def deed(call_id: str) -> Response:
    """One of the bar's buttons: hold, mute, hang up, take over."""
    do = DEEDS.get(request.form.get("deed", ""))
    if do is None:
        return answer("phone-no-such-thing")
    return answer(problem_of(do(center(), call_id, presence().agent_id)))


def answer(problem: str | None = None) -> Response:
    """The bar anew, with what did not work; without script, the page the form stood on."""
    if not wants_fragment():
        return go_to(own_path(request.form.get("back", "")))
    status = 422 if problem else 200
    return make_response(render_template("phone_bar.html", **bar_context(problem)), status)


def bar_context(problem: str | None = None) -> dict[str, Any]:
    """What the bar's template needs."""
    room = center()
    with room.store.read() as db:
        shown = bar.bar_of(db, room.knowledge, room.words(language()), presence().agent_id, now())
        asked = shown.running if shown.running and shown.running.asked_by is not None else None
        pause_reasons = pauses.offered(db)
        brief = acting.brief_of(room, db.get_one(Call, asked.call_id)) if asked else ""
    is_from_bar = request.path.startswith(("/phone/", "/live/")) or request.method != "GET"
    return {
        "bar": shown,
        "seen_bar": board.mark_of({"bar": shown._replace(status=_still(shown))}),
        "bar_problem": problem,
        "bar_brief": brief,
        "bar_back": url_for("console.home") if is_from_bar else request.path,
        "pause_reasons": pause_reasons,
        "decline_reasons": DECLINE_REASONS,
        "presence": presence(),
    }


def _still(shown: bar.Bar) -> Any:
    """The status without its heartbeat, which alone is no news."""
    return (shown.status.activity, shown.status.reason, shown.status.since_at)


@views.app_template_global("phone_bar")
def frame_context() -> dict[str, Any]:
    """What the frame of a page needs beside the bar: which phones this browser is to be."""
    kinds = [kind for kind in (_provider(), "kiosk") if kind]
    return {**bar_context(), "kinds": " ".join(kinds), "kiosk_address": KIOSK_CALLS}


@views.app_template_global()
def phone_scripts() -> tuple[str, ...]:
    """The scripts of the phones there are: the provider's own, and the kiosk's."""
    return (*SCRIPTS.get(_provider(), ()), "phones/kiosk.js")


def _provider() -> str:
    """The kind of the telephone provider; empty when there is none."""
    telephony = center().telephony
    return telephony.name if telephony is not None else ""
