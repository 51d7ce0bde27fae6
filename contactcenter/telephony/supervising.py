"""A supervisor in somebody else's call: listening, heard by the agent alone, or heard by all.

It is never hidden: it stands in the timeline, and the agent sees at once who is there and how, and
the sentence to tell the citizen so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from contactcenter.queue import line
from contactcenter.telephony import timeline
from contactcenter.telephony.acting import Done, Outcome, Refusal, Undone, transact
from contactcenter.telephony.media import Ability
from contactcenter.telephony.switchboard import Switchboard
from shared.models import Agent, AgentRole, Call, CallLeg, CallState, LegRole, LegState
from shared.store.ledger import record

if TYPE_CHECKING:
    from contactcenter.center import Center


class Mode(StrEnum):
    """How a supervisor takes part."""

    LISTEN = "listen"  # heard by nobody
    COACH = "coach"  # heard by the agent
    BARGE = "barge"  # heard by all


LEFT = "leave"
NOTED = {Mode.LISTEN: "listening", Mode.COACH: "coaching", Mode.BARGE: "barging"}


def listen(center: Center, call_id: str, supervisor_id: str) -> Outcome:
    """Hear a call without being heard."""
    return take_part(center, call_id, supervisor_id, Mode.LISTEN)


def coach(center: Center, call_id: str, supervisor_id: str, mode: Mode = Mode.COACH) -> Outcome:
    """Be heard by the agent alone; with another `mode`, take part in that way."""
    return take_part(center, call_id, supervisor_id, mode)


def barge(center: Center, call_id: str, supervisor_id: str) -> Outcome:
    """Join the talk."""
    return take_part(center, call_id, supervisor_id, Mode.BARGE)


def take_part(center: Center, call_id: str, supervisor_id: str, mode: Mode) -> Outcome:
    """Come into a call, or change how; only supervisors may, and not into their own."""

    def do(board: Switchboard) -> Outcome:
        call = _permitted(board, call_id, supervisor_id)
        agent_leg = board.leg_of(call, LegRole.AGENT, call.agent_id)
        if call.state is not CallState.TALKING or agent_leg is None or not agent_leg.provider_sid:
            raise Undone(Refusal.NOT_NOW)
        _enter(board, call, supervisor_id, mode, agent_leg.provider_sid)
        timeline.note(board.db, call.id, NOTED[mode], board.at, agent_id=supervisor_id)
        _record(board, call, supervisor_id, mode)
        board.is_news = True
        return Done(call_id)

    return transact(center, do)


def leave(center: Center, call_id: str, supervisor_id: str) -> Outcome:
    """Go out of the call again."""

    def do(board: Switchboard) -> Outcome:
        call = board.find(call_id)
        leg = board.leg_of(call, LegRole.COACH, supervisor_id) if call is not None else None
        if call is None or leg is None:
            return Refusal.GONE
        board.drop(call, leg)
        timeline.note(board.db, call.id, "supervisor_left", board.at, agent_id=supervisor_id)
        _record(board, call, supervisor_id, LEFT)
        board.is_news = True
        return Done(call_id)

    return transact(center, do)


def _record(board: Switchboard, call: Call, supervisor_id: str, kind: str) -> None:
    record(
        board.db, "call_supervised", board.at, call_id=call.id, agent_id=supervisor_id, kind=kind
    )


def _permitted(board: Switchboard, call_id: str, supervisor_id: str) -> Call:
    supervisor = board.db.get(Agent, supervisor_id)
    if supervisor is None or supervisor.role is not AgentRole.SUPERVISOR:
        raise Undone(Refusal.NOT_ALLOWED)
    call = board.find(call_id)
    if call is None or call.state is CallState.ENDED:
        raise Undone(Refusal.GONE)
    if call.agent_id == supervisor_id:
        raise Undone(Refusal.NOT_ALLOWED)
    if Ability.COACH not in board.media[call.medium].abilities:
        raise Undone(Refusal.CANNOT)
    return call


def _enter(board: Switchboard, call: Call, supervisor_id: str, mode: Mode, agent_sid: str) -> None:
    """The first time they are rung in, heard by the agent alone at most; then it is changed.

    What rings at them goes back into the line: whoever is in a talk is offered no other.
    """
    leg: CallLeg | None = board.leg_of(call, LegRole.COACH, supervisor_id)
    media, heard_by = board.media[call.medium], None if mode is Mode.BARGE else agent_sid
    if leg is None:
        line.quieten(board.db, supervisor_id, board.at)
        leg = board.add_leg(call, LegRole.COACH, supervisor_id)
        board.bring(call, leg, f"client:{supervisor_id}", heard_by)
    else:
        media.coach(board.db, call, leg, heard_by, board.at)
    is_muted = mode is Mode.LISTEN
    if leg.is_muted is not is_muted:
        leg.is_muted = is_muted
        if leg.state is LegState.JOINED:
            media.mute(board.db, call, leg, board.at, is_muted=is_muted)
