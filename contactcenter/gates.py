"""Who is let through: agents on a live session, and kiosks with their token."""

from __future__ import annotations

from flask import abort, g, jsonify, request, session, url_for
from flask.typing import ResponseReturnValue

from contactcenter import agents
from contactcenter.agents import Presence
from contactcenter.center import center, now
from contactcenter.kiosks import find_kiosk
from shared.web import anyone, redirect_whole_page

SESSION_TOKEN = "token"  # noqa: S105  # the name of the cookie's field, not a secret
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


GATES = {"anyone": anyone, "agent": agent, "editor": editor, "watcher": watcher, "kiosk": kiosk}


def language() -> str:
    """The language of the agent's screens, or of the public page that names its own."""
    chosen = g.get("page_language") or session.get("language")
    return chosen if chosen in STAFF_LANGUAGES else "pl"
