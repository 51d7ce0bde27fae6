"""Who is let through: staff whose role may, on a live session; a screen on the wall; kiosks with
their token; the telephone provider by its signature.

What a person may do stands in permissions.yaml, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, g, jsonify, request, session, url_for
from flask.typing import ResponseReturnValue

from contactcenter import agents, kiosks, permissions, read_only
from contactcenter.agents import Presence
from contactcenter.center import center, now
from contactcenter.permissions import May
from contactcenter.supervising import walls
from contactcenter.telephony.twilio_provider.signature import is_genuine
from shared.web import anyone, redirect_whole_page

SESSION_TOKEN = "token"  # noqa: S105  # the name of the cookie's field, not a secret
WALL_TOKEN = "wall"  # noqa: S105  # the same, of a screen on a wall
SIGNATURE = "X-Twilio-Signature"  # both providers sign alike
FORM = "application/x-www-form-urlencoded"
STAFF_LANGUAGES = ("pl", "uk", "en")
WATCHES = "watcher"  # an audience of this ending is a page that looks again by itself


def find_presence() -> Presence | None:
    """The agent behind this request's cookie, if the session is live. Touches nothing."""
    token = session.get(SESSION_TOKEN)
    if not isinstance(token, str):
        return None
    with center().store.read() as db:
        return agents.find_presence(db, token, now())


def find_listener() -> Presence | None:
    """The same, of somebody who may hold a socket open."""
    found = find_presence()
    return found if found is not None and permissions.may(found, May.HEAR_BELLS) else None


def front_page(found: Presence | None) -> str:
    """The page this person's day starts on; the door for who is not signed in."""
    if found is None:
        return url_for("sign_in.page")
    if found.owes_password:
        return url_for("password.page")
    is_agency = not permissions.may(found, May.WORK)
    return url_for("agency.inbox" if is_agency else "console.home")


def active(permission: May) -> Callable[[], ResponseReturnValue | None]:
    """Admit whoever may do this and does something: the session lives on from here."""

    def gate() -> ResponseReturnValue | None:
        refused = passive(permission)()
        if refused is None and agents.needs_touch(g.presence, now()):
            with read_only.if_it_can(), center().store.write() as db:
                agents.touch(db, g.presence.token_hash, now())
            g.presence = find_presence()
        return refused

    return gate


def passive(permission: May) -> Callable[[], ResponseReturnValue | None]:
    """Admit their page that merely looks again by itself: the session is not extended."""

    def gate() -> ResponseReturnValue | None:
        found = find_presence()
        if found is None:
            return redirect_whole_page(_door())
        if not permissions.may(found, permission):
            abort(403)
        if found.owes_password and permission is not May.STAY:
            return redirect_whole_page(front_page(found))
        g.presence = found
        return None

    return gate


def editor() -> ResponseReturnValue | None:
    """Admit an agent who may change or publish what the city says: a person's own permission."""
    refused = active(May.WORK)()
    if refused is not None:
        return refused
    if not (g.presence.may_edit or g.presence.may_publish):
        abort(403)
    return None


def kiosk() -> ResponseReturnValue | None:
    """Admit a machine that shows the token of an enabled kiosk; the answer is always JSON.

    That it asked at all is the sign of life the board shows.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    with center().store.read() as db:
        secret = center().settings.city_secret
        g.kiosk_id = kiosks.find_kiosk(db, token, secret) if scheme == "Bearer" else None
        is_due = g.kiosk_id is not None and kiosks.is_sign_due(db, g.kiosk_id, now())
    if is_due:
        with read_only.if_it_can(), center().store.write() as db:
            kiosks.note_sign(db, g.kiosk_id, now())
    return None if g.kiosk_id else (jsonify(error="unauthorized"), 401)


def wall() -> ResponseReturnValue | None:
    """Admit a screen on a wall: a session of its own, that opens one page and nothing extends."""
    g.wall = _find_wall()
    return None if g.wall is not None else redirect_whole_page(url_for("sign_in.page"))


def _find_wall() -> walls.Wall | None:
    token = session.get(WALL_TOKEN)
    if not isinstance(token, str):
        return None
    with center().store.read() as db:
        return walls.find_wall(db, token, now())


def _door() -> str:
    """Where somebody without a session is led: a screen on a wall to what it shows."""
    if _find_wall() is not None:
        return url_for("wallboard.wall")
    was_signed_in = SESSION_TOKEN in session  # kept: several regions may ask at once
    return url_for("sign_in.page", ended=1 if was_signed_in else None)


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


def _staff_gates() -> dict[str, Callable[[], ResponseReturnValue | None]]:
    """A gate for each audience of people that permissions.yaml names."""
    return {
        name: passive(asked) if name.endswith(WATCHES) else active(asked)
        for name, asked in permissions.staff_audiences().items()
    }


GATES = {
    "anyone": anyone,
    "editor": editor,
    "kiosk": kiosk,
    "provider": provider,
    "wall": wall,
    **_staff_gates(),
}


def language() -> str:
    """The language of the agent's screens, or of the public page that names its own."""
    chosen = g.get("page_language") or session.get("language")
    return chosen if chosen in STAFF_LANGUAGES else "pl"
