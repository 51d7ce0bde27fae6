"""What a browser holds between the steps of signing in, and how a session begins in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import session

from contactcenter.gates import SESSION_TOKEN
from contactcenter.sign_in_desk import CodeWanted, SignedIn

HALF = "half"  # who gave a password and still owes a code, in the signed cookie
GOOD_FOR = timedelta(minutes=5)


def begin_in_browser(signed_in: SignedIn) -> None:
    """The browser is the agent's from here on: nothing of the stranger's cookie lives on, its form
    token least of all.
    """
    language = session.get("language")
    session.clear()
    session[SESSION_TOKEN] = signed_in.token
    session["language"] = language


def ask_for_code(wanted: CodeWanted, at: datetime) -> None:
    """Remember who gave the right password, for as long as it takes to find the phone."""
    language = session.get("language")
    session.clear()
    session[HALF] = [wanted.agent_id, wanted.is_new, at.timestamp()]
    session["language"] = language


def half_way(at: datetime) -> CodeWanted | None:
    """Who owes a code; None when nobody does, or took too long."""
    agent_id, is_new, since = session.get(HALF, ["", False, 0.0])
    began_at = datetime.fromtimestamp(since, UTC)
    return CodeWanted(agent_id, is_new) if began_at <= at < began_at + GOOD_FOR else None
