"""A visit's life by the clock: here, warned, gone; nobody sees anybody else's."""

from __future__ import annotations

import pytest

from kiosk.visit import EXTEND_WITHIN_SECONDS, WARN_AFTER_SECONDS, Presence, Visit, Visits
from shared.clock import SimulatedClock
from shared.diagnosis import Between, FactKey, Known, Reason, Unknown
from tests.kiosk.device import MORNING


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(MORNING)


def test_somebody_idle_is_warned_then_wiped(clock: SimulatedClock) -> None:
    ended: list[Visit] = []
    visits = Visits(clock, on_end=ended.append)
    token, visit = visits.start()
    clock.advance(WARN_AFTER_SECONDS - 1)
    assert visits.presence(visit) is Presence.HERE
    clock.advance(1)
    assert visits.presence(visit) is Presence.WARNED
    assert visits.seconds_left(visit) == EXTEND_WITHIN_SECONDS
    clock.advance(EXTEND_WITHIN_SECONDS - 1)
    assert visits.find(token) is visit
    clock.advance(1)
    assert visits.find(token) is None
    assert ended == [visit]
    assert len(visits) == 0


def test_a_visit_is_extended_as_often_as_wanted(clock: SimulatedClock) -> None:
    visits = Visits(clock)
    token, visit = visits.start()
    for _ in range(25):
        clock.advance(WARN_AFTER_SECONDS + EXTEND_WITHIN_SECONDS - 1)
        assert visits.find(token) is visit
        visits.touch(visit)
    assert visits.presence(visit) is Presence.HERE


def test_a_warning_leaves_at_least_twenty_seconds() -> None:
    assert EXTEND_WITHIN_SECONDS >= 20  # WCAG 2.2.1


def test_two_windows_never_share_a_visit(clock: SimulatedClock) -> None:
    visits = Visits(clock)
    (one_token, one), (other_token, other) = visits.start(), visits.start()
    one.answer(FactKey("lives_in_lodz"), Known(True), {})
    assert one_token != other_token
    assert not other.has_answers
    visits.wipe(one_token)
    assert visits.find(other_token) is other
    assert visits.is_here(other.key)
    assert not visits.is_here(one.key)


def test_sweeping_wipes_only_who_is_gone(clock: SimulatedClock) -> None:
    visits = Visits(clock)
    visits.start()
    clock.advance(80)
    _, late = visits.start()
    clock.advance(20)
    assert visits.sweep() == 1
    assert visits.is_here(late.key)


@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_a_token_nobody_was_given_finds_nothing(clock: SimulatedClock, token: str | None) -> None:
    visits = Visits(clock)
    visits.start()
    assert visits.find(token) is None
    visits.wipe(token)
    assert len(visits) == 1


@pytest.mark.parametrize(
    ("answer", "may_be"),
    [
        (Known(17), True),
        (Known(18), False),
        (Between(16, 17), True),
        (Between(10, 40), True),
        (Between(18, 25), False),
        (Unknown(Reason.WONT_SAY), False),
    ],
)
def test_who_may_be_a_child(clock: SimulatedClock, answer: Known, may_be: bool) -> None:
    _, visit = Visits(clock).start()
    visit.answer(FactKey("age", 0), answer, {})
    assert visit.may_be_a_child is may_be
