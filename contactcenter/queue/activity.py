"""What every agent is doing, and what a person may ask for; the server alone moves anybody.

A person asks by `set_activity`; everything else happens, by the table in `moves`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from contactcenter import agents
from contactcenter.queue import line, moves, pauses
from contactcenter.queue.moves import PHONE_GONE, Happening, Status, happened, status
from contactcenter.queue.pauses import PAUSE_REASONS
from shared.models import Activity, AgentStatus, Reservation, ReservationState

__all__ = [
    "ASKABLE",
    "PAUSE_REASONS",
    "Happening",
    "NotAllowed",
    "Status",
    "happened",
    "leave",
    "phone_seen",
    "set_activity",
    "status",
    "sweep",
]


class NotAllowed(StrEnum):
    """Why an agent's wish is not granted."""

    NOT_FROM_HERE = "not_from_here"  # a call rings or goes on, or a note is still open
    NO_PHONE = "no_phone"  # the browser's phone has not been seen
    NO_REASON = "no_reason"  # a pause has one of the known reasons


_A = Activity
ASKABLE: Mapping[Activity, frozenset[Activity]] = MappingProxyType(
    {
        _A.OFFLINE: frozenset({_A.READY, _A.PAUSE, _A.DESK}),
        _A.READY: frozenset({_A.OFFLINE, _A.PAUSE, _A.DESK}),
        _A.PAUSE: frozenset({_A.OFFLINE, _A.READY, _A.PAUSE, _A.DESK}),
        _A.DESK: frozenset({_A.OFFLINE, _A.READY, _A.PAUSE}),
    }
)
NEEDS_PHONE = frozenset({_A.READY, _A.RINGING})
NEEDS_SESSION = frozenset({_A.PAUSE, _A.DESK, _A.WRAP_UP})


def phone_seen(db: Session, agent_id: str, at: datetime) -> Status:
    """Note that the phone in the agent's browser is registered and alive."""
    row = moves.locked(db, agent_id, at)
    row.phone_seen_at = max(at, row.phone_seen_at or at)
    return moves.status_of(row)


def set_activity(
    db: Session, agent_id: str, wanted: Activity, reason: str | None, at: datetime
) -> Status | NotAllowed:
    """Do what the agent asks, if a person may ask for it where they are now."""
    row = moves.locked(db, agent_id, at)
    refused = _refusal(moves.status_of(row), wanted, at)
    if wanted is Activity.PAUSE and reason not in pauses.offered(db):
        refused = refused or NotAllowed.NO_REASON
    if refused is not None:
        return refused
    if (row.activity, row.reason) != (wanted, reason):
        moves.move(db, row, wanted, reason, at)
    return moves.status_of(row)


def leave(db: Session, agent_id: str, at: datetime, why: str = "signed_out") -> bool:
    """The agent goes: what rings is given back first. False when a call holds them, or they were
    not here.
    """
    ringing = (Reservation.agent_id == agent_id, Reservation.state == ReservationState.PENDING)
    offer_id = db.scalar(select(Reservation.id).where(*ringing))
    if offer_id is not None:
        return line.settle(db, offer_id, ReservationState.CANCELED, Happening.GONE, at, why)
    return happened(db, agent_id, Happening.GONE, at, why)


def sweep(db: Session, at: datetime) -> tuple[str, ...]:
    """Let those go whose phone has vanished, or who sit at no phone and whose session has ended.

    A talk is not ended here: whether its sound goes on only the telephone knows.
    """
    found = db.execute(vanished(at).order_by(AgentStatus.agent_id)).all()
    here = agents.agents_here(db, at) if found else {}
    gone = [one for one, does in found if does in NEEDS_PHONE or one not in here]
    return tuple(one for one in gone if leave(db, one, at, PHONE_GONE))


def vanished(at: datetime) -> Select[tuple[str, Activity]]:
    """Who is on duty and has no phone any more, and what they do."""
    is_unseen = or_(
        AgentStatus.phone_seen_at.is_(None), AgentStatus.phone_seen_at < moves.oldest_sight(at)
    )
    watched = AgentStatus.activity.in_(NEEDS_PHONE | NEEDS_SESSION)
    return select(AgentStatus.agent_id, AgentStatus.activity).where(watched, is_unseen)


def _refusal(now: Status, wanted: Activity, at: datetime) -> NotAllowed | None:
    is_same = now.activity is wanted and wanted is not Activity.PAUSE
    if not is_same and wanted not in ASKABLE.get(now.activity, ()):
        return NotAllowed.NOT_FROM_HERE
    if wanted is Activity.READY and not now.is_phone_here(at):
        return NotAllowed.NO_PHONE
    return None
