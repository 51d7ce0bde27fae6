"""The board: a supervisor's own, with everybody's calls, and the one on the wall, which shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
    session,
    url_for,
)

from contactcenter import board as marks
from contactcenter.calls.deeds import problem_of
from contactcenter.center import Center, center, now, presence
from contactcenter.gates import WALL_TOKEN, language
from contactcenter.queue import activity
from contactcenter.queue.figures import SERVICE_TARGET
from contactcenter.realtime import HERE
from contactcenter.supervising import board, walls
from contactcenter.supervising.board import Board
from contactcenter.telephony import budget, control
from contactcenter.telephony.acting import Outcome
from shared.web import audience, go_to, redirect_whole_page, respond

views = Blueprint("wallboard", __name__)

PARTS: Mapping[str, Callable[[Center, str, str], Outcome]] = {
    "listen": control.listen,
    "coach": control.coach,
    "barge": control.barge,
    "leave": control.leave,
}
ROOMS = (
    ("wallboard.page", "board-title"),
    ("report.page", "report-title"),
    ("agency_report.page", "agencies-link"),
    ("line_settings.agents", "set-title-agents"),
    ("people.everybody", "people-title"),
    ("line_settings.hours", "set-title-hours"),
    ("line_settings.pauses_page", "set-title-pauses"),
    ("wallboard.screens", "set-title-walls"),
)
RUNNING = {"longest_wait_seconds"}  # figures that change by the mere passing of time


@views.get("/board")
@audience("supervisor")
def page() -> Response:
    """How the line serves now, who does what, and the ways into a call."""
    return _show()


@views.get("/live/board")
@audience("supervisor-watcher")
def region() -> Response:
    """The board as it is now, or 204 when the page already shows just that."""
    shown = _now_shown()
    if request.args.get("seen") == shown["seen_board"]:
        return make_response("", 204)
    return make_response(render_template("wallboard_region.html", **shown, problem=None))


@views.post("/board/calls/<call_id>")
@audience("supervisor")
def take_part(call_id: str) -> Response:
    """Listen, whisper, join in, or leave again: the agent sees it at once."""
    deed = request.form.get("part", "")
    if deed not in PARTS:
        return _show("calls-refused-not-now", status=422)
    if deed != "leave" and not _has_phone():
        return _show("board-no-phone", status=422)
    problem = problem_of(PARTS[deed](center(), call_id, presence().agent_id))
    return _show(problem, status=422) if problem else go_to(url_for("wallboard.page"))


@views.get("/board/walls")
@audience("supervisor")
def screens() -> Response:
    """The screens that are on."""
    with center().store.read() as db:
        on = walls.walls(db, now())
    said = request.args.get("said")
    said = said if said == "wall-ended" else None
    return respond("wallboard_screens.html", walls=on, said=said)


@views.get("/board/walls/new")
@audience("supervisor")
def new_screen() -> Response:
    """How to make a screen of this browser."""
    return _show_new()


@views.post("/board/walls")
@audience("supervisor")
def open_screen() -> Response:
    """This browser becomes a screen: the supervisor's own session ends here."""
    name = request.form.get("name", "").strip()
    if not name:
        return _show_new("wall-no-name", status=422)
    with center().store.write() as db:
        token = walls.open_wall(db, name, presence(), now())
    spoken = session.get("language")
    session.clear()
    session.update({WALL_TOKEN: token, "language": spoken})
    center().doorbell.close_ended()
    center().doorbell.ring(HERE)
    return redirect_whole_page(url_for("wallboard.wall"))


@views.post("/board/walls/<screen_id>/end")
@audience("supervisor")
def end_screen(screen_id: str) -> Response:
    """Switch a screen off from here: within a few seconds it shows nothing more."""
    with center().store.write() as db:
        walls.end_wall(db, screen_id, presence().agent_id, now())
    return go_to(url_for("wallboard.screens", said="wall-ended"))


@views.get("/wall")
@audience("wall")
def wall() -> Response:
    """The board on the wall."""
    return respond("wallboard_wall.html", wall=g.wall, **_now_shown())


@views.get("/wall/region")
@audience("wall")
def wall_region() -> Response:
    """The same again; what is shown is always fetched anew, so that its age can be told."""
    return make_response(render_template("wallboard_wall_region.html", **_now_shown()))


@views.post("/wall/end")
@audience("wall")
def leave_wall() -> Response:
    """Somebody at the screen itself switches it off."""
    with center().store.write() as db:
        walls.end_wall(db, g.wall.id, None, now())
    session.pop(WALL_TOKEN, None)
    return redirect_whole_page(url_for("sign_in.page"))


@views.app_template_global()
def supervisor_rooms() -> tuple[tuple[str, str], ...]:
    """The pages of the supervisors, and what each is called."""
    known = current_app.view_functions
    return tuple(room for room in ROOMS if room[0] in known)


def _show(problem: str | None = None, *, status: int = 200) -> Response:
    return respond("wallboard.html", status=status, problem=problem, **_now_shown())


def _show_new(problem: str | None = None, *, status: int = 200) -> Response:
    hours = int(walls.LASTS.total_seconds() // 3600)
    return respond("wallboard_open.html", status=status, hours=hours, problem=problem)


def _has_phone() -> bool:
    """Whether the supervisor's own browser can be rung."""
    with center().store.read() as db:
        return activity.status(db, presence().agent_id).is_phone_here(now())


def _now_shown() -> dict[str, Any]:
    room = center()
    with room.store.read() as db:
        is_always_open = room.settings.telephony.is_always_open
        shown = board.board_of(db, now(), is_always_open=is_always_open)
        spent = budget.spent(db, room.settings.calls_per_day, now())
    still = {"board": _still(shown), "budget": spent, "language": language()}
    return {
        "board": shown,
        "budget": spent,
        "target": SERVICE_TARGET,
        "shown_at": now(),
        "seen_board": marks.mark_of(still),
        "presence": g.get("presence"),
    }


def _still(shown: Board) -> tuple[Any, ...]:
    """The board without what changes by the mere passing of time: that runs on in the page."""
    figures = [
        tuple(value for name, value in vars(one).items() if name not in RUNNING)
        for one in (shown.today, shown.lately)
    ]
    signs = [(one.name, one.is_silent) for one in shown.kiosks]
    return (figures, shown.waiting, shown.people, signs, shown.mode, shown.opening)
