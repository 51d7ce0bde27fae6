"""One matter on the agent's screen: ask, answer, look, change, close."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, session, url_for
from flask.typing import ResponseReturnValue

from contactcenter.casework import (
    Casework,
    find_key,
    question_about,
    read_answer_for,
    read_casework,
    save_answer,
)
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.realtime import HERE
from contactcenter.views.matter_page import DISPOSITIONS, DISTRICT, Turn, show, told
from shared.diagnosis import FactKey, Refusal
from shared.intake.matter import MatterAway, close_matter
from shared.routing.place import DISTRICTS
from shared.web import audience, go_to, wants_fragment
from shared.web.answer_form import refusal_words

views = Blueprint("matter", __name__)

LONGEST_ANSWER = 60
LONGEST_NOTE = 2000


@views.get("/matters/<matter_id>")
@audience("agent")
def page(matter_id: str) -> Response:
    """The whole matter; `?change=age.1` asks that question again."""
    work = _find(matter_id)
    if isinstance(work, MatterAway):
        return _gone()
    key = find_key(center(), work, request.args.get("change", ""))
    return show(work, Turn(question_about(center(), work, key), is_change=key is not None))


@views.get("/matters/<matter_id>/services/<service_id>")
@audience("agent")
def service(matter_id: str, service_id: str) -> Response:
    """One service unfolded: the part of the page under htmx, else the page with it open."""
    work = _find(matter_id)
    if isinstance(work, MatterAway):
        return _gone()
    if service_id not in center().knowledge.services:
        abort(404)
    if wants_fragment():
        return told(work, service_id)
    return show(work, Turn(question_about(center(), work, None)), unfolded=service_id)


@views.post("/matters/<matter_id>/answers")
@audience("agent")
def answers(matter_id: str) -> ResponseReturnValue:
    """Keep one answer and go on to the next question."""
    work = _find(matter_id)
    if isinstance(work, MatterAway):
        return _gone()
    key = find_key(center(), work, request.form.get("key", ""))
    if key is None:
        return _back_to(matter_id)
    given = request.form.get("value", "")[:LONGEST_ANSWER]
    answer = read_answer_for(center(), work, key, given)
    if isinstance(answer, Refusal):
        return _refuse(work, key, answer, given)
    if isinstance(save_answer(center(), work, key, answer), MatterAway):
        return _gone()
    return _back_to(matter_id)


@views.post("/matters/<matter_id>/district")
@audience("agent")
def district(matter_id: str) -> ResponseReturnValue:
    """Where the caller lives, to say where to go. Kept for this matter in the agent's cookie."""
    chosen = request.form.get("district")
    session[DISTRICT] = [matter_id, chosen] if chosen in DISTRICTS else None
    return _back_to(matter_id)


@views.post("/matters/<matter_id>/close")
@audience("agent")
def close(matter_id: str) -> Response:
    """Settle the matter: how it ended and a note; the answers are shredded."""
    disposition = request.form.get("disposition", "")
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    if disposition not in DISPOSITIONS:
        work = _find(matter_id)
        if isinstance(work, MatterAway):
            return _gone()
        question = question_about(center(), work, None)
        return show(work, Turn(question, problem="close-choose", note=note), 422)
    agent_id = presence().agent_id
    with center().store.write() as db:
        closed = close_matter(db, matter_id, agent_id, disposition, note, center().keys, now())
    session.pop(DISTRICT, None)
    if isinstance(closed, MatterAway):
        return _gone()
    center().doorbell.ring(HERE)
    return go_to(url_for("console.home", said="matter-closed"))


def _find(matter_id: str) -> Casework | MatterAway:
    return read_casework(center(), matter_id, presence().agent_id)


def _refuse(work: Casework, key: FactKey, refusal: Refusal, given: str) -> Response:
    """The same question again, with what was typed and why it does not fit."""
    fact = center().knowledge.facts[key.fact]
    why = refusal_words(refusal, fact, center().words(language()))
    question = question_about(center(), work, key)
    return show(work, Turn(question, refused=why, given=given), 422)


def _back_to(matter_id: str) -> ResponseReturnValue:
    """See the matter anew. htmx follows by itself and takes from the page the parts it wants."""
    return "", 303, {"Location": url_for("matter.page", matter_id=matter_id)}


def _gone() -> Response:
    return go_to(url_for("console.home", said="matter-gone"))
