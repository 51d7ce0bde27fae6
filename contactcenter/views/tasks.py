"""Requests for help from kiosks: take the next one, see where it is, finish it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request, url_for

from contactcenter import board
from contactcenter.board import HelpRequest
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.help_requests import DISPOSITIONS, claim_request, finish_request
from contactcenter.realtime import HERE, WAITING
from contactcenter.speech import phrases, spoken
from shared.catalog.model import Where
from shared.routing.place import place
from shared.web import audience, go_to, respond
from shared.web.present import PlaceView, place_view

views = Blueprint("tasks", __name__)


@views.post("/tasks/claim")
@audience("agent")
def claim() -> Response:
    """Take whoever has waited longest; another agent can never be given the same person."""
    with center().store.write() as db:
        task_id = claim_request(db, presence().agent_id, now())
    if task_id is None:
        return go_to(url_for("console.home", said="nobody-waits"))
    center().doorbell.ring(WAITING, HERE)
    return go_to(url_for("tasks.page", task_id=task_id))


@views.get("/tasks/<task_id>")
@audience("agent")
def page(task_id: str) -> Response:
    """One request I hold: which kiosk, in what language, and how to reach it."""
    return _show(task_id)


@views.post("/tasks/<task_id>")
@audience("agent")
def finish(task_id: str) -> Response:
    """Say how it ended, and let it go."""
    disposition = request.form.get("disposition")
    if disposition not in DISPOSITIONS:
        return _show(task_id, problem="task-choose", status=422)
    with center().store.write() as db:
        is_mine = finish_request(db, task_id, presence().agent_id, disposition, now())
    if not is_mine:
        return go_to(url_for("console.home", said="task-gone"))
    center().doorbell.ring(WAITING, HERE)
    return go_to(url_for("console.home", said="task-finished"))


def _show(task_id: str, *, problem: str | None = None, status: int = 200) -> Response:
    with center().store.read() as db:
        held = board.held_requests(db, presence().agent_id)
    found = next((one for one in held if one.id == task_id), None)
    if found is None:
        return go_to(url_for("console.home", said="task-gone"))
    return respond(
        "task.html",
        status=status,
        held=found,
        point=_point(found),
        said=phrases("say-kiosk", "pl", spoken=spoken(found.language)),
        dispositions=DISPOSITIONS,
        problem=problem,
    )


def _point(held: HelpRequest) -> PlaceView | None:
    """The place the kiosk stands in, with its telephone, if the city knows it."""
    if held.location_id is None or held.location_id not in center().knowledge.locations:
        return None
    where = Where(rule="single", locations=(held.location_id,))
    found = place(where, center().knowledge.locations, at=now())
    view = place_view(found[0], center().words(language()))
    return replace(view, reason=None)  # why it is this place is plain: the kiosk stands there
