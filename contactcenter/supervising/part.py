"""Who takes part in somebody else's call, and how; the timeline of the call remembers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agents import names_of
from contactcenter.telephony.supervising import NOTED, Mode
from shared.models import CallEvent, CallLeg, LegRole, LegState

LIVE = (LegState.ASKED, LegState.RINGING, LegState.JOINED)
MODES = {name: mode for mode, name in NOTED.items()}


class Part(NamedTuple):
    """A supervisor in a call; `is_joined`: their sound is there."""

    agent_id: str
    name: str
    mode: Mode
    is_joined: bool


def parts(db: Session, call_ids: Collection[str]) -> Mapping[str, tuple[Part, ...]]:
    """Everybody who takes part in these calls now, by call."""
    legs = db.scalars(
        select(CallLeg)
        .where(CallLeg.call_id.in_(call_ids), CallLeg.role == LegRole.COACH)
        .where(CallLeg.state.in_(LIVE))
        .order_by(CallLeg.asked_at)
    ).all()
    modes = _modes(db, {leg.call_id for leg in legs})
    names = names_of(db, {leg.agent_id for leg in legs if leg.agent_id})
    found: dict[str, list[Part]] = defaultdict(list)
    for leg in legs:
        who = leg.agent_id or ""
        mode = modes.get((leg.call_id, who), Mode.LISTEN)
        joined = leg.state is LegState.JOINED
        found[leg.call_id].append(Part(who, names.get(who, ""), mode, joined))
    return {call_id: tuple(theirs) for call_id, theirs in found.items()}


def _modes(db: Session, call_ids: Collection[str]) -> Mapping[tuple[str, str], Mode]:
    """How each chose to take part last."""
    if not call_ids:
        return {}
    chosen = (CallEvent.call_id.in_(call_ids), CallEvent.name.in_(MODES))
    events = db.scalars(select(CallEvent).where(*chosen).order_by(CallEvent.at, CallEvent.id))
    return {(one.call_id, one.fields.get("agent_id", "")): MODES[one.name] for one in events}
