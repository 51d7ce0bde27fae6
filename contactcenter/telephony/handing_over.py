"""A call on its way to a colleague, or a colleague asked into it: it rings there until they press.

Nobody's microphone opens by itself. A colleague who takes it comes in; one who cannot now, leaves
it where it is. In a call from a kiosk both agents' pages are in for a moment: the kiosk has one
connection, so one of them speaks, the colleague from the press of the button on. Whoever passed it
on stays until they hear the citizen, and speaks again when that comes to nothing.
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


TAKEN = "taken"  # what a call remembers: the leg of the colleague who has pressed
UNANSWERED = frozenset({LegState.ASKED, LegState.RINGING})


def is_asked(call: Call, leg: CallLeg) -> bool:
    """Whether this leg rings at a colleague of the agent who has the call."""
    if leg.role is not LegRole.AGENT or leg.agent_id == call.agent_id:
        return False
    if call.medium is CallMedium.KIOSK:
        return leg.state is LegState.ASKED
    return leg.state in UNANSWERED and call.menu.get(TAKEN) != leg.id


def is_speaker(db: Session, call: Call, leg: CallLeg) -> bool:
    """Whether this agent's page is the one that connects to the kiosk."""
    target = db.get(CallLeg, call.transfer.get("leg", ""))
    if target is not None and target.state is LegState.RINGING:
        return leg.id == target.id
    return leg.agent_id == call.agent_id


def take_over(center: Center, call_id: str, agent_id: str) -> Outcome:
    """The colleague takes it: their phone may connect. Pressing twice is pressing once."""

    def do(board: Switchboard) -> Outcome:
        call, leg = _asked(board, call_id, agent_id)
        if is_asked(call, leg):
            if moves.status(board.db, agent_id).activity not in REACHABLE:
                raise Undone(Refusal.NOT_NOW)
            _let_in(board, call, leg)
            board.is_news = True
        return Done(call_id)

    return transact(center, do)


def leave_it(center: Center, call_id: str, agent_id: str) -> Outcome:
    """The colleague cannot now, or goes again: it stays with whoever has it."""

    def do(board: Switchboard) -> Outcome:
        call, leg = _asked(board, call_id, agent_id)
        board.drop(call, leg)
        board.hear(leg, LegState.GONE, board.at)
        board.is_news = True
        return Done(call_id)

    return transact(center, do)


def _let_in(board: Switchboard, call: Call, leg: CallLeg) -> None:
    if call.medium is CallMedium.KIOSK:
        leg.state = LegState.RINGING
        signals.note_alive(board.db, call.id, MediaSide.AGENT, leg.id, board.at)
    else:
        call.menu = {**call.menu, TAKEN: leg.id}


def _asked(board: Switchboard, call_id: str, agent_id: str) -> tuple[Call, CallLeg]:
    """The call, and the leg of this agent, who was asked into it."""
    call = board.find(call_id)
    if call is None or call.state is CallState.ENDED or call.agent_id == agent_id:
        raise Undone(Refusal.GONE)
    leg = board.leg_of(call, LegRole.AGENT, agent_id)
    if leg is None:
        raise Undone(Refusal.GONE)
    return call, leg
