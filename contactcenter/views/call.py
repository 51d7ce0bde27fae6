"""The page of one call: who calls, the matter beside it, notes that cannot be lost, the end."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from contactcenter import board
from contactcenter.calls import course, summary
from contactcenter.calls.deeds import problem_of
from contactcenter.calls.page import OUTCOMES, CallView, call_view, confirm_same, find_call
from contactcenter.casework import question_about, read_casework
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.referring import referral_line
from contactcenter.telephony import control
from contactcenter.views.matter_page import Turn, matter_context
from contactcenter.views.slip import LONGEST_TYPED
from shared.intake.desk import SlipRefused, open_slip
from shared.intake.matter import MatterAway, close_matter
from shared.intake.phone_matter import begin_matter
from shared.intake.referral import referrals_of
from shared.intake.slip import is_valid, is_word, normalize_number, parse_qr
from shared.models import Call
from shared.store.ledger import record
from shared.web import audience, go_to, respond
from shared.web.wording import clock_time

views = Blueprint("call", __name__)

LONGEST_NOTE = 8000
SAID = {"call-matter-begun", "call-slip-opened", "call-same-person", "call-wrapped"}


@views.get("/calls/<call_id>")
@audience("agent")
def page(call_id: str) -> Response:
    """Everything about one call, on one page."""
    said = request.args.get("said", "")
    return show(call_id, said=said if said in SAID else None)


@views.get("/calls/<call_id>/quiet")
@audience("watcher")
def quiet(call_id: str) -> Response:
    """What somebody who cannot speak has keyed so far, or 204 when the page shows just that."""
    view = _view(call_id)
    mark = _quiet_mark(view)
    if request.args.get("seen") == mark:
        return make_response("", 204)
    return make_response(render_template("quiet_region.html", view=view, seen_quiet=mark))


def _quiet_mark(view: CallView) -> str:
    """Of all the region shows: whether one may ask by key, too, which begins with the talk."""
    return board.mark_of({"answers": view.quiet_answers, "state": view.call.state})


@views.post("/calls/<call_id>/same-person")
@audience("agent")
def same_person(call_id: str) -> Response:
    """The agent has asked: it is the person this number belonged to before."""
    _view(call_id)
    confirm_same(call_id)
    with center().store.write() as db:
        record(db, "call_history_read", now(), call_id=call_id, agent_id=presence().agent_id)
    return _back(call_id, "call-same-person")


@views.post("/calls/<call_id>/draft")
@audience("agent")
def draft(call_id: str) -> ResponseReturnValue:
    """Keep what is being written; the page says when that was. JSON: {"saved": "12:03"}."""
    text = request.form.get("note", "")[:LONGEST_NOTE]
    problem = problem_of(control.save_draft(center(), call_id, presence().agent_id, text))
    if problem is not None:
        return jsonify(problem=center().translator.say(language(), problem)), 409
    said = center().translator.say(language(), "note-saved", at=clock_time(now(), language()))
    return jsonify(saved=said)


@views.post("/calls/<call_id>/slip")
@audience("agent")
def slip(call_id: str) -> Response:
    """Open the caller's slip beside the call: number, word, consent."""
    typed = request.form.get("digits", "")[:LONGEST_TYPED]
    scanned = parse_qr(typed)
    digits = scanned.digits if scanned else normalize_number(typed)
    word = request.form.get("word", "")[:LONGEST_TYPED] or (scanned.word if scanned else "")
    problem = _slip_problem(digits, word)
    if problem is None:
        problem = _open_slip(call_id, digits, word)
    if problem is not None:
        return show(call_id, slip_problem=problem, digits=typed, status=422)
    return _back(call_id, "call-slip-opened")


@views.post("/calls/<call_id>/matter")
@audience("agent")
def begin(call_id: str) -> Response:
    """Begin the questions without a slip."""
    view, room, agent_id = _view(call_id), center(), presence().agent_id
    if not view.is_mine or view.call.matter_id is not None:
        return _back(call_id)
    with room.store.write() as db:
        found = begin_matter(
            db,
            agent_id,
            view.call.language,
            room.knowledge.content_hash,
            room.clock.today(),
            room.keys,
            now(),
        )
        db.get_one(Call, call_id).matter_id = found.matter_id
    return _back(call_id, "call-matter-begun")


@views.post("/calls/<call_id>/wrap-up")
@audience("agent")
def wrap_up(call_id: str) -> Response:
    """How it ended, about what, and the note; the matter ends with it if that is ticked."""
    outcome = request.form.get("outcome", "")
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    view = _view(call_id)
    if outcome not in OUTCOMES:
        return show(call_id, wrap_problem="close-choose", note=note, status=422)
    if view.is_mine:
        _keep_subject(view, request.form.get("service", ""), request.form.get("agency", ""))
    agent_id = presence().agent_id
    problem = problem_of(control.wrap_up(center(), call_id, agent_id, outcome, note))
    if problem is not None:
        return show(call_id, wrap_problem=problem, note=note, status=422)
    if request.form.get("close_matter") == "yes" and view.call.matter_id:
        with center().store.write() as db:
            close_matter(db, view.call.matter_id, agent_id, outcome, "", center().keys, now())
    return _back(call_id, "call-wrapped")


def show(call_id: str, *, status: int = 200, **more: Any) -> Response:
    """The call's page, with what did not work beside its field; over, it is its record."""
    view = _view(call_id)
    context: dict[str, Any] = {
        "said": None,
        "view": view,
        "wrap_problem": None,
        "note": view.draft,
        "agreement_url": _url_if(view, "agreement.page", kind="calls", talk_id=call_id),
    }
    if view.is_over:
        return respond("call_after.html", status=status, **(context | _after(view) | more))
    about_slip = {"slip_problem": None, "digits": view.slip_digits, "matter": None, "sent": ()}
    return respond(
        "call.html",
        status=status,
        **(context | about_slip | _matter(view) | more),
        seen_quiet=_quiet_mark(view),
        cards_url=_url_if(view, "card.choose", call_id=call_id),
    )


def _after(view: CallView) -> dict[str, Any]:
    """The record, and what the form offers while it is not written."""
    room, agent_id = center(), presence().agent_id
    with room.store.read() as db:
        found = summary.summary_of(room, db, view.call, agent_id, language())
        moments = course.course_of(db, view.call.id)
        is_open = view.is_mine and view.call.wrapped_at is None
        offered = summary.offered(room, db, view.call, agent_id, language()) if is_open else None
    return {
        "summary": found,
        "course": moments,
        "offered": offered,
        "chosen": request.form if request.method == "POST" else {},
        "outcomes": OUTCOMES,
        "confidential": summary.CONFIDENTIAL,
    }


def _url_if(view: CallView, endpoint: str, **values: str) -> str | None:
    """The address of a panel that belongs to a call of mine."""
    if not view.is_mine or endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, **values)


def _matter(view: CallView) -> dict[str, Any]:
    """The matter's regions, if one is open in this agent's hands."""
    if view.call.matter_id is None:
        return {}
    work = read_casework(center(), view.call.matter_id, presence().agent_id)
    if isinstance(work, MatterAway):
        return {}
    with center().store.read() as db:
        sent = referrals_of(db, view.call.matter_id)
    words = center().words(language())
    lines = [referral_line(center().knowledge, one, words) for one in sent]
    turn = Turn(question_about(center(), work, None))
    return {**matter_context(work, turn), "sent": lines}


def _slip_problem(digits: str, word: str) -> str | None:
    if not is_valid(digits):
        return "misheard"
    if request.form.get("agreed") != "yes":
        return "not_agreed"
    return None if is_word(word) else "no_such_word"


def _open_slip(call_id: str, digits: str, word: str) -> str | None:
    """Put the slip's matter beside this agent's call; the word of what stands in the way."""
    agent_id = presence().agent_id
    with center().store.write() as db:
        call = find_call(db, call_id, agent_id)
        if call is None or call.agent_id != agent_id:
            abort(404)
        source = f"call {call_id}"
        opened = open_slip(db, digits, word, agent_id, source, center().keys, now())
        if isinstance(opened, SlipRefused):
            return opened.reason.value
        call.matter_id = opened.matter_id
    return None


def _keep_subject(view: CallView, service_id: str, agency_id: str) -> None:
    """What the talk was about, and where it led; what could endanger somebody has no name."""
    service = center().knowledge.services.get(service_id)
    is_sensitive = service_id == summary.CONFIDENTIAL or bool(service and service.safety_sensitive)
    with center().store.write() as db:
        call = db.get_one(Call, view.call.id)
        if service is not None:
            call.matter = service_id
        call.is_sensitive = call.is_sensitive or is_sensitive
        summary.keep_routed(center(), db, call, agency_id, now())


def _view(call_id: str) -> CallView:
    with center().store.read() as db:
        call = find_call(db, call_id, presence().agent_id)
        if call is None:
            abort(404)
        view = call_view(center(), db, call, presence().agent_id, language())
        db.expunge_all()
    return view


def _back(call_id: str, said: str | None = None) -> Response:
    return go_to(url_for("call.page", call_id=call_id, said=said))
