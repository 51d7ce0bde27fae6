"""From the digits a caller reads aloud to an open matter: number, word, consent."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from contactcenter.center import center, now, presence
from contactcenter.realtime import HERE
from contactcenter.views.console import show_home
from shared.intake.desk import Refusal, SlipRefused, open_slip
from shared.intake.slip import is_valid, is_word, normalize_number, parse_qr
from shared.web import audience, go_to, respond

views = Blueprint("slip", __name__)

LONGEST_TYPED = 64
# After these another word may be tried; after the others only another number helps.
WORTH_ANOTHER_TRY = {"wrong_word", "no_such_word", "not_agreed", "not_arrived"}
STATUS = {"too_many_tries": 429}


@views.post("/slip")
@audience("agent")
def find() -> Response:
    """Check the number's form and ask for the word. A scanned code brings both."""
    typed = request.form.get("digits", "")[:LONGEST_TYPED]
    scanned = parse_qr(typed)
    digits = scanned.digits if scanned else normalize_number(typed)
    if not is_valid(digits):
        return show_home(problem="misheard", digits=typed, status=422)
    return _ask_word(digits, scanned.word if scanned else "")


@views.post("/slip/open")
@audience("agent")
def open_() -> Response:
    """Open the matter, or say what stands in the way: to the agent, and for the caller."""
    digits = normalize_number(request.form.get("digits", "")[:LONGEST_TYPED])
    word = request.form.get("word", "")[:LONGEST_TYPED]
    if not is_valid(digits):
        return show_home(problem="misheard", digits=digits, status=422)
    if request.form.get("agreed") != "yes":
        return _ask_word(digits, word, problem="not_agreed", status=422)
    if not is_word(word):
        return _ask_word(digits, word, problem="no_such_word", status=422)
    agent_id = presence().agent_id
    with center().store.write() as db:
        opened = open_slip(db, digits, word, agent_id, f"agent {agent_id}", center().keys, now())
    if isinstance(opened, SlipRefused):
        return _refuse(digits, word, opened.reason)
    center().doorbell.ring(HERE)
    return go_to(url_for("matter.page", matter_id=opened.matter_id))


def _refuse(digits: str, word: str, reason: Refusal) -> Response:
    """A wrong word is not typed out again: it would only be sent a second time by mistake."""
    kept = "" if reason is Refusal.WRONG_WORD else word
    return _ask_word(digits, kept, problem=reason.value, status=STATUS.get(reason, 422))


def _ask_word(
    digits: str, word: str = "", *, problem: str | None = None, status: int = 200
) -> Response:
    return respond(
        "slip.html",
        status=status,
        digits=digits,
        word=word,
        agreed=request.form.get("agreed") == "yes",
        problem=problem,
        may_try=problem is None or problem in WORTH_ANOTHER_TRY,
    )
