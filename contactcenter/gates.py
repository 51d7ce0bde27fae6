"""Who is let through: agents on a live session, kiosks with their token, the telephone provider by
its signature.
"""

from __future__ import annotations

from flask import Response, abort, g, jsonify, request, session, url_for
from flask.typing import ResponseReturnValue

from contactcenter import agents
from contactcenter.agents import Presence
from contactcenter.center import center, now
from contactcenter.kiosks import find_kiosk
from contactcenter.telephony.twilio_provider.signature import is_genuine
from shared.web import anyone, redirect_whole_page

SESSION_TOKEN = "token"  # noqa: S105  # the name of the cookie's field, not a secret
SIGNATURE = "X-Twilio-Signature"  # both providers sign alike
FORM = "application/x-www-form-urlencoded"
STAFF_LANGUAGES = ("pl", "uk", "en")


def find_presence() -> Presence | None:
    """The agent behind this request's cookie, if the session is live. Touches nothing."""
    token = session.get(SESSION_TOKEN)
    if not isinstance(token, str):
        return None
    with center().store.read() as db:
        return agents.find_presence(db, token, now())


def agent() -> ResponseReturnValue | None:
    """Admit an agent who does something: the session lives on from here."""
    refused = watcher()
    if refused is None and agents.needs_touch(g.presence, now()):
        with center().store.write() as db:
            agents.touch(db, g.presence.token_hash, now())
        g.presence = find_presence()
    return refused


def editor() -> ResponseReturnValue | None:
    """Admit an agent who may change or publish what the city says."""
    refused = agent()
    if refused is not None:
        return refused
    if not (g.presence.may_edit or g.presence.may_publish):
        abort(403)
    return None


def watcher() -> ResponseReturnValue | None:
    """Admit an agent's page that merely looks again by itself: the session is not extended."""
    found = find_presence()
    if found is None:
        was_signed_in = SESSION_TOKEN in session  # kept: several regions may ask at once
        return redirect_whole_page(url_for("sign_in.page", ended=1 if was_signed_in else None))
    g.presence = found
    return None


def kiosk() -> ResponseReturnValue | None:
    """Admit a machine that shows the token of an enabled kiosk; the answer is always JSON."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    with center().store.read() as db:
        secret = center().settings.city_secret
        g.kiosk_id = find_kiosk(db, token, secret) if scheme == "Bearer" else None
    return None if g.kiosk_id else (jsonify(error="unauthorized"), 401)


def provider() -> ResponseReturnValue | None:
    """Admit what the telephone provider signed: our configured origin and the target as it came.

    What the framework calls the address was decoded and encoded again, and says nothing.
    """
    target = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or ""
    signature = request.headers.get(SIGNATURE)
    url = f"{center().settings.public_url}{target}"
    if is_genuine(url, _carried(), signature, center().settings.telephony.tokens):
        return None
    return Response(status=403)


def _carried() -> list[tuple[str, str]] | bytes:
    """What is signed beside the address: every field of a form, or the hash of anything else."""
    if request.method == "GET":
        return []
    if request.mimetype == FORM:
        return list(request.form.items(multi=True))
    return request.get_data()


GATES = {
    "anyone": anyone,
    "agent": agent,
    "editor": editor,
    "watcher": watcher,
    "kiosk": kiosk,
    "provider": provider,
}


def language() -> str:
    """The language of the agent's screens, or of the public page that names its own."""
    chosen = g.get("page_language") or session.get("language")
    return chosen if chosen in STAFF_LANGUAGES else "pl"
