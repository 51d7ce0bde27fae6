"""The console's first page: the slip's number, who waits, who is here, and what I left open."""

from __future__ import annotations

from flask import Blueprint, Response, request

from contactcenter import board
from contactcenter.calls import listed
from contactcenter.center import center, now, presence
from shared.web import audience, respond

views = Blueprint("console", __name__)

MESSAGES = {
    "matter-closed",
    "matter-gone",
    "task-finished",
    "task-gone",
    "nobody-waits",
    "call-wrapped",
    "call-handed-over",
    "call-passed-on",
}
KEYS = (
    ("S", "keys-slip"),
    ("N", "keys-next"),
    ("P", "keys-question"),
    ("1 … 8", "keys-answers"),
    ("0", "keys-dont-know"),
    ("9", "keys-wont-say"),
    ("O", "keys-given"),
    ("W", "keys-results"),
    ("H", "keys-help"),
    ("R", "keys-refer"),
    ("Z", "keys-close"),
    ("U", "keys-find"),
    ("G", "keys-ready"),
    ("F", "keys-away"),
    ("A", "keys-answer"),
    ("D", "keys-decline"),
    ("I", "keys-call"),
    ("J", "keys-hold"),
    ("V", "keys-mute"),
    ("T", "keys-pass"),
    ("X", "keys-hang-up"),
    ("E", "keys-note"),
    ("Q", "keys-keypad"),
    ("Y", "keys-same"),
    ("L", "keys-agree"),
    ("B", "keys-read-back"),
    ("M", "keys-message"),
    ("/", "keys-cards"),
    ("C", "keys-calls"),
    ("K", "keys-keys"),
)


@views.get("/")
@audience("agent")
def home() -> Response:
    """The page an agent's day starts and every call begins on."""
    said = request.args.get("said", "")
    return show_home(message=said if said in MESSAGES else None)


@views.get("/keys")
@audience("agent")
def keys() -> Response:
    """Everything the keyboard can do."""
    return respond("keys.html", keys=KEYS)


def show_home(
    *, message: str | None = None, problem: str | None = None, digits: str = "", status: int = 200
) -> Response:
    """The console, with what went wrong with a number beside its field."""
    with center().store.read() as db:
        matters = board.open_matters(db, presence().agent_id)
        waiting = board.waiting_region(db)
        here = board.here_region(db)
        glance = listed.glance(db, presence().agent_id, now())
    return respond(
        "console.html",
        status=status,
        message=message,
        problem=problem,
        digits=digits,
        matters=matters,
        glance=glance,
        seen_waiting=board.mark_of(waiting),
        seen_here=board.mark_of(here),
        **waiting,
        **here,
    )
