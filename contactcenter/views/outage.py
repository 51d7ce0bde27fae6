"""The line's outage: the strip above every page, the switch, and putting it right afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from contactcenter import board
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.outage import mode, settling, sheets, strays
from contactcenter.outage.mode import BY_HAND, DRILL_MINUTES, Why
from contactcenter.outage.questions import topics
from contactcenter.outage.settling import Unclosed
from contactcenter.outage.watch import switch_out
from contactcenter.realtime import LINE
from contactcenter.telephony.numbers import shown
from shared.models import LineMode, SheetState, StrayOutcome
from shared.web import audience, go_to, respond

views = Blueprint("outage", __name__)

SAID = {"on", "off", "drill", "drill-off", "already"}
SETTLED = {"closed", "counted", "void", "stray", "typed-drill"}
COUNTED = {"blank": "counted", "void": "void"}


@views.get("/outage/strip")
@audience("watcher")
def strip() -> Response:
    """The strip as it is now, or 204 when the page already shows just that."""
    context = strip_context()
    if request.args.get("seen") == context["seen_strip"]:
        return make_response("", 204)
    return make_response(render_template("outage_strip.html", **context))


@views.get("/outage")
@audience("agent")
def page() -> Response:
    """How the line is run now, and the switch."""
    said = request.args.get("said", "")
    return _show(said=said if said in SAID else None)


@views.post("/outage")
@audience("agent")
def switch() -> Response:
    """Declare an outage or a drill, or end it: supervisors only."""
    if not presence().is_supervisor:
        return _show(problem="outage-not-allowed", status=403)
    said = _switch(request.form.get("deed", ""))
    if said is None:
        return _show(problem="outage-choose", status=422)
    center().doorbell.ring(LINE)
    center().ring_all()
    return go_to(url_for("outage.page", said=said))


@views.get("/outage/reconcile")
@audience("agent")
def reconcile() -> Response:
    """Everything of the last outage nobody has accounted for."""
    said = request.args.get("said", "")
    return show_reconcile(said=said if said in SETTLED else None)


@views.post("/outage/reconcile/sheets")
@audience("agent")
def count() -> Response:
    """The chosen sheets are blank, or spoiled."""
    chosen, deed = request.form.getlist("sheet"), request.form.get("deed", "")
    with center().store.write() as db:
        stretch = settling.unclosed_mode(db)
        if stretch is not None and chosen and deed in COUNTED:
            _account_for(db, stretch, chosen, deed)
    if not chosen or deed not in COUNTED:
        return show_reconcile(problem="reconcile-pick", status=422)
    return go_to(url_for("outage.reconcile", said=COUNTED[deed]))


@views.post("/outage/reconcile/calls/<sid>")
@audience("agent")
def settle_call(sid: str) -> Response:
    """What became of a call only the provider knew."""
    outcome = request.form.get("outcome", "")
    if outcome not in {one.value for one in strays.SETTLED_BY_HAND}:
        return show_reconcile(problem="outage-choose", status=422)
    with center().store.write() as db:
        strays.settle_stray(db, sid, StrayOutcome(outcome), presence().agent_id, now())
    return go_to(url_for("outage.reconcile", said="stray"))


@views.post("/outage/reconcile/close")
@audience("agent")
def close() -> Response:
    """Close the stretch; what is open stands against it, unless a supervisor says why not."""
    mode_id, reason = request.form.get("mode", ""), request.form.get("reason", "")
    is_forced = request.form.get("deed") == "anyway"
    if is_forced and not presence().is_supervisor:
        return show_reconcile(problem="outage-not-allowed", status=403)
    if is_forced and not reason.strip():
        return show_reconcile(problem="outage-unclosed-no-reason", status=422)
    forced = settling.sealed_reason(center().keys, mode_id, reason) if is_forced else None
    unclosed = _close(mode_id, forced)
    if unclosed is not None:
        problem = f"outage-unclosed-{unclosed.value.replace('_', '-')}"
        return show_reconcile(problem=problem, reason=reason, status=422)
    return go_to(url_for("outage.reconcile", said="closed"))


@views.app_template_global("outage_strip")
def strip_context() -> dict[str, Any]:
    """What the strip needs; asked for once a page."""
    with center().store.read() as db:
        now_is = mode.now_in(db)
    number = center().settings.telephony.failover_number
    return {
        "mode": now_is,
        "failover": shown(number) if number else None,
        "seen_strip": board.mark_of({"mode": now_is, "language": language()}),
    }


def show_reconcile(*, status: int = 200, **more: Any) -> Response:
    """The page of everything that is open, with what did not work."""
    context: dict[str, Any] = {"said": None, "problem": None, "number_problem": None, "typed": ""}
    with center().store.read() as db:
        stretch = settling.unclosed_mode(db)
        left = settling.open_of(db, stretch) if stretch is not None else None
        db.expunge_all()
    return respond(
        "outage_reconcile.html",
        status=status,
        **(context | {"reason": ""} | more),
        stretch=stretch,
        left=left,
        outcomes=strays.SETTLED_BY_HAND,
        live=strays.LIVE,
        topic_names=_topic_names(),
    )


def _show(*, status: int = 200, said: str | None = None, problem: str | None = None) -> Response:
    with center().store.read() as db:
        modes = settling.latest_modes(db)
        db.expunge_all()
    return respond(
        "outage.html",
        status=status,
        said=f"outage-said-{said}" if said else None,
        problem=problem,
        modes=modes,
        reasons=BY_HAND,
        minutes=DRILL_MINUTES,
        **strip_context(),
    )


def _switch(deed: str) -> str | None:
    """Do it; the word of what to say about it, None when something was not chosen."""
    agent_id, form = presence().agent_id, request.form
    if deed == "outage":
        if form.get("why") not in BY_HAND:
            return None
        return "on" if switch_out(center(), Why(form["why"]), agent_id) else "already"
    with center().store.write() as db:
        if deed == "drill" and form.get("minutes") in map(str, DRILL_MINUTES):
            begun = mode.begin_drill(db, agent_id, int(form["minutes"]), now())
            return "drill" if begun else "already"
        if deed == "normal":
            was_drill = mode.now_in(db).is_drill
            is_ended = mode.end(db, agent_id, now())
            return ("drill-off" if was_drill else "off") if is_ended else "already"
    return None


def _account_for(db: Session, stretch: LineMode, chosen: list[str], deed: str) -> None:
    agent_id = presence().agent_id
    if deed == "blank":
        sheets.count_blank(db, stretch.id, chosen, agent_id, now())
        return
    for sheet_id in chosen:
        sheets.settle_sheet(db, sheet_id, SheetState.VOID, agent_id, now())


def _close(mode_id: str, forced: bytes | None) -> Unclosed | None:
    with center().store.write() as db:
        if db.get(LineMode, mode_id) is None:
            return Unclosed.CLOSED_BEFORE
        return settling.close(db, mode_id, presence().agent_id, now(), forced)


def _topic_names() -> Mapping[str | None, Any]:
    return {one.id: one.name for one in topics(center().knowledge, center().words(language()))}
