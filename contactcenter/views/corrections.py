"""What somebody at the line saw to be untrue, and the editors' list of it."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, Response, abort, request, url_for

from contactcenter import agents, workshop
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from shared.bundle.overlay import value_of
from shared.intake.corrections import (
    LONGEST_NOTE,
    Proposal,
    Proposed,
    is_about_a_person,
    open_corrections,
    propose_correction,
    settle_correction,
)
from shared.intake.drafts import Deed
from shared.models import CorrectionState, CorrectionWhat
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("corrections", __name__)

ABOUT = ("service", "location")
SETTLED = {"done": CorrectionState.DONE, "dismissed": CorrectionState.DISMISSED}


class Line(NamedTuple):
    """A correction in the editors' list."""

    correction: Proposed
    record: workshop.Named
    proposed_by: str


@views.get("/corrections/new/<kind>/<record_id>")
@audience("agent")
def page(kind: str, record_id: str) -> Response:
    """What is not true here?"""
    return _show(kind, record_id)


@views.post("/corrections/new/<kind>/<record_id>")
@audience("agent")
def propose(kind: str, record_id: str) -> Response:
    """Hand it to the editors."""
    what, note = request.form.get("what", ""), request.form.get("note", "")[:LONGEST_NOTE]
    if what not in set(CorrectionWhat):
        return _show(kind, record_id, problem="correction-choose", note=note, status=422)
    if is_about_a_person(note):
        return _show(kind, record_id, "correction-personal", note, what, status=422)
    _named(kind, record_id)
    proposal = Proposal(kind, record_id, CorrectionWhat(what), note)
    with center().store.write() as db:
        secret = center().keys.secret
        propose_correction(db, proposal, secret, Deed(presence().agent_id, now()))
    return redirect_whole_page(url_for("corrections.thanks"))


@views.get("/corrections/thanks")
@audience("agent")
def thanks() -> Response:
    """It is with the editors."""
    return respond("correction_thanks.html")


@views.get("/corrections")
@audience("editor")
def listed() -> Response:
    """What waits to be looked at, the oldest first."""
    room, words = center(), center().words(language())
    with room.store.read() as db:
        found = open_corrections(db, room.keys.secret)
        names = agents.names_of(db, {one.proposed_by for one in found})
    lines = [
        Line(
            one,
            workshop.named(room.knowledge, one.kind, one.record_id, words),
            names.get(one.proposed_by, ""),
        )
        for one in found
    ]
    return respond("corrections.html", lines=lines)


@views.post("/corrections/<correction_id>/settle")
@audience("editor")
def settle(correction_id: str) -> Response:
    """Done, or nothing in it."""
    state = SETTLED.get(request.form.get("state", ""))
    if state is None:
        abort(404)
    with center().store.write() as db:
        settle_correction(db, correction_id, state, Deed(presence().agent_id, now()))
    return redirect_whole_page(url_for("corrections.listed"))


def _show(
    kind: str,
    record_id: str,
    problem: str | None = None,
    note: str = "",
    what: str = "",
    *,
    status: int = 200,
) -> Response:
    return respond(
        "correction.html",
        status=status,
        record=_named(kind, record_id),
        reasons=[one.value for one in CorrectionWhat],
        problem=problem,
        note=note,
        what=what,
        longest=LONGEST_NOTE,
    )


def _named(kind: str, record_id: str) -> workshop.Named:
    known = center().knowledge
    if kind not in ABOUT or value_of(known.content, kind, record_id) is None:
        abort(404)
    return workshop.named(known, kind, record_id, center().words(language()))
