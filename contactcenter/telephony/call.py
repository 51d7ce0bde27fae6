"""What a call and its legs may do: one table, readable as it stands, and no database in sight.

Two kinds of news move a call. Deeds are ours (the menu's, an agent's): they happen once, in the
order we do them, and go through the table. Facts come from the provider twice, late and in any
order: each only ever adds to what is known of a leg, so that their order cannot matter; what they
add up to is `seen`, and only that goes through the table. That somebody is missing is never read
out of one message: `ABANDONED` is for the reconciling round, when the line has gone quiet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from shared.models import CallState, LegRole, LegState


class Event(StrEnum):
    """What can happen to a call."""

    # deeds
    QUEUE = "queue"  # the citizen wants a person
    PROMISE = "promise"  # they will be called back, and need not wait
    RECORD = "record"  # they leave a message
    CONFIRM = "confirm"  # whoever answered our callback asked for it
    ACCEPT = "accept"  # an agent takes it
    HOLD = "hold"
    RESUME = "resume"
    PASS_ON = "pass_on"  # noqa: S105  # back to the line, for somebody else
    HANG_UP = "hang_up"  # we end it
    # what the facts add up to
    OURS_IN = "ours_in"  # one of ours is in the conference
    TOGETHER = "together"  # so is the citizen: they hear each other
    ABANDONED = "abandoned"  # none of ours is left, for seconds now
    CITIZEN_GONE = "citizen_gone"


class Effect(StrEnum):
    """What a move entails; whoever makes the move does these in the same transaction."""

    LEAVE_LINE = "leave_line"  # nobody needs to take it any more
    RING_AGENT = "ring_agent"  # bring the agent's phone into the conference
    FETCH_CITIZEN = "fetch_citizen"  # bring the citizen in
    LET_WAIT = "let_wait"  # take the citizen back to the waiting round
    GIVE_BACK = "give_back"  # the task waits again, at its old place
    WRAP = "wrap"  # the agent writes it up
    DROP_OURS = "drop_ours"  # all legs but the citizen's end, and nothing asked before is sent
    DROP_CITIZEN = "drop_citizen"  # the citizen's leg ends
    CLOSE = "close"  # note when and how it ended


class Move(NamedTuple):
    """Where a call stands next, and what that entails, in this order."""

    state: CallState
    effects: tuple[Effect, ...] = ()


class Ignored(NamedTuple):
    """An event that has no place here, and why; the call stays where it is."""

    state: CallState
    why: str


_S, _E, _F = CallState, Event, Effect
_GONE = Move(_S.ENDED, (_F.DROP_OURS, _F.WRAP, _F.CLOSE))
_ENDED_BY_US = Move(_S.ENDED, (_F.DROP_OURS, _F.DROP_CITIZEN, _F.WRAP, _F.CLOSE))
_LOST = Move(_S.WAITING, (_F.GIVE_BACK, _F.LET_WAIT))
_PASSED_ON = Move(_S.WAITING, (_F.DROP_OURS, _F.GIVE_BACK, _F.LET_WAIT))

MOVES: Mapping[tuple[CallState, Event], Move] = MappingProxyType(
    {
        (_S.MENU, _E.QUEUE): Move(_S.WAITING),
        (_S.MENU, _E.PROMISE): Move(_S.MENU),
        (_S.MENU, _E.RECORD): Move(_S.MESSAGE),
        (_S.MENU, _E.HANG_UP): Move(_S.ENDED, (_F.DROP_CITIZEN, _F.CLOSE)),
        (_S.MENU, _E.CITIZEN_GONE): Move(_S.ENDED, (_F.CLOSE,)),
        #
        (_S.WAITING, _E.ACCEPT): Move(_S.CONNECTING, (_F.RING_AGENT,)),
        (_S.WAITING, _E.PROMISE): Move(_S.MENU, (_F.LEAVE_LINE,)),
        (_S.WAITING, _E.RECORD): Move(_S.MESSAGE, (_F.LEAVE_LINE,)),
        (_S.WAITING, _E.HANG_UP): Move(_S.ENDED, (_F.LEAVE_LINE, _F.DROP_CITIZEN, _F.CLOSE)),
        (_S.WAITING, _E.CITIZEN_GONE): Move(_S.ENDED, (_F.LEAVE_LINE, _F.DROP_OURS, _F.CLOSE)),
        #
        (_S.DIALING, _E.CONFIRM): Move(_S.CONNECTING, (_F.RING_AGENT,)),
        (_S.DIALING, _E.HANG_UP): _ENDED_BY_US,
        (_S.DIALING, _E.CITIZEN_GONE): _GONE,
        #
        (_S.CONNECTING, _E.OURS_IN): Move(_S.CONNECTING, (_F.FETCH_CITIZEN,)),
        (_S.CONNECTING, _E.TOGETHER): Move(_S.TALKING),
        (_S.CONNECTING, _E.ABANDONED): _LOST,
        (_S.CONNECTING, _E.HANG_UP): _ENDED_BY_US,
        (_S.CONNECTING, _E.CITIZEN_GONE): _GONE,
        #
        (_S.TALKING, _E.HOLD): Move(_S.HELD),
        (_S.TALKING, _E.PASS_ON): _PASSED_ON,
        (_S.TALKING, _E.ABANDONED): _LOST,
        (_S.TALKING, _E.HANG_UP): _ENDED_BY_US,
        (_S.TALKING, _E.CITIZEN_GONE): _GONE,
        #
        (_S.HELD, _E.RESUME): Move(_S.TALKING),
        (_S.HELD, _E.PASS_ON): _PASSED_ON,
        (_S.HELD, _E.ABANDONED): _LOST,
        (_S.HELD, _E.HANG_UP): _ENDED_BY_US,
        (_S.HELD, _E.CITIZEN_GONE): _GONE,
        #
        (_S.MESSAGE, _E.HANG_UP): Move(_S.ENDED, (_F.DROP_CITIZEN, _F.CLOSE)),
        (_S.MESSAGE, _E.CITIZEN_GONE): Move(_S.ENDED, (_F.CLOSE,)),
    }
)
IN_TALK = frozenset({CallState.CONNECTING, CallState.TALKING, CallState.HELD})
OURS = frozenset({LegRole.AGENT, LegRole.OTHER})
RANK = MappingProxyType({state: rank for rank, state in enumerate(LegState)})


def move(state: CallState, event: Event) -> Move | Ignored:
    """What `event` does to a call that stands at `state`."""
    if state is CallState.ENDED:
        return Ignored(state, "it is over")
    found = MOVES.get((state, event))
    return found if found is not None else Ignored(state, f"no {event} while {state}")


def further(state: LegState, fact: LegState) -> LegState:
    """Where a leg stands after one more fact: it only ever moves down its list."""
    return max(state, fact, key=RANK.__getitem__)


class Sight(NamedTuple):
    """One leg as the facts show it; `has_joined` stays true after it has gone again."""

    role: LegRole
    state: LegState
    has_joined: bool


def seen(legs: Iterable[Sight]) -> tuple[Event, ...]:
    """What the legs of the present conversation add up to, whatever order the facts came in."""
    known = tuple(legs)
    if not any(leg.role in OURS and leg.has_joined for leg in known):
        return ()
    if any(leg.role is LegRole.CITIZEN and leg.has_joined for leg in known):
        return (Event.OURS_IN, Event.TOGETHER)
    return (Event.OURS_IN,)


def is_abandoned(state: CallState, legs: Iterable[Sight]) -> bool:
    """Whether a call is in conversation, and none of ours is in it or on the way."""
    ours = [leg for leg in legs if leg.role in OURS]
    return state in IN_TALK and all(leg.state is LegState.GONE for leg in ours)
