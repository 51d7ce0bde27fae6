"""Calls from kiosks, on the kiosk's side: begin, the page's pulse, leave. Only its own calls."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from flask import Blueprint, Response, abort, g, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from contactcenter.center import center, now
from contactcenter.supervising import hours
from contactcenter.telephony import kiosk_calling
from contactcenter.telephony.ice import ice_servers
from contactcenter.telephony.kiosk_calling import LineState
from contactcenter.telephony.menu.hours import is_answered
from contactcenter.telephony.switchboard import Switchboard
from shared.intake.kiosk_call import Begin, CallNow, Pulse
from shared.models import Call, MediaSide
from shared.web import audience

views = Blueprint("kiosk_call", __name__)

Shape = TypeVar("Shape")
SPOKEN = ("pl", "uk", "en")


@views.get("/kiosk-api/calls/line/<language>")
@audience("kiosk")
def line(language: str) -> Response:
    """Whether somebody could answer in this language: open, nobody or closed."""
    with center().store.read() as db:
        return jsonify(state=_line_state(db, language))


@views.post("/kiosk-api/calls")
@audience("kiosk")
def begin() -> ResponseReturnValue:
    """Begin a call; 409 with the line's state when nobody could answer. Twice is once."""
    asked = _read(Begin)
    with center().store.write() as db:
        known = kiosk_calling.begun(db, asked.key)
        state = _line_state(db, asked.language)
        if known is None and state is not LineState.OPEN:
            return jsonify(state=state), 409
        board = Switchboard(db, center().media, now())
        call = kiosk_calling.begin(board, g.kiosk_id, asked, center().keys)
        if call.kiosk_id != g.kiosk_id:
            abort(404)
        answer = _tell(_now(db, call, ""))
    center().ring(board.bells)
    return answer


@views.post("/kiosk-api/calls/<call_id>")
@audience("kiosk")
def pulse(call_id: str) -> Response:
    """The page's sign of life and signals; how the call stands, and the other side's signals."""
    said = _read(Pulse)
    with center().store.read() as db:
        call = _own(db.get(Call, call_id))
        if not kiosk_calling.needs_writing(db, call, said, kiosk_calling.KIOSK, now()):
            return _tell(_now(db, call, said.heard))
    with center().store.write() as db:
        board = Switchboard(db, center().media, now())
        call = _own(board.find(call_id))
        if call.ended is None:
            kiosk_calling.take_in(board, call, None, said, center().keys)
        answer = _tell(_now(db, call, said.heard))
    center().ring(board.bells)
    return answer


@views.post("/kiosk-api/calls/<call_id>/leave")
@audience("kiosk")
def leave(call_id: str) -> Response:
    """The citizen hung up or has gone; saying it twice is saying it once."""
    with center().store.write() as db:
        board = Switchboard(db, center().media, now())
        kiosk_calling.leave(board, _own(board.find(call_id)), "citizen")
    center().ring(board.bells)
    return jsonify(state="ended")


def _line_state(db: Session, language: str) -> LineState:
    if language in SPOKEN and kiosk_calling.can_answer(db, language):
        return LineState.OPEN
    known = hours.announced(db, center().clock.today())
    return LineState.NOBODY if is_answered(now(), known) else LineState.CLOSED


def _own(call: Call | None) -> Call:
    """The call, if it is this kiosk's: of another's it is not told that there is one."""
    if call is None or call.kiosk_id != g.kiosk_id:
        abort(404)
    return call


def _now(db: Session, call: Call, heard: str) -> CallNow:
    stands = kiosk_calling.call_now(db, call, MediaSide.KIOSK, heard, center().keys)
    place, ice = kiosk_calling.place_of(db, call, now()), center().settings.ice
    return msgspec.structs.replace(
        stands,
        servers=ice_servers(ice, call.id, now()) if stands.signals else [],
        is_relayed=ice.is_relayed,
        position=place.position if place else None,
        low=place.low_minutes if place else None,
        high=place.high_minutes if place else None,
    )


def _read(shape: type[Shape]) -> Shape:
    try:
        return msgspec.json.decode(request.get_data(cache=False), type=shape)
    except msgspec.MsgspecError:
        abort(400)


def _tell(now_: CallNow) -> Response:
    return Response(msgspec.json.encode(now_), mimetype="application/json")
