"""What all use cases of agents share: one transaction, a value for an answer, bells after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from contactcenter.queue import moves
from contactcenter.queue.moves import Happening
from contactcenter.telephony import timeline
from contactcenter.telephony.media import Ability
from contactcenter.telephony.numbers import key_for, unseal_number
from contactcenter.telephony.switchboard import Switchboard
from shared.crypto import seal, unseal
from shared.models import Call, CallState

if TYPE_CHECKING:
    from contactcenter.center import Center

LONGEST_TEXT = 8000
NOTE, BRIEF, SLIP = "call note", "call brief", "slip digits"


class Refusal(StrEnum):
    """Why it was not done; the words: calls-refused-<value>."""

    GONE = "gone"  # the offer or the call is no longer there
    NOT_YOURS = "not_yours"  # somebody else has it
    NOT_NOW = "not_now"  # the call does not stand so that this could be done
    CANNOT = "cannot"  # what carries this call cannot do it
    BAD_NUMBER = "bad_number"
    NO_NUMBER = "no_number"  # the caller's number is not known
    NOT_READY = "not_ready"  # the colleague cannot take it now
    NOT_ALLOWED = "not_allowed"
    NO_TELEPHONE = "no_telephone"  # there is no provider
    ASK_FIRST = "ask_first"  # nobody asked whether it is safe to call this number
    NOT_SAFE = "not_safe"  # the citizen said that it is not
    OVER_BUDGET = "over_budget"  # the line has begun as many calls as it may within a day
    CHOOSE = "choose"  # how it ended has to be said


@dataclass(frozen=True)
class Done:
    """It was done; `call_id`: the call it was done to."""

    call_id: str


Outcome: TypeAlias = Done | Refusal


class Undone(Exception):
    """Nothing of this transaction shall stay."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def transact(center: Center, do: Callable[[Switchboard], Outcome]) -> Outcome:
    """One transaction; whoever is concerned is told after its commit."""
    try:
        with center.store.write() as db:
            board = Switchboard(db, center.media, center.clock.now())
            outcome = do(board)
    except Undone as undone:
        return undone.why
    center.ring(board.bells)
    return outcome


def with_call(
    center: Center,
    call_id: str,
    agent_id: str,
    do: Callable[[Switchboard, Call], Refusal | None],
    ability: Ability | None = None,
) -> Outcome:
    """Do something to a call of this agent's that goes on; a refusal leaves no trace."""

    def checked(board: Switchboard) -> Outcome:
        call = board.find(call_id)
        if call is None or call.state is CallState.ENDED:
            return Refusal.GONE
        if call.agent_id != agent_id:
            return Refusal.NOT_YOURS
        if ability is not None and ability not in board.media[call.medium].abilities:
            return Refusal.CANNOT
        refused = do(board, call)
        if refused is not None:
            raise Undone(refused)
        return Done(call_id)

    return transact(center, checked)


def note(
    board: Switchboard, call: Call, name: str, agent_id: str, what: Happening | None = None
) -> None:
    """One line of the timeline, and what it is to the agent; somebody's screen changes."""
    timeline.note(board.db, call.id, name, board.at, agent_id=agent_id)
    if what is not None:
        moves.happened(board.db, agent_id, what, board.at)
    board.is_news = True


def sealed(center: Center, purpose: str, text: str, call: Call) -> bytes:
    """Words about a call, for its row."""
    return seal(key_for(center.keys.secret, purpose), text[:LONGEST_TEXT].encode(), call.id)


def opened(center: Center, purpose: str, text: bytes | None, call: Call) -> str:
    """Words about a call, or none."""
    words = unseal(key_for(center.keys.secret, purpose), text, call.id) if text else None
    return words.decode() if words is not None else ""


def draft_of(center: Center, call: Call) -> str:
    """What is being written about a call."""
    return opened(center, NOTE, call.draft_sealed, call)


def note_of(center: Center, call: Call) -> str:
    """What was written about a call."""
    return opened(center, NOTE, call.note_sealed, call)


def brief_of(center: Center, call: Call) -> str:
    """What the colleague who passed it on wrote."""
    return opened(center, BRIEF, call.brief_sealed, call)


def slip_digits_of(center: Center, call: Call) -> str:
    """The digits of the slip that were keyed in the menu; empty when none were."""
    return opened(center, SLIP, bytes.fromhex(call.menu.get(SLIP, "")), call)


def number_of(center: Center, call: Call) -> str | None:
    """The citizen's number in E.164 form, for whoever may see it."""
    return unseal_number(center.keys.secret, call.number_sealed, call.id)
