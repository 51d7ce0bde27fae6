"""The key under which a browser keeps a note that the server has not taken yet."""

from __future__ import annotations

from base64 import b64encode

from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue

from contactcenter.center import center, presence
from contactcenter.gates import language
from contactcenter.telephony.numbers import key_for
from shared.crypto import blind_index
from shared.models import Call
from shared.web import audience

views = Blueprint("note_key", __name__)

PURPOSE = "note in a browser"


@views.get("/calls/<call_id>/draft/key")
@audience("watcher")
def note_key(call_id: str) -> ResponseReturnValue:
    """The key, and what to say when it is needed; JSON: {"key": base64, "away", "sent"}.

    It follows from agent and call, so that after signing in again the note still opens, and only
    for whom it belongs to.
    """
    room, agent_id = center(), presence().agent_id
    with room.store.read() as db:
        call = db.get(Call, call_id)
        if call is None or call.agent_id != agent_id or call.wrapped_at is not None:
            abort(404)
    key = blind_index(key_for(room.keys.secret, PURPOSE), PURPOSE, f"{agent_id} {call_id}")
    say = room.translator.say
    return jsonify(
        key=b64encode(key).decode(),
        away=say(language(), "outage-note-away"),
        sent=say(language(), "outage-note-sent"),
    )
