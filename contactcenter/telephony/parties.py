"""Somebody comes into a talk, or leaves it: what that is to the others, and to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactcenter.queue import consults
from shared.models import Call, CallLeg, CallState, LegRole, LegState

if TYPE_CHECKING:
    from contactcenter.telephony.switchboard import Switchboard

TALKS = frozenset({CallState.TALKING, CallState.HELD})


def moved(board: Switchboard, call: Call, leg: CallLeg, before: LegState) -> None:
    """One leg of a call that is locked stands elsewhere than `before`."""
    if leg.state is before:
        return
    colleague_id = _colleague(call, leg)
    if leg.state is LegState.JOINED:
        if colleague_id is not None:
            consults.engage(board.db, colleague_id, board.at)
        if call.state in TALKS and _is_third(call, leg, colleague_id):
            who = "outside" if leg.role is LegRole.OTHER else "line"
            path = f"/telephony/announcement/{call.id}?who={who}"
            board.media[call.medium].announce(board.db, call, path, board.at)
    elif before is LegState.JOINED and colleague_id is not None:
        consults.part(board.db, colleague_id, board.at)


def _colleague(call: Call, leg: CallLeg) -> str | None:
    """Whose leg it is, when it is an agent's who does not have the call."""
    is_theirs = leg.role is LegRole.AGENT and leg.agent_id != call.agent_id
    return leg.agent_id if is_theirs else None


def _is_third(call: Call, leg: CallLeg, colleague_id: str | None) -> bool:
    """Whether nobody of those who talk has said that they are coming; who passes a call on has."""
    if call.transfer.get("leg") == leg.id:
        return False
    return colleague_id is not None or leg.role in {LegRole.OTHER, LegRole.COACH}
