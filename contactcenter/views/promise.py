"""What was promised, after the talk: kept or broken, and shown again at a kiosk under its code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, g, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter.agreeing import Line, line_of, lines_of
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.speech import spoken
from shared.intake import agreement as agreements
from shared.intake import agreement_seen
from shared.intake.agreement_code import CodeRefused, find_by_code
from shared.intake.agreement_seen import AgreementView, PromiseView
from shared.models import PromiseOutcome
from shared.web import audience, go_to, respond
from shared.web.present import Words

views = Blueprint("promise", __name__)

LONGEST_CODE = 40
DUE_DAYS = 7
SETTLED = "promise-settled"


@views.get("/promises")
@audience("agent")
def due() -> Response:
    """What agencies and we ourselves promised and is due: kept or broken."""
    words = center().words(language())
    before = center().clock.today() + timedelta(days=DUE_DAYS)
    with center().store.read() as db:
        found = agreement_seen.due_promises(db, center().keys, before=before)
    said = request.args.get("said", "")
    return respond(
        "promises.html",
        lines=[_public_line(one, words) for one in found],
        late={one.id for one in found if one.due_on and one.due_on < center().clock.today()},
        said=said if said == SETTLED else None,
    )


@views.post("/promises/<promise_id>")
@audience("agent")
def settle(promise_id: str) -> ResponseReturnValue:
    """Write down whether a promise was kept."""
    outcome = request.form.get("outcome", "")
    if outcome in agreements.SETTLED:
        with center().store.write() as db:
            agreements.settle(db, promise_id, PromiseOutcome(outcome), presence().agent_id, now())
    return go_to(url_for("promise.due", said=SETTLED))


@views.post("/kiosk-api/agreements")
@audience("kiosk")
def by_code() -> ResponseReturnValue:
    """Show an agreement at a kiosk: {"code": "K7-42-MR-93"} → {"state": "found", …}.

    The code stands in the body, never in an address. Without one that fits: {"state": "unknown"},
    "expired" or "too_many_tries".
    """
    asked = request.get_json(silent=True)
    typed = asked.get("code") if isinstance(asked, dict) else None
    if not isinstance(typed, str) or len(typed) > LONGEST_CODE:
        return jsonify(error="no_code"), 400
    with center().store.write() as db:
        found = find_by_code(db, typed, g.kiosk_id, center().keys, now())
    if isinstance(found, CodeRefused):
        return jsonify(state=found.value)
    return jsonify(state="found", **_for_kiosk(found))


def _for_kiosk(found: AgreementView) -> dict[str, Any]:
    """The lines in the citizen's language and in Polish; a sensitive one says only: we talked."""

    def told(tongue: str) -> list[dict[str, Any]]:
        lines = lines_of(center(), found, center().words(tongue), is_disguised=found.is_sensitive)
        names = ("who", "what", "where", "due", "papers")
        shown = [{name: getattr(line, name) for name in names} for line in lines]
        return [one | {"what": str(one["what"]), "papers": list(one["papers"])} for one in shown]

    tongue = spoken(found.language)
    made_on = found.made_at.date().isoformat()
    return {
        "language": tongue,
        "made_on": made_on,
        "is_disguised": found.is_sensitive,
        "lines": told(tongue),
        "polish": told("pl"),
    }


def _public_line(promise: PromiseView, words: Words) -> Line:
    """A line of a list: what could endanger somebody is not named there."""
    service = center().knowledge.services.get(promise.service_id or "")
    line = line_of(center(), promise.id, promise, words)
    if service is not None and service.safety_sensitive:
        what = words.phrase("refer-confidential")
        return line._replace(who=words.say("agreed-who-agency"), what=what, where=None, papers=())
    return line
