"""The regions that look again by themselves. Looking is passive: it keeps no session alive."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from contactcenter import board
from contactcenter.center import center, now, presence
from contactcenter.gates import front_page
from contactcenter.views.sign_in import own_path
from shared.web import audience, redirect_whole_page, wants_fragment

views = Blueprint("live", __name__)

WARN_SECONDS = 3 * 60


@views.get("/live/waiting")
@audience("watcher")
def waiting() -> Response:
    """Who waits at a kiosk."""
    with center().store.read() as db:
        region = board.waiting_region(db)
    mark = board.mark_of(region)
    return _region("waiting_region.html", mark, seen_waiting=mark, **region)


@views.get("/live/here")
@audience("watcher")
def here() -> Response:
    """Which colleagues are here."""
    with center().store.read() as db:
        region = board.here_region(db)
    mark = board.mark_of(region)
    return _region("here_region.html", mark, seen_here=mark, presence=presence(), **region)


@views.get("/live/session")
@audience("staff-watcher")
def session() -> Response:
    """Whether the session is about to end."""
    return _region("session_region.html", session_notice()["seen"])


@views.post("/live/stay")
@audience("staff")
def stay() -> Response:
    """The agent says they are still here; the gate has already noted it."""
    if not wants_fragment():
        return redirect_whole_page(own_path(request.form.get("back", "")))
    return make_response(render_template("session_region.html"))


def session_notice() -> dict[str, Any]:
    """What every page's header says about the session: nothing, until it is about to end."""
    ends_soon = presence().ends_at - now() < timedelta(seconds=WARN_SECONDS)
    back = front_page(presence()) if request.path.startswith("/live") else request.path
    return {"ends_soon": ends_soon, "seen": "ending" if ends_soon else "calm", "back": back}


def _region(template: str, mark: str, **context: Any) -> Response:
    """The region, or 204 when the page already shows just that."""
    if request.args.get("seen") == mark:
        return make_response("", 204)
    return make_response(render_template(template, **context))
