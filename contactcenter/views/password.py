"""One's own password: the first one is replaced before anything else."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter.agents import LEAST_PASSWORD
from contactcenter.center import center, now, presence
from contactcenter.gates import find_presence, front_page
from contactcenter.staff import passwords
from contactcenter.staff.passwords import Unfit
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("password", __name__)


@views.get("/account/password")
@audience("staff")
def page() -> Response:
    """A new password, typed twice."""
    return _show()


@views.post("/account/password")
@audience("staff")
def choose() -> ResponseReturnValue:
    """Take it, or say what speaks against it; nothing typed is shown again."""
    given = {name: request.form.get(name, "")[:1000] for name in ("now", "password", "again")}
    problem = passwords.unfit(given["password"], given["again"])
    if problem is None:
        secret = center().settings.city_secret
        with center().store.write() as db:
            problem = passwords.choose(
                db, secret, presence(), given["now"], given["password"], now()
            )
    if problem is not None:
        return _show(problem, 429 if problem is Unfit.TOO_MANY_TRIES else 422)
    center().doorbell.close_ended()
    if presence().owes_password:
        return redirect_whole_page(front_page(find_presence()))
    return redirect_whole_page(url_for("account.page", said="password"))


def _show(problem: Unfit | None = None, status: int = 200) -> Response:
    shown = f"password-{problem.value}" if problem else None
    return respond(
        "password.html",
        status=status,
        problem=shown,
        is_first=presence().owes_password,
        least=LEAST_PASSWORD,
    )
