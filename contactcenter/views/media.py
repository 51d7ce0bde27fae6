"""Sound of calls from kiosks, on the agent's side: whose phone should connect, and its pulse.

Passive: a page that carries sound does not extend the agent's session by itself.
"""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, abort, jsonify, request
from sqlalchemy.orm import Session

from contactcenter.center import center, now, presence
from contactcenter.telephony import kiosk_calling
from contactcenter.telephony.handing_over import is_speaker
from contactcenter.telephony.ice import ice_servers
from contactcenter.telephony.switchboard import Switchboard
from shared.intake.kiosk_call import CallNow, Pulse
from shared.models import Call, CallLeg, MediaSide
from shared.web import audience

views = Blueprint("media", __name__)


@views.get("/media")
@audience("watcher")
def mine() -> Response:
    """The calls my browser should carry, the newest first: {"calls": [{call_id, label}]}."""
    with center().store.read() as db:
        found = kiosk_calling.calls_of(db, presence().agent_id)
        return jsonify(calls=[{"call_id": call.id, "label": leg.label} for call, leg in found])


@views.post("/media/<call_id>")
@audience("watcher")
def pulse(call_id: str) -> Response:
    """My page's sign of life and signals; how the call stands, and the kiosk's signals.

    Whoever has no part in the call (any more) is told that it has ended.
    """
    said = _read()
    with center().store.read() as db:
        found = _mine(db, call_id)
        if found is None:
            return _tell(CallNow(call_id, "ended"))
        if not kiosk_calling.needs_writing(db, found[0], said, found[1].id, now()):
            return _tell(_now(db, *found, said.heard))
    return _write(call_id, said)


def _write(call_id: str, said: Pulse) -> Response:
    with center().store.write() as db:
        board = Switchboard(db, center().media, now())
        board.find(call_id)
        found = _mine(db, call_id)
        if found is None:
            return _tell(CallNow(call_id, "ended"))
        kiosk_calling.take_in(board, found[0], found[1], said, center().keys)
        answer = _tell(_now(db, *found, said.heard))
    center().ring(board.bells)
    return answer


def _mine(db: Session, call_id: str) -> tuple[Call, CallLeg] | None:
    found = kiosk_calling.calls_of(db, presence().agent_id)
    return next((pair for pair in found if pair[0].id == call_id), None)


def _now(db: Session, call: Call, leg: CallLeg, heard: str) -> CallNow:
    stands = kiosk_calling.call_now(db, call, MediaSide.AGENT, heard, center().keys)
    if not is_speaker(db, call, leg):
        stands = msgspec.structs.replace(stands, signals=[])
    ice = center().settings.ice
    return msgspec.structs.replace(
        stands,
        servers=ice_servers(ice, call.id, now()) if stands.signals else [],
        is_relayed=ice.is_relayed,
        is_silenced=leg.is_muted,
    )


def _read() -> Pulse:
    try:
        return msgspec.json.decode(request.get_data(cache=False), type=Pulse)
    except msgspec.MsgspecError:
        abort(400)


def _tell(now_: CallNow) -> Response:
    return Response(msgspec.json.encode(now_), mimetype="application/json")
