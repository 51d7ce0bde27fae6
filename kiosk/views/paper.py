"""What can honestly be said about a sheet: known, or asked for, never claimed."""

from __future__ import annotations

from http import HTTPStatus

from flask import make_response, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk
from shared.intake.paper import print_state
from shared.web import respond

CAME_OUT = ("yes", "no", "partly")
NOT_ASKED_FOR = "none"


def paper_state(key: str, said: str | None) -> str:
    """How the sheet of this key stands; what the citizen `said` outweighs not knowing."""
    with kiosk().store.read() as db:
        state = print_state(db, key)
    if state is None:
        return NOT_ASKED_FOR
    return said if said and state == "unknown" else str(state)


def answered() -> str | None:
    """Whether it came out, as the citizen has just said; None: nothing we asked for."""
    answer = request.form.get("said")
    return answer if answer in CAME_OUT else None


def news(template: str, state: str, **shown: object) -> AnyResponse:
    """What the polling page shows now, or 204 when it shows just that already."""
    if state == request.args.get("seen"):
        return make_response("", HTTPStatus.NO_CONTENT)
    return respond(template, "paper", paper=state, **shown)
