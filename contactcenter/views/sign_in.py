"""Coming and going: sign in, sign out, and the language of the screens."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from contactcenter.agents import SignInRefused, sign_out
from contactcenter.center import center, now, presence
from contactcenter.gates import SESSION_TOKEN, STAFF_LANGUAGES, find_presence, front_page
from contactcenter.queue import activity
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("sign_in", __name__)

PROBLEMS = {
    SignInRefused.NOT_RECOGNIZED: ("sign-in-not-recognized", 422),
    SignInRefused.TOO_MANY_TRIES: ("sign-in-too-many-tries", 429),
}


@views.get("/sign-in")
@audience("anyone")
def page() -> Response:
    """The door; an agent who is already in goes straight to the console."""
    found = find_presence()
    if found is not None:
        return redirect_whole_page(front_page(found))
    message = "sign-in-ended" if "ended" in request.args else None
    return respond("sign_in.html", name="", problem=None, message=message)


@views.post("/sign-in")
@audience("anyone")
def enter() -> Response:
    """Begin a session, or say calmly that it did not work and keep the name."""
    name = request.form.get("name", "").strip()[:80]
    password = request.form.get("password", "")[:256]
    source = request.remote_addr or "unknown"
    outcome = center().sign_in_desk.sign_in(center().store, name, password, source, now())
    if isinstance(outcome, SignInRefused):
        problem, status = PROBLEMS[outcome]
        return respond("sign_in.html", status=status, name=name, problem=problem, message=None)
    language = session.get("language")
    session.clear()  # nothing of the stranger's cookie lives on, its form token least of all
    session[SESSION_TOKEN] = outcome.token
    session["language"] = language
    center().doorbell.ring("here")
    return redirect_whole_page(front_page(find_presence()))


@views.post("/sign-out")
@audience("staff")
def leave() -> Response:
    """End every session of this agent, and the sockets with them."""
    with center().store.write() as db:
        activity.leave(db, presence().agent_id, now())
        sign_out(db, presence().agent_id, now())
    language = session.get("language")
    session.clear()
    session["language"] = language
    center().doorbell.close_ended()
    center().doorbell.ring("here")
    response = redirect_whole_page(url_for("sign_in.page"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@views.post("/language")
@audience("anyone")
def choose_language() -> Response:
    """Speak another language from here on, on the same page."""
    chosen = request.form.get("language")
    if chosen in STAFF_LANGUAGES:
        session["language"] = chosen
    return redirect_whole_page(own_path(request.form.get("back", "")))


def own_path(path: str) -> str:
    """The address of the page of ours that `path` names, else the console's.

    The address is built anew from what matched, so no path can lead out of the house.
    """
    adapter = current_app.url_map.bind_to_environ(request.environ)
    try:
        endpoint, values = adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return url_for("console.home")
    return url_for(endpoint, **values)
