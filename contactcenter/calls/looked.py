"""Which services an agent looked at during a call, for the form after it: kept in their own cookie.

A service that could endanger somebody is not kept.
"""

from __future__ import annotations

from flask import session

from contactcenter.calls.bar import running_call
from contactcenter.center import center, presence

LOOKED = "looked"  # the call, and the services looked at in it, the latest first
MOST = 4


def note(service_id: str) -> None:
    """The agent unfolds this service; nothing happens when they have no call."""
    service = center().knowledge.services.get(service_id)
    if service is None or service.safety_sensitive:
        return
    with center().store.read() as db:
        call = running_call(db, presence().agent_id)
    if call is None or call.is_wrapping:
        return
    before = [one for one in during(call.call_id) if one != service_id]
    session[LOOKED] = [call.call_id, [service_id, *before][:MOST]]


def during(call_id: str) -> list[str]:
    """The services looked at in this call, the latest first."""
    about, services = session.get(LOOKED, ["", []])
    return list(services) if about == call_id else []
