"""The table itself: what is legal, that the end is the end, and that order cannot matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactcenter.telephony.call import (
    IN_TALK,
    MOVES,
    Effect,
    Event,
    Ignored,
    Move,
    Sight,
    further,
    is_abandoned,
    move,
    seen,
)
from shared.models import CallState, LegRole, LegState
from tests.tally import count

FACTS = st.lists(st.sampled_from(LegState), max_size=12)


@pytest.mark.parametrize("event", Event)
def test_what_is_over_stays_over(event: Event) -> None:
    assert isinstance(move(CallState.ENDED, event), Ignored)


@pytest.mark.parametrize("state", CallState)
def test_every_pair_is_a_value(state: CallState) -> None:
    for event in Event:
        found = move(state, event)
        assert found == MOVES.get((state, event)) or isinstance(found, Ignored)
        if isinstance(found, Ignored):
            assert found.state is state
            assert found.why


@pytest.mark.parametrize("state", [one for one in CallState if one is not CallState.ENDED])
def test_a_dead_line_and_our_own_word_end_every_call(state: CallState) -> None:
    for event in (Event.CITIZEN_GONE, Event.HANG_UP):
        found = move(state, event)
        assert isinstance(found, Move)
        assert found.state is CallState.ENDED
        assert found.effects[-1] is Effect.CLOSE


def test_every_state_can_be_reached_and_left() -> None:
    reached = {CallState.MENU, CallState.DIALING}
    for _ in CallState:
        reached |= {to.state for (state, _), to in MOVES.items() if state in reached}
    assert reached == set(CallState)
    assert {state for state, _ in MOVES} == set(CallState) - {CallState.ENDED}


def test_no_agent_is_left_in_a_call_that_is_over() -> None:
    for (state, _), to in MOVES.items():
        if to.state is CallState.ENDED and state in IN_TALK:
            assert Effect.DROP_OURS in to.effects
            assert Effect.WRAP in to.effects


def test_whoever_is_lost_from_a_talk_gives_the_task_back() -> None:
    for state in IN_TALK:
        found = move(state, Event.ABANDONED)
        assert isinstance(found, Move)
        assert found.state is CallState.WAITING
        assert Effect.GIVE_BACK in found.effects


@given(FACTS, st.randoms(use_true_random=False))
@settings(max_examples=count(20, 2000), deadline=None)
def test_a_leg_ends_the_same_in_any_order_and_however_often(facts: list[LegState], dice) -> None:
    shuffled = [*facts, *facts[: len(facts) // 2]]
    dice.shuffle(shuffled)
    assert _fold(facts) is _fold(shuffled)


@given(st.sampled_from(LegState), st.sampled_from(LegState))
def test_a_leg_never_comes_back(state: LegState, fact: LegState) -> None:
    assert further(LegState.GONE, fact) is LegState.GONE
    assert further(further(state, fact), fact) is further(state, fact)


def test_together_needs_both_sides() -> None:
    citizen = Sight(LegRole.CITIZEN, LegState.JOINED, has_joined=True)
    agent = Sight(LegRole.AGENT, LegState.GONE, has_joined=True)
    coach = Sight(LegRole.COACH, LegState.JOINED, has_joined=True)
    assert seen([citizen]) == ()
    assert seen([citizen, coach]) == ()
    assert seen([agent]) == (Event.OURS_IN,)
    assert seen([citizen, agent]) == (Event.OURS_IN, Event.TOGETHER)


def test_only_a_conversation_without_ours_is_abandoned() -> None:
    gone = Sight(LegRole.AGENT, LegState.GONE, has_joined=True)
    rings = Sight(LegRole.OTHER, LegState.RINGING, has_joined=False)
    assert is_abandoned(CallState.TALKING, [gone])
    assert not is_abandoned(CallState.TALKING, [gone, rings])
    assert not is_abandoned(CallState.WAITING, [gone])


def _fold(facts: list[LegState]) -> LegState:
    state = LegState.ASKED
    for fact in facts:
        state = further(state, fact)
    return state
