"""Passing a call on, and inviting a third into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select

from contactcenter.queue import candidates, moves
from contactcenter.queue.moves import Happening
from contactcenter.telephony import passing, timeline
from contactcenter.telephony.acting import BRIEF, Outcome, Refusal, note, sealed, with_call
from contactcenter.telephony.call import Event
from contactcenter.telephony.media import Ability
from contactcenter.telephony.numbers import normalize
from contactcenter.telephony.switchboard import Switchboard
from shared.models import Activity, Call, CallLeg, CallState, LegRole, LegState

if TYPE_CHECKING:
    from contactcenter.center import Center

REACHABLE = frozenset({Activity.READY, Activity.PAUSE, Activity.DESK})


@dataclass(frozen=True)
class Colleague:
    """Another agent, whose phone is here."""

    agent_id: str


@dataclass(frozen=True)
class Outside:
    """A number outside, of an agency where it is known."""

    number: str = field(repr=False)
    organization_id: str | None = None


@dataclass(frozen=True)
class BackInLine:
    """Whoever knows about this, or speaks that; the citizen keeps their place."""

    skill: str | None = None
    language: str | None = None


Target: TypeAlias = Colleague | Outside | BackInLine
NEEDED: Mapping[type[Target], Ability] = {
    Colleague: Ability.HAND_OVER,
    Outside: Ability.THIRD_PARTY,
    BackInLine: Ability.BACK_IN_LINE,
}


def transfer_cold(
    center: Center, call_id: str, agent_id: str, target: Target, brief: str = ""
) -> Outcome:
    """Pass the call on without a talk. The agent goes when the target has come, not before."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        call.brief_sealed = sealed(center, BRIEF, brief, call)
        if isinstance(target, BackInLine):
            return _back_in_line(board, call, target)
        return _begin(board, call, passing.COLD, agent_id, target)

    return with_call(center, call_id, agent_id, do, NEEDED[type(target)])


def transfer_warm(
    center: Center, call_id: str, agent_id: str, target: Target, brief: str = ""
) -> Outcome:
    """Let the citizen wait and speak with the target first."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        if isinstance(target, BackInLine):
            return Refusal.CANNOT  # there is nobody to speak with yet
        call.brief_sealed = sealed(center, BRIEF, brief, call)
        refused = _begin(board, call, passing.WARM, agent_id, target)
        if refused is None and board.happen(call, Event.HOLD):
            passing.hold_citizen(board, call, is_held=True)
            note(board, call, "held", agent_id, Happening.HELD)
        return refused

    return with_call(center, call_id, agent_id, do, Ability.TALK_FIRST)


def complete_transfer(center: Center, call_id: str, agent_id: str) -> Outcome:
    """Both have spoken: the citizen is fetched, the agent leaves."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        target = board.db.get(CallLeg, call.transfer.get("leg", ""))
        if target is None or target.state is not LegState.JOINED:
            return Refusal.NOT_NOW
        return None if passing.complete(board, call) else Refusal.NOT_READY

    return with_call(center, call_id, agent_id, do)


def cancel_transfer(center: Center, call_id: str, agent_id: str) -> Outcome:
    """The target goes again, the citizen is fetched back."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        target = board.db.get(CallLeg, call.transfer.get("leg", ""))
        if target is None:
            return Refusal.NOT_NOW
        call.transfer = {}
        board.drop(call, target)
        if board.happen(call, Event.RESUME):
            passing.hold_citizen(board, call, is_held=False)
            moves.happened(board.db, agent_id, Happening.RESUMED, board.at)
        note(board, call, "transfer_canceled", agent_id)
        return None

    return with_call(center, call_id, agent_id, do)


def add_party(center: Center, call_id: str, agent_id: str, party: Colleague | Outside) -> Outcome:
    """Invite a third into the talk; who they are stands in the timeline, their number does not."""

    def do(board: Switchboard, call: Call) -> Refusal | None:
        if call.state is not CallState.TALKING:
            return Refusal.NOT_NOW
        to = _address(board, party)
        if isinstance(to, Refusal):
            return to
        colleague_id = party.agent_id if isinstance(party, Colleague) else None
        role = LegRole.OTHER if colleague_id is None else LegRole.AGENT
        leg = board.add_leg(call, role, colleague_id)
        board.bring(call, leg, to)
        board.is_news = True
        return None

    return with_call(center, call_id, agent_id, do, Ability.THIRD_PARTY)


def _begin(
    board: Switchboard, call: Call, kind: str, agent_id: str, target: Colleague | Outside
) -> Refusal | None:
    if call.state not in {CallState.TALKING, CallState.HELD} or call.transfer:
        return Refusal.NOT_NOW
    to = _address(board, target)
    if isinstance(to, Refusal):
        return to
    colleague_id = target.agent_id if isinstance(target, Colleague) else None
    passing.begin(board, call, kind, agent_id, to, colleague_id)
    board.is_news = True
    return None


def _address(board: Switchboard, party: Colleague | Outside) -> str | Refusal:
    """What the provider is to ring."""
    if isinstance(party, Outside):
        return normalize(party.number) or Refusal.BAD_NUMBER
    now = moves.status(board.db, party.agent_id)
    listens = candidates.in_a_talk().where(CallLeg.agent_id == party.agent_id).exists()
    is_free = now.activity in REACHABLE and not board.db.scalar(select(listens))
    if not is_free or not now.is_phone_here(board.at):
        return Refusal.NOT_READY
    return f"client:{party.agent_id}"


def _back_in_line(board: Switchboard, call: Call, target: BackInLine) -> Refusal | None:
    wish: dict[str, object] = {"skills": [target.skill]} if target.skill else {}
    if target.language:
        wish["language"] = call.language = target.language
    call.transfer = wish
    passing.hold_citizen(board, call, is_held=False)
    if not board.happen(call, Event.PASS_ON):
        return Refusal.NOT_NOW
    timeline.note(board.db, call.id, "passed_on", board.at, agent_id=call.agent_id)
    return None
