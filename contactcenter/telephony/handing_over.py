"""A kiosk's call on its way to a colleague: it rings there until they take it, or do not.

Both agents' pages are in the call for a moment. The kiosk has one connection, so one of them
speaks: the colleague, from the press of the button on. Whoever passed it on stays until they hear
the citizen, and speaks again when that comes to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from contactcenter.queue import moves
from contactcenter.telephony import signals
from contactcenter.telephony.acting import Done, Outcome, Refusal, Undone, transact
from contactcenter.telephony.switchboard import Switchboard
from contactcenter.telephony.transfer import REACHABLE
from shared.models import Call, CallLeg, CallMedium, CallState, LegRole, LegState, MediaSide

if TYPE_CHECKING:
    from contactcenter.center import Center


def is_asked(call: Call, leg: CallLeg) -> bool:
    """Whether this leg rings at a colleague of the agent who has the call."""
    is_theirs = leg.role is LegRole.AGENT and leg.agent_id != call.agent_id
    return call.medium is CallMedium.KIOSK and is_theirs and leg.state is LegState.ASKED


def is_speaker(db: Session, call: Call, leg: CallLeg) -> bool:
    """Whether this agent's page is the one that connects to the kiosk."""
    target = db.get(CallLeg, call.transfer.get("leg", ""))
    if target is not None and target.state is LegState.RINGING:
        return leg.id == target.id
    return leg.agent_id == call.agent_id


def take_over(center: Center, call_id: str, agent_id: str) -> Outcome:
    """The colleague takes it: their page may connect. Pressing twice is pressing once."""

    def do(board: Switchboard) -> Outcome:
        call, leg = _asked(board, call_id, agent_id)
        if leg.state is LegState.ASKED:
            if moves.status(board.db, agent_id).activity not in REACHABLE:
                raise Undone(Refusal.NOT_NOW)
            leg.state = LegState.RINGING
            signals.note_alive(board.db, call.id, MediaSide.AGENT, leg.id, board.at)
            board.is_news = True
        return Done(call_id)

    return transact(center, do)


def leave_it(center: Center, call_id: str, agent_id: str) -> Outcome:
    """The colleague cannot now: it stays with whoever has it."""

    def do(board: Switchboard) -> Outcome:
        _, leg = _asked(board, call_id, agent_id)
        board.hear(leg, LegState.GONE, board.at)
        board.is_news = True
        return Done(call_id)

    return transact(center, do)


def _asked(board: Switchboard, call_id: str, agent_id: str) -> tuple[Call, CallLeg]:
    """The call and the leg that rings at this agent."""
    call = board.find(call_id)
    if call is None or call.state is CallState.ENDED or call.medium is not CallMedium.KIOSK:
        raise Undone(Refusal.GONE)
    leg = board.db.get(CallLeg, call.transfer.get("leg", ""))
    if leg is None or leg.agent_id != agent_id or leg.state is LegState.GONE:
        raise Undone(Refusal.GONE)
    return call, leg
