"""Signing in at the city's own service: going there, and coming back."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec
from flask import Blueprint, Response, abort, make_response, request

from contactcenter import sign_in_vouched
from contactcenter.center import center, now
from contactcenter.gates import find_presence, front_page
from contactcenter.oidc import BACK_PATH, Away, Errand, OutsideDoor
from contactcenter.sign_in_desk import SignInRefused
from contactcenter.sign_in_outside import NotOurs, find_or_make
from contactcenter.sign_in_steps import begin_in_browser
from shared.crypto import derive, seal, unseal
from shared.web import audience, respond

views = Blueprint("outside", __name__)

COOKIE = PURPOSE = "okienko_errand"
GOOD_FOR_SECONDS = 10 * 60


@views.get("/sign-in/city")
@audience("anyone")
def leave() -> Response:
    """To the city's sign-in service, with an errand in a cookie that comes back with them."""
    try:
        errand, url = _door().begin(now())
    except Away:
        return _refused("sign-in-city-away", 503)
    response = make_response("", 303, {"Location": url})
    response.set_cookie(
        COOKIE,
        _written(errand),
        max_age=GOOD_FOR_SECONDS,
        path=BACK_PATH,
        secure=center().settings.is_served_over_tls,
        httponly=True,
        samesite="Lax",
    )
    return response


@views.get(BACK_PATH)
@audience("anyone")
def back() -> Response:
    """Back from there: a session for an agent of ours. The errand is over, whatever became of it.

    The page that says so leads on by itself: a browser that another site sent here would not send
    the session's cookie along if we only redirected it.
    """
    response = _come_back(_errand())
    response.delete_cookie(COOKIE, path=BACK_PATH, samesite="Lax", httponly=True)
    return response


def _come_back(errand: Errand | None) -> Response:
    if errand is None:
        return _refused("sign-in-city-late", 422)
    try:
        someone = _door().finish(errand, request.args, now())
    except Away:
        return _refused("sign-in-city-away", 503)
    if someone is None:
        return _refused("sign-in-city-late", 422)
    with center().store.write() as db:
        agent_id = find_or_make(db, _door().settings, someone, now())
    if isinstance(agent_id, NotOurs):
        return _refused("sign-in-city-stranger", 403)
    outcome = center().sign_in_desk.admit(agent_id, now())
    if isinstance(outcome, SignInRefused):
        return _refused("sign-in-city-stranger", 403)
    begin_in_browser(outcome)
    center().doorbell.ring("here")
    response = respond("sign_in_onward.html", onward=front_page(find_presence()))
    sign_in_vouched.keep(center(), response, someone.id_token)
    return response


def _door() -> OutsideDoor:
    door = center().outside
    if door is None:
        abort(404)
    return door


def _written(errand: Errand) -> str:
    """The errand as the browser carries it, sealed: nobody else reads or makes one."""
    key = derive(center().settings.secret_key, PURPOSE)
    return urlsafe_b64encode(seal(key, msgspec.json.encode(errand), PURPOSE)).decode()


def _errand() -> Errand | None:
    """The errand this browser left with, if that was not long ago."""
    key = derive(center().settings.secret_key, PURPOSE)
    try:
        carried = urlsafe_b64decode(request.cookies.get(COOKIE, ""))
    except ValueError:
        return None
    plain = unseal(key, carried, PURPOSE)
    if plain is None:
        return None
    errand = msgspec.json.decode(plain, type=Errand)
    is_fresh = errand.began_at <= now().timestamp() < errand.began_at + GOOD_FOR_SECONDS
    return errand if is_fresh else None


def _refused(problem: str, status: int) -> Response:
    shown = {"name": "", "problem": problem, "message": None, "outside": center().outside}
    return respond("sign_in.html", status=status, **shown)
