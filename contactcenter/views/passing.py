"""Passing a call on: choose to whom, say it in writing, with a word before it or without."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import board
from contactcenter.calls.deeds import problem_of
from contactcenter.calls.page import find_call
from contactcenter.calls.targets import read_target, targets_of
from contactcenter.center import center, presence
from contactcenter.gates import language
from contactcenter.telephony import acting, transfer
from contactcenter.telephony.acting import Outcome, Refusal
from contactcenter.telephony.media import Ability
from contactcenter.telephony.transfer import BackInLine, Colleague, Target
from shared.models import Call, CallLeg, CallState, LegState
from shared.web import audience, go_to, respond

views = Blueprint("passing", __name__)

LONGEST_BRIEF = 2000
SHORTEST_BRIEF = 3
WAYS = ("warm", "cold", "add")
UNDER_WAY = ("ringing", "there")


@views.get("/calls/<call_id>/pass-on")
@audience("agent")
def page(call_id: str) -> Response:
    """To whom, and how."""
    return _show(call_id)


@views.get("/calls/<call_id>/passing")
@audience("watcher")
def state(call_id: str) -> Response:
    """How far it has come, or 204 when the page already shows just that."""
    with center().store.read() as db:
        if db.get(Call, call_id) is None:
            abort(404)
        shown = _passing(db, call_id)
    if request.args.get("seen") == shown["seen_passing"]:
        return make_response("", 204)
    return make_response(render_template("pass_region.html", **shown))


@views.post("/calls/<call_id>/pass-on")
@audience("agent")
def begin(call_id: str) -> Response:
    """Begin it. A talk with the target first needs words in writing: they stay when it drops."""
    way, chosen = request.form.get("way", ""), request.form.get("target", "")
    brief = request.form.get("brief", "").strip()[:LONGEST_BRIEF]
    target = read_target(center(), chosen, request.form.get("number", "").strip())
    if way not in WAYS or target is None:
        return _show(call_id, problem="pass-choose", brief=brief, status=422)
    if _needs_brief(call_id, way, target) and len(brief) < SHORTEST_BRIEF:
        return _show(call_id, problem="pass-brief-missing", brief=brief, status=422)
    problem = problem_of(_begin(call_id, way, target, brief))
    if problem is not None:
        return _show(call_id, problem=problem, brief=brief, status=422)
    if isinstance(target, BackInLine):
        return go_to(url_for("console.home", said="call-passed-on"))
    return go_to(url_for("call.page" if way == "add" else "passing.page", call_id=call_id))


@views.post("/calls/<call_id>/pass-on/<any(complete, cancel):step>")
@audience("agent")
def step(call_id: str, step: str) -> Response:
    """Both have spoken, or it is called off."""
    do = transfer.complete_transfer if step == "complete" else transfer.cancel_transfer
    done = do(center(), call_id, presence().agent_id)
    problem = problem_of(done)
    if done is Refusal.NOT_YOURS or (problem is None and not _is_mine(call_id)):
        return go_to(url_for("console.home", said="call-handed-over"))
    if problem is not None:
        return _show(call_id, problem=problem, status=422)
    return go_to(url_for("call.page", call_id=call_id))


def _is_mine(call_id: str) -> bool:
    """Whether the call is still this agent's; the colleague may have it now."""
    with center().store.read() as db:
        call = find_call(db, call_id, presence().agent_id)
        return call is not None and call.agent_id == presence().agent_id


def _needs_brief(call_id: str, way: str, target: Target) -> bool:
    """Whether it must be written: before a talk, and for a colleague who cannot be talked to."""
    with center().store.read() as db:
        call = find_call(db, call_id, presence().agent_id)
        if call is None:
            abort(404)
        can_talk_first = Ability.TALK_FIRST in center().media[call.medium].abilities
    return way == "warm" or (isinstance(target, Colleague) and not can_talk_first)


def _begin(call_id: str, way: str, target: Target, brief: str) -> Outcome:
    room, agent_id = center(), presence().agent_id
    if way == "add":
        if isinstance(target, BackInLine):
            return acting.Refusal.CANNOT
        return transfer.add_party(room, call_id, agent_id, target)
    do = transfer.transfer_warm if way == "warm" else transfer.transfer_cold
    return do(room, call_id, agent_id, target, brief)


def _show(
    call_id: str, *, problem: str | None = None, brief: str = "", status: int = 200
) -> Response:
    room, agent_id = center(), presence().agent_id
    with room.store.read() as db:
        call = find_call(db, call_id, agent_id)
        if call is None:
            abort(404)
        passing = _passing(db, call_id)
        return respond(
            "pass_on.html",
            status=status,
            call=call,
            targets=targets_of(room, db, call, agent_id, language()),
            is_under_way=passing["stage"] in UNDER_WAY,
            brief=brief or acting.brief_of(room, call),
            problem=problem,
            **passing,
        )


def _passing(db: Session, call_id: str) -> dict[str, Any]:
    """What the region shows of a call of mine, or that just was."""
    call = db.get_one(Call, call_id)
    leg = db.get(CallLeg, call.transfer.get("leg", ""))
    stage = _stage(db, call, leg)
    way = call.transfer.get("kind")
    return {
        "call_id": call_id,
        "stage": stage,
        "way": way,
        "seen_passing": board.mark_of({"stage": stage, "way": way}),
    }


def _stage(db: Session, call: Call, target: CallLeg | None) -> str:
    """It rings | they are there | nobody came | it is theirs | it is over."""
    if call.state is CallState.ENDED:
        return "over"
    if target is not None and call.agent_id == presence().agent_id:
        return "there" if target.state is LegState.JOINED else "ringing"
    here = (CallLeg.agent_id == presence().agent_id, CallLeg.state != LegState.GONE)
    is_mine = db.scalar(select(CallLeg.id).where(CallLeg.call_id == call.id, *here).limit(1))
    return "nobody" if is_mine and call.agent_id == presence().agent_id else "theirs"
