"""Who may see which screen: anybody, or only the citizen whose visit is alive."""

from __future__ import annotations

from flask import g, request, session
from flask.typing import ResponseReturnValue

from kiosk.kiosk import kiosk
from shared.web import anyone, redirect_whole_page

VISIT_COOKIE = "visit"

# Screens one looks at in passing: leaving them leads back to where one was.
IN_PASSING = frozenset({"/language", "/look", "/finish", "/reading", "/data", "/data/all"})


def citizen() -> ResponseReturnValue | None:
    """A living visit; being here is a sign of life."""
    turned_away = onlooker()
    if turned_away is None:
        kiosk().visits.touch(g.visit)
        if request.method == "GET" and request.path not in IN_PASSING:
            g.visit.page = request.path
    return turned_away


def onlooker() -> ResponseReturnValue | None:
    """A living visit; looking does not extend it (polls, pictures, the page's own timers)."""
    token = session.get(VISIT_COOKIE)
    found = kiosk().visits.find(token)
    if found is None:
        return redirect_whole_page("/wiped" if token else "/")
    g.visit = found
    return None


def language() -> str:
    """The language of the visit; Polish before there is one."""
    found = g.get("visit")
    return str(found.language if found is not None else g.get("language", "pl"))


GATES = {"anyone": anyone, "citizen": citizen, "onlooker": onlooker}
