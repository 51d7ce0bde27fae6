"""What a browser keeps of a sign-in at the city's own service: the token that ends it there again.

It names a person, so it travels sealed, to the one address that needs it and nowhere else.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Response, request

from contactcenter.agents import FINISHING_SECONDS, LONGEST_SECONDS
from contactcenter.center import Center
from contactcenter.oidc import Away
from shared.crypto import derive, seal, unseal

COOKIE = PURPOSE = "okienko_vouched"
PATH = "/sign-out"
MOST_BYTES = 3800  # what browsers are sure to keep; without it the session there ends by itself


def keep(room: Center, response: Response, id_token: str) -> None:
    """Let the browser carry the token for as long as a session can last."""
    sealed = seal(derive(room.settings.secret_key, PURPOSE), id_token.encode(), PURPOSE)
    written = urlsafe_b64encode(sealed).decode()
    if len(written) > MOST_BYTES:
        return
    response.set_cookie(
        COOKIE,
        written,
        max_age=LONGEST_SECONDS + FINISHING_SECONDS,
        path=PATH,
        secure=room.settings.is_served_over_tls,
        httponly=True,
        samesite="Lax",
    )


def ending(room: Center) -> str | None:
    """Where this browser's session at the city's service ends; None where there is none to end."""
    id_token = _carried(room)
    if room.outside is None or id_token is None:
        return None
    try:
        return room.outside.ending(id_token)
    except Away:
        return None


def forget(response: Response) -> None:
    """The browser carries it no more."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax", httponly=True)


def _carried(room: Center) -> str | None:
    try:
        carried = urlsafe_b64decode(request.cookies.get(COOKIE, ""))
    except ValueError:
        return None
    plain = unseal(derive(room.settings.secret_key, PURPOSE), carried, PURPOSE)
    return plain.decode() if plain is not None else None
