"""What agents do with calls: the use cases the console knows, each one transaction of its own.

Every answer is a value: `Done`, or the `Refusal` the screen explains. The use cases that take more
room are in `answering`, `transfer` and `supervising`, and are reached from here as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactcenter import agents
from contactcenter.queue import activity, line
from contactcenter.queue.moves import Happening
from contactcenter.telephony import commands, passing
from contactcenter.telephony.acting import (
    NOTE,
    Done,
    Outcome,
    Refusal,
    Undone,
    brief_of,
    draft_of,
    note,
    note_of,
    number_of,
    sealed,
    transact,
    with_call,
)
from contactcenter.telephony.answering import accept, call_back, decline
from contactcenter.telephony.call import IN_TALK, Event
from contactcenter.telephony.media import Ability
from contactcenter.telephony.supervising import Mode, barge, coach, leave, listen
from contactcenter.telephony.switchboard import Switchboard
from contactcenter.telephony.transfer import (
    BackInLine,
    Colleague,
    Outside,
    add_party,
    cancel_transfer,
    complete_transfer,
    transfer_cold,
    transfer_warm,
)
from shared.models import Call, CallMedium, CallState, LegRole

if TYPE_CHECKING:
    from contactcenter.center import Center

__all__ = [
    "BackInLine",
    "Colleague",
    "Done",
    "Mode",
    "Outcome",
    "Outside",
    "Refusal",
    "accept",
    "add_party",
    "ask_question",
    "barge",
    "brief_of",
    "call_back",
    "cancel_transfer",
    "coach",
    "complete_transfer",
    "decline",
    "draft_of",
    "hang_up",
    "hold",
    "leave",
    "listen",
    "mute",
    "note_of",
    "number_of",
    "resume",
    "save_draft",
    "transfer_cold",
    "transfer_warm",
    "wrap_up",
]


def hold(center: Center, call_id: str, agent_id: str) -> Outcome:
    """Let the citizen wait with music."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        if not board.happen(call, Event.HOLD):
            return Refusal.NOT_NOW
        passing.hold_citizen(board, call, is_held=True)
        note(board, call, "held", agent_id, Happening.HELD)
        return None

    return with_call(center, call_id, agent_id, do, Ability.HOLD)


def resume(center: Center, call_id: str, agent_id: str) -> Outcome:
    """Fetch the citizen back."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        if not board.happen(call, Event.RESUME):
            return Refusal.NOT_NOW
        passing.hold_citizen(board, call, is_held=False)
        note(board, call, "resumed", agent_id, Happening.RESUMED)
        return None

    return with_call(center, call_id, agent_id, do, Ability.HOLD)


def mute(center: Center, call_id: str, agent_id: str, is_muted: bool) -> Outcome:
    """Close or open the agent's own microphone, also in a colleague's call."""

    def do(board: Switchboard) -> Outcome:
        call = board.find(call_id)
        if call is None or call.state is CallState.ENDED:
            return Refusal.GONE
        leg = board.leg_of(call, LegRole.AGENT, agent_id)
        if leg is None:
            return Refusal.NOT_NOW if call.agent_id == agent_id else Refusal.NOT_YOURS
        leg.is_muted = is_muted
        board.media[call.medium].mute(board.db, call, leg, board.at, is_muted=is_muted)
        note(board, call, "muted" if is_muted else "unmuted", agent_id)
        return Done(call_id)

    return transact(center, do)


def ask_question(center: Center, call_id: str, agent_id: str) -> Outcome:
    """Let somebody who cannot speak answer by key what was asked aloud; then they come back."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        if call.medium is not CallMedium.PHONE:
            return Refusal.CANNOT
        if call.state is not CallState.TALKING or call.provider_sid is None:
            return Refusal.NOT_NOW
        steer = {"sid": call.provider_sid, "url": f"/telephony/question/{call.id}"}
        commands.ask(board.db, center.keys, call.id, "steer", steer, board.at)
        note(board, call, "question_asked", agent_id)
        return None

    return with_call(center, call_id, agent_id, do)


def hang_up(center: Center, call_id: str, agent_id: str) -> Outcome:
    """End the call; the note is written after it."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        call.ended = call.ended or "agent"
        return None if board.happen(call, Event.HANG_UP) else Refusal.NOT_NOW

    return with_call(center, call_id, agent_id, do)


def wrap_up(center: Center, call_id: str, agent_id: str, disposition: str, text: str) -> Outcome:
    """Say how it ended, and seal the note. Doing it twice is harmless."""

    def do(board: Switchboard) -> Outcome:
        call = _own(board, call_id, agent_id)
        if not disposition:
            raise Undone(Refusal.CHOOSE)
        if call.state in IN_TALK and board.leg_of(call, LegRole.AGENT, agent_id) is not None:
            raise Undone(Refusal.NOT_NOW)
        call.disposition, call.wrapped_at = disposition, call.wrapped_at or board.at
        call.note_sealed, call.draft_sealed = sealed(center, NOTE, text, call), None
        if call.task_id is not None and line.finish(
            board.db, call.task_id, agent_id, disposition, board.at
        ):
            note(board, call, "wrapped", agent_id)
        if agents.is_overdue(board.db, agent_id, board.at):
            activity.leave(board.db, agent_id, board.at)
        return Done(call_id)

    return transact(center, do)


def save_draft(center: Center, call_id: str, agent_id: str, text: str) -> Outcome:
    """Keep what is being written, so that no reload and no crash loses it. Rings nobody."""

    def do(board: Switchboard) -> Outcome:
        call = _own(board, call_id, agent_id)
        if call.wrapped_at is not None:
            raise Undone(Refusal.NOT_NOW)
        call.draft_sealed = sealed(center, NOTE, text, call)
        return Done(call_id)

    return transact(center, do)


def _own(board: Switchboard, call_id: str, agent_id: str) -> Call:
    """The agent's call, over or not."""
    call = board.find(call_id)
    if call is None:
        raise Undone(Refusal.GONE)
    if call.agent_id != agent_id:
        raise Undone(Refusal.NOT_YOURS)
    return call
