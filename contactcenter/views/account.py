"""What an agent signs in with: the one-time code of their phone, set up and taken away again."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter import totp
from contactcenter.agents import sign_in_of
from contactcenter.center import center, now, presence
from contactcenter.gates import front_page
from contactcenter.sign_in_desk import BY_CODE, SignInRefused
from contactcenter.views.code_picture import picture_of
from shared.store.ledger import record
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("account", __name__)

PROBLEMS = {
    SignInRefused.TOO_MANY_TRIES: ("sign-in-too-many-tries", 429),
    SignInRefused.WRONG_CODE: ("sign-in-wrong-code", 422),
}


@views.get("/account")
@audience("staff")
def page() -> Response:
    """Whether a code is asked for, and how to change that."""
    return _show()


@views.post("/account/code")
@audience("staff")
def begin() -> ResponseReturnValue:
    """A phone is to be set up; one that is set up stays until it is taken away."""
    agent_id = presence().agent_id
    with center().store.write() as db:
        if not totp.is_on(db, agent_id):
            totp.begin(db, center().settings.city_secret, agent_id, now())
    return redirect_whole_page(url_for("account.page"))


@views.post("/account/code/first")
@audience("staff")
def confirm() -> Response:
    """The phone's first code: the recovery codes are shown, this once."""
    given = request.form.get("code", "")[:40]
    codes = center().sign_in_desk.confirm(presence().agent_id, given, now())
    if isinstance(codes, SignInRefused):
        return _show(*PROBLEMS[codes])
    return respond("recovery_codes.html", codes=codes, onward=front_page(presence()))


@views.post("/account/code/remove")
@audience("staff")
def remove() -> ResponseReturnValue:
    """Ask for no code any more, for whoever has one at hand and need not have one."""
    agent_id, secret = presence().agent_id, center().settings.city_secret
    if presence().role in center().settings.sign_in.code_roles:
        return _show("account-code-required", 422)
    given = request.form.get("code", "")[:40]
    with center().store.write() as db:
        if not BY_CODE.take(db, secret, agent_id, now()):
            problem = SignInRefused.TOO_MANY_TRIES
        elif totp.check(db, secret, agent_id, given, now()):
            BY_CODE.forget(db, secret, agent_id)
            totp.forget(db, agent_id)
            changed = {"agent_id": agent_id, "by_agent_id": agent_id, "what": "no_one_time_code"}
            record(db, "agent_changed", now(), **changed)
            return redirect_whole_page(url_for("account.page"))
        else:
            problem = SignInRefused.WRONG_CODE
    return _show(*PROBLEMS[problem])


def _show(problem: str | None = None, status: int = 200) -> Response:
    agent_id = presence().agent_id
    with center().store.read() as db:
        is_on = totp.is_on(db, agent_id)
        secret = totp.waiting_secret(db, center().settings.city_secret, agent_id)
        name = sign_in_of(db, agent_id)
    return respond(
        "account.html",
        status=status,
        problem=problem,
        said="account-said-password" if request.args.get("said") == "password" else None,
        is_on=is_on,
        is_required=presence().role in center().settings.sign_in.code_roles,
        secret=secret,
        picture=picture_of(totp.address_of(secret, name)) if secret else None,
        back=front_page(presence()),
    )
