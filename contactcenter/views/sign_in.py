"""Coming and going: sign in, sign out, and the language of the screens."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from contactcenter import sign_in_vouched, totp
from contactcenter.agents import sign_in_of, sign_out
from contactcenter.center import center, now, presence
from contactcenter.gates import STAFF_LANGUAGES, find_presence, front_page
from contactcenter.queue import activity
from contactcenter.sign_in_desk import CodeWanted, SignedIn, SignInRefused
from contactcenter.sign_in_steps import ask_for_code, begin_in_browser, half_way
from contactcenter.views.code_picture import picture_of
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("sign_in", __name__)

PROBLEMS = {
    SignInRefused.NOT_RECOGNIZED: ("sign-in-not-recognized", 422),
    SignInRefused.TOO_MANY_TRIES: ("sign-in-too-many-tries", 429),
    SignInRefused.WRONG_CODE: ("sign-in-wrong-code", 422),
}


@views.get("/sign-in")
@audience("anyone")
def page() -> Response:
    """The door; an agent who is already in goes straight to the console."""
    found = find_presence()
    if found is not None:
        return redirect_whole_page(front_page(found))
    return _door(message="sign-in-ended" if "ended" in request.args else None)


@views.post("/sign-in")
@audience("anyone")
def enter() -> Response:
    """Begin a session, ask for a code, or say calmly that it did not work and keep the name."""
    name = request.form.get("name", "").strip()[:80]
    password = request.form.get("password", "")[:256]
    source = request.remote_addr or "unknown"
    outcome = center().sign_in_desk.enter(name, password, source, now())
    if isinstance(outcome, SignInRefused):
        problem, status = PROBLEMS[outcome]
        return _door(status, name=name, problem=problem)
    if isinstance(outcome, CodeWanted):
        ask_for_code(outcome, now())
        return redirect_whole_page(url_for("sign_in.code"))
    return _let_in(outcome)


@views.get("/sign-in/code")
@audience("anyone")
def code() -> Response:
    """The second step: the code of the phone; for a new phone, what it is to be told."""
    wanted = half_way(now())
    if wanted is None:
        return redirect_whole_page(url_for("sign_in.page", ended=1))
    return _ask(wanted)


@views.post("/sign-in/code")
@audience("anyone")
def enter_code() -> Response:
    """Begin a session for the right code; a new phone's recovery codes are shown before that."""
    wanted = half_way(now())
    if wanted is None:
        return redirect_whole_page(url_for("sign_in.page", ended=1))
    given = request.form.get("code", "")[:40]
    if wanted.is_new:
        return _set_up(wanted, given)
    outcome = center().sign_in_desk.enter_code(wanted.agent_id, given, now())
    if isinstance(outcome, SignInRefused):
        problem, status = PROBLEMS[outcome]
        return _ask(wanted, problem, status)
    return _let_in(outcome)


@views.post("/sign-out")
@audience("staff")
def leave() -> Response:
    """End every session of this agent, and the sockets with them; at the city's service, too.

    Nothing in a form of ours may lead to another house, not even by way of a redirect: who has to
    go there gets a page that leads on by itself.
    """
    with center().store.write() as db:
        activity.leave(db, presence().agent_id, now())
        sign_out(db, presence().agent_id, now())
    language = session.get("language")
    session.clear()
    session["language"] = language
    center().doorbell.close_ended()
    center().doorbell.ring("here")
    onward = sign_in_vouched.ending(center())
    response = (
        respond("sign_out_onward.html", onward=onward)
        if onward
        else redirect_whole_page(url_for("sign_in.page"))
    )
    sign_in_vouched.forget(response)
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


def _door(
    status: int = 200, *, name: str = "", problem: str | None = None, message: str | None = None
) -> Response:
    outside = center().outside
    shown = {"name": name, "problem": problem, "message": message, "outside": outside}
    return respond("sign_in.html", status=status, **shown)


def _let_in(signed_in: SignedIn) -> Response:
    begin_in_browser(signed_in)
    center().doorbell.ring("here")
    return redirect_whole_page(front_page(find_presence()))


def _ask(wanted: CodeWanted, problem: str | None = None, status: int = 200) -> Response:
    with center().store.read() as db:
        secret = totp.waiting_secret(db, center().settings.city_secret, wanted.agent_id)
        name = sign_in_of(db, wanted.agent_id)
    picture = picture_of(totp.address_of(secret, name)) if secret and wanted.is_new else None
    shown = {"secret": secret if wanted.is_new else None, "picture": picture}
    return respond("sign_in_code.html", status=status, problem=problem, **shown)


def _set_up(wanted: CodeWanted, given: str) -> Response:
    codes = center().sign_in_desk.confirm(wanted.agent_id, given, now())
    if isinstance(codes, SignInRefused):
        problem, status = PROBLEMS[codes]
        return _ask(wanted, problem, status)
    outcome = center().sign_in_desk.admit(wanted.agent_id, now())
    if isinstance(outcome, SignInRefused):
        return redirect_whole_page(url_for("sign_in.page"))
    begin_in_browser(outcome)
    center().doorbell.ring("here")
    return respond("recovery_codes.html", codes=codes, onward=front_page(find_presence()))
