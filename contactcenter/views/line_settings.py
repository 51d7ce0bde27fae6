"""What supervisors set: agents, the line's hours, the reasons to pause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from flask import Blueprint, Response, request, url_for
from sqlalchemy.orm import Session

from contactcenter.center import center, now, presence
from contactcenter.queue import pauses
from contactcenter.realtime import PHONE
from contactcenter.supervising import hours as line_hours
from contactcenter.supervising import staff
from contactcenter.supervising.hours import Wish
from contactcenter.telephony.menu import hours as menu_hours
from shared.catalog.hours import WEEKDAYS
from shared.web import audience, go_to, respond

views = Blueprint("line_settings", __name__)

SAID = {"agent-saved", "hours-saved", "hours-gone", "pause-saved"}
TONGUES = ("pl", "uk", "en")
Found = TypeVar("Found")


@views.get("/board/agents")
@audience("supervisor")
def agents() -> Response:
    """Everybody, and what they speak and know."""
    return _show_agents()


@views.post("/board/agents/<agent_id>")
@audience("supervisor")
def teach(agent_id: str) -> Response:
    """Languages and skills of one agent."""
    spoken, known = tuple(request.form.getlist("language")), tuple(request.form.getlist("skill"))
    with center().store.write() as db:
        wrong = staff.teach(db, agent_id, spoken, known, presence().agent_id, now())
    if wrong is not None:
        return _show_agents(f"set-agent-{wrong.value}", status=422)
    center().ring_all()
    return go_to(url_for("line_settings.agents", said="agent-saved"))


@views.get("/board/hours")
@audience("supervisor")
def hours() -> Response:
    """The line's usual hours, and what is announced over them."""
    return _show_hours()


@views.post("/board/hours")
@audience("supervisor")
def announce() -> Response:
    """Announce hours, or a closure, for some days."""
    wish = _wish()
    if wish is None:
        return _show_hours("set-hours-dates", status=422)
    with center().store.write() as db:
        done = line_hours.announce(db, wish, presence().agent_id, now())
    if isinstance(done, line_hours.Wrong):
        return _show_hours(f"set-hours-{done.value}", status=422)
    return go_to(url_for("line_settings.hours", said="hours-saved"))


@views.post("/board/hours/<hours_id>/withdraw")
@audience("supervisor")
def withdraw(hours_id: str) -> Response:
    """What was announced does not hold any more."""
    with center().store.write() as db:
        line_hours.withdraw(db, hours_id, presence().agent_id, now())
    return go_to(url_for("line_settings.hours", said="hours-gone"))


@views.get("/board/pauses")
@audience("supervisor")
def pauses_page() -> Response:
    """Why an agent may pause."""
    return _show_pauses()


@views.post("/board/pauses")
@audience("supervisor")
def add_pause() -> Response:
    """One more reason."""
    named = {tongue: request.form.get(f"name-{tongue}", "") for tongue in TONGUES}
    with center().store.write() as db:
        done = pauses.add(db, named, presence().agent_id, now())
    if isinstance(done, pauses.Wrong):
        return _show_pauses(f"set-pause-{done.value}", status=422)
    return _changed_pauses()


@views.post("/board/pauses/<code>")
@audience("supervisor")
def switch_pause(code: str) -> Response:
    """Offer a reason, or do not any more; the last one stays."""
    is_offered = request.form.get("deed") == "on"
    with center().store.write() as db:
        done = pauses.switch(db, code, presence().agent_id, now(), is_offered=is_offered)
    return _changed_pauses() if done else _show_pauses("set-pause-last", status=422)


def _changed_pauses() -> Response:
    center().doorbell.ring(PHONE)
    return go_to(url_for("line_settings.pauses_page", said="pause-saved"))


def _show_agents(problem: str | None = None, *, status: int = 200) -> Response:
    members = _read(staff.members)
    return respond(
        "line_settings_agents.html",
        status=status,
        problem=problem,
        said=_said(),
        members=members,
        languages=staff.LANGUAGES,
        skills=staff.SKILLS,
    )


def _show_hours(problem: str | None = None, *, status: int = 200) -> Response:
    today = center().clock.today()
    announced = _read(lambda db: line_hours.announcements(db, today))
    week = menu_hours.coming_week(now(), ())
    return respond(
        "line_settings_hours.html",
        status=status,
        problem=problem,
        said=_said(),
        announced=announced,
        week=[(days, stretch) for stretch, days in week.items()],
        is_confirmed=menu_hours.line().status == "verified",
        days=WEEKDAYS,
        today=today,
        typed=request.form,
    )


def _show_pauses(problem: str | None = None, *, status: int = 200) -> Response:
    reasons = _read(pauses.reasons)
    return respond(
        "line_settings_pauses.html",
        status=status,
        problem=problem,
        said=_said(),
        reasons=reasons,
        tongues=TONGUES,
        typed=request.form,
    )


def _read(what: Callable[[Session], Found]) -> Found:
    with center().store.read() as db:
        return what(db)


def _said() -> str | None:
    said = request.args.get("said", "")
    return f"set-said-{said}" if said in SAID else None


def _wish() -> Wish | None:
    """What the form says; None where a day is none."""
    form = request.form
    try:
        from_on = date.fromisoformat(form.get("from", ""))
        to_on = date.fromisoformat(form["to"]) if form.get("to") else None
    except ValueError:
        return None
    is_shut = form.get("state") == "closed"
    days = tuple(day for day in WEEKDAYS if day in form.getlist("day"))
    opens, closes = (None, None) if is_shut else (form.get("opens", ""), form.get("closes", ""))
    return Wish(from_on, to_on, days, opens, closes, on_holidays="on_holidays" in form)
