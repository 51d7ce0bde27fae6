"""Passing a call on: to a colleague or a number outside, with a word before it or without.

`Call.transfer` while one is under way: {"kind": "cold" | "warm", "leg": the target's leg,
"from": the agent, "to": the colleague or None}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactcenter.queue import line
from contactcenter.telephony import timeline
from contactcenter.telephony.call import Event
from shared.models import Call, CallLeg, CallState, LegRole, LegState

if TYPE_CHECKING:
    from contactcenter.telephony.switchboard import Switchboard

COLD, WARM = "cold", "warm"


def leg_moved(board: Switchboard, call: Call, leg: CallLeg) -> None:
    """The target of a transfer came or went."""
    if call.transfer.get("leg") != leg.id or call.state is CallState.ENDED:
        return
    if leg.state is LegState.GONE:
        call.transfer = {}
        timeline.note(board.db, call.id, "transfer_canceled", board.at, why="target_gone")
    elif leg.state is LegState.JOINED and call.transfer["kind"] == COLD:
        _complete_or_cancel(board, call, leg)


def begin(
    board: Switchboard, call: Call, kind: str, agent_id: str, to: str, colleague_id: str | None
) -> CallLeg:
    """Ring the target. The agent stays until the target is there."""
    role = LegRole.OTHER if colleague_id is None else LegRole.AGENT
    leg = board.add_leg(call, role, colleague_id)
    call.transfer = {"kind": kind, "leg": leg.id, "from": agent_id, "to": colleague_id}
    timeline.note(board.db, call.id, "transfer_begun", board.at, kind=kind, agent_id=agent_id)
    board.bring(call, leg, to)
    return leg


def complete(board: Switchboard, call: Call) -> bool:
    """The target goes on, and the agent who passed it on is out of it. False when the target
    cannot: then nothing has changed.
    """
    wish = call.transfer
    if not _hand_task_over(board, call, wish["from"], wish["to"]):
        return False
    call.transfer = {}
    leaving = board.leg_of(call, LegRole.AGENT, wish["from"])
    if call.state is CallState.HELD:
        hold_citizen(board, call, is_held=False)
        board.happen(call, Event.RESUME)
    if leaving is not None:
        board.drop(call, leaving)
    timeline.note(board.db, call.id, "transfer_completed", board.at, to=wish["to"])
    board.is_news = True
    return True


def hold_citizen(board: Switchboard, call: Call, *, is_held: bool) -> None:
    """Let the citizen wait with music, or fetch them back."""
    citizen = board.leg_of(call, LegRole.CITIZEN)
    if citizen is not None and citizen.is_held is not is_held:
        citizen.is_held = is_held
        board.media[call.medium].hold(board.db, call, citizen, board.at, is_held=is_held)


def _complete_or_cancel(board: Switchboard, call: Call, leg: CallLeg) -> None:
    """The target is here. Whoever cannot take the call on after all is not left alone with it."""
    if complete(board, call):
        return
    call.transfer = {}
    board.drop(call, leg)
    timeline.note(board.db, call.id, "transfer_canceled", board.at, why="target_busy")
    board.is_news = True


def _hand_task_over(board: Switchboard, call: Call, from_id: str, to_id: str | None) -> bool:
    """A colleague goes on with the task; after a transfer outside it is written up by us."""
    if call.task_id is None:
        return True
    if to_id is None:
        line.wrap(board.db, call.task_id, from_id, board.at)
        return True
    if not line.hand_over(board.db, call.task_id, from_id, to_id, board.at):
        return False
    call.agent_id = to_id
    return True
