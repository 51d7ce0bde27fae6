"""The key under which a browser keeps a note that the server has not taken yet."""

from __future__ import annotations

from base64 import b64encode

from flask import Blueprint

from contactcenter.center import center, presence
from contactcenter.telephony.numbers import key_for
from shared.crypto import blind_index

views = Blueprint("note_key", __name__)

PURPOSE = "note in a browser"


@views.app_template_global("note_key")
def note_key(call_id: str) -> str:
    """The key of one agent's note of one call, in base64.

    It follows from both and from the city's secret: after signing in again the note still opens,
    and for nobody else.
    """
    secret = key_for(center().keys.secret, PURPOSE)
    return b64encode(blind_index(secret, PURPOSE, f"{presence().agent_id} {call_id}")).decode()
