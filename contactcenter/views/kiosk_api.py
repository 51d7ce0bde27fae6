"""What kiosks send and ask: envelopes, numbers to give out, and whether somebody is coming."""

from __future__ import annotations

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from contactcenter.center import center, now
from contactcenter.realtime import WAITING
from shared.intake.missed import take_report
from shared.intake.missed_report import read_report
from shared.intake.receive import ReceivedState, lease_numbers, receive
from shared.intake.submit import help_state
from shared.models import EnvelopeKind
from shared.web import audience

views = Blueprint("kiosk_api", __name__)

MOST_NUMBERS = 200


@views.post("/kiosk-api/envelopes")
@audience("kiosk")
def envelopes() -> Response:
    """Take one sealed envelope (raw bytes). 200 settles it: received, duplicate or refused."""
    sealed = request.get_data(cache=False)
    with center().store.write() as db:
        received = receive(db, sealed, center().keys, now(), from_kiosk=g.kiosk_id)
    is_new = received.state is ReceivedState.RECEIVED
    if is_new and received.kind is EnvelopeKind.HELP:
        center().doorbell.ring(WAITING)
    return jsonify(state=received.state, key=received.key, why=received.why)


@views.post("/kiosk-api/leases")
@audience("kiosk")
def leases() -> ResponseReturnValue:
    """Lend slip numbers: {"count": 50} → {"numbers": ["…", …]}."""
    asked = request.get_json(silent=True)
    count = asked.get("count") if isinstance(asked, dict) else None
    if type(count) is not int or not 0 < count <= MOST_NUMBERS:
        return jsonify(error="count_out_of_range", most=MOST_NUMBERS), 400
    with center().store.write() as db:
        numbers = lease_numbers(db, g.kiosk_id, count, center().keys, now())
    return jsonify(numbers=numbers)


@views.post("/kiosk-api/missed")
@audience("kiosk")
def missed() -> ResponseReturnValue:
    """Take what was searched for in vain on one day that is over; telling it again is harmless."""
    report = read_report(request.get_data(cache=False), before=center().clock.today())
    if report is None:
        return jsonify(error="not_a_report"), 400
    plain = center().knowledge.search.plain_words
    rows = [row for row in report.rows if set(row.words.split()) <= set(plain(row.words))]
    with center().store.write() as db:
        is_new = take_report(db, g.kiosk_id, report.on, rows)
    return jsonify(state="received" if is_new else "duplicate")


@views.get("/kiosk-api/content")
@audience("kiosk")
def content() -> Response:
    """The signed content in force; 304 for who has it already (ETag: its hash)."""
    in_force = center().holder.now
    response = Response(status=304)
    if in_force.knowledge.content_hash not in request.if_none_match:
        response = Response(in_force.bundle, mimetype="application/octet-stream")
    response.set_etag(in_force.knowledge.content_hash)
    return response


@views.get("/kiosk-api/help/<key>")
@audience("kiosk")
def help_request(key: str) -> Response:
    """How far a request for help has come: unknown, delivered, answered or closed."""
    with center().store.read() as db:
        return jsonify(state=help_state(db, key))
