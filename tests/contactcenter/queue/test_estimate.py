"""One honest range for every wait, and how often it was right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from contactcenter.queue import estimate, line
from contactcenter.queue.estimate import Staff, Standing, wait_range
from contactcenter.queue.skills import Able
from shared.models import TaskKind, WaitEstimate
from tests.contactcenter.queue.floor import Floor
from tests.tally import count, tally

POLISH = Able(("pl",))
SECONDS = st.floats(30, 1800)
few = settings(derandomize=True, deadline=None, database=None, max_examples=60)


def standing(floor: Floor, task_id: str) -> Standing:
    """What could be told now; looking is enough for it."""
    with floor.store.read() as db:
        return estimate.standing(db, task_id, floor.at)


def talks(floor: Floor, name: str, *seconds: float) -> None:
    """Talks of these lengths are history."""
    for length in seconds:
        floor.see(name)
        floor.call()
        floor.serve(name, length)


def told(floor: Floor, task_id: str) -> WaitEstimate:
    """What was kept of what was told."""
    with floor.store.read() as db:
        return db.scalars(select(WaitEstimate).where(WaitEstimate.task_id == task_id)).one()


def test_without_a_basis_we_say_that_we_cannot_tell(floor: Floor) -> None:
    floor.hire("anna")
    caller = floor.call()
    assert standing(floor, caller) == Standing(1, 0, None, None)
    floor.ready("anna")
    talks(floor, "anna", 60, 60, 60, 60)
    floor.see("anna")
    waiting = [floor.call() for _ in range(2)]
    assert standing(floor, waiting[1])[2:] == (None, None)


def test_somebody_who_is_free_will_answer_at_once(floor: Floor) -> None:
    floor.hire("anna")
    floor.ready("anna")
    assert standing(floor, floor.call()) == Standing(1, 0, 0, 1)


def test_the_range_follows_from_talks_agents_and_place(either_floor: Floor) -> None:
    floor = either_floor
    floor.hire("anna")
    floor.ready("anna")
    talks(floor, "anna", 240, 300, 360, 300, 300)
    busy = floor.call()
    floor.see("anna")
    floor.accept(*floor.offer())
    line_ = [floor.call() for _ in range(4)]
    ranges = [standing(floor, one) for one in line_]
    assert [one.position for one in ranges] == [1, 2, 3, 4]
    assert ranges[3] == Standing(4, 3, 10, 33)  # 4 talks of 5 minutes, give or take two
    floor.do(lambda db, at: line.leave(db, line_[0], "hung_up", at))
    assert standing(floor, line_[3]).position == 3
    assert floor.task(busy).agent_id == "anna"


def test_only_those_stand_before_me_who_need_the_same_agents(floor: Floor) -> None:
    floor.hire("anna", "pl", "en")
    floor.hire("marek", "uk")
    floor.ready("anna", "marek")
    floor.call("en"), floor.call("uk")
    floor.call("uk"), floor.call("en"), floor.call(kind=TaskKind.TICKET)
    assert standing(floor, floor.call("pl")).ahead == 2
    assert standing(floor, floor.call("uk")).ahead == 2
    assert standing(floor, floor.call("pl", skills=("pjm",)))[1:] == (0, None, None)


@few
@given(ahead=st.integers(0, 60), agents=st.integers(1, 20), seconds=SECONDS)
def test_a_later_place_never_waits_less_and_more_agents_never_make_it_longer(
    ahead: int, agents: int, seconds: float
) -> None:
    low, high = wait_range(ahead, Staff((POLISH,) * agents, 0), seconds)
    assert low is not None
    assert high is not None
    assert 0 <= low < high
    later = wait_range(ahead + 1, Staff((POLISH,) * agents, 0), seconds)
    helped = wait_range(ahead, Staff((POLISH,) * (agents + 1), 0), seconds)
    assert later >= (low, high)
    assert helped <= (low, high)
    assert helped[1] <= high <= later[1]


def test_what_was_told_is_kept_and_compared_with_what_came(floor: Floor) -> None:
    floor.hire("anna")
    floor.ready("anna")
    talks(floor, "anna", 60, 60, 60, 60, 60)
    floor.see("anna")
    floor.call()
    [offer] = floor.offer()
    caller = floor.call()
    assert (told(floor, caller).position, told(floor, caller).waited_seconds) == (2, None)
    floor.accept(offer)
    floor.later(75, "anna")
    floor.do(lambda db, at: line.finish(db, offer.task_id, "anna", "answered", at))
    floor.accept(*floor.offer())
    assert told(floor, caller).waited_seconds == 75
    floor.do(lambda db, at: line.give_back(db, caller, at, "agent_lost"))
    floor.later(20, "anna")
    floor.accept(*floor.offer())
    assert told(floor, caller).waited_seconds == 75  # the wait that was estimated was over


def test_how_often_we_were_right_can_be_shown(floor: Floor) -> None:
    floor.hire("anna")
    began_at = floor.at
    waits = {"in the range": (1, 5, 200), "too long": (0, 2, 200), "too short": (4, 9, 60)}
    for low, high, waited in (*waits.values(), (None, None, 500), (1, 3, None)):
        task = floor.bare_task(TaskKind.CALL)
        floor.keep(
            WaitEstimate(
                task_id=task,
                told_at=floor.at,
                position=1,
                low_minutes=low,
                high_minutes=high,
                waited_seconds=waited,
            )
        )
    with floor.store.read() as db:
        kept = estimate.kept(db, began_at, floor.at + timedelta(seconds=1))
    assert (kept.told, kept.could_not_tell, kept.answered, kept.within) == (5, 1, 3, 1)
    assert kept.longer == kept.shorter == 1
    assert kept.share_within == pytest.approx(1 / 3)
    assert estimate.Kept().share_within is None


def test_the_range_holds_in_a_simulated_week() -> None:
    """Arrivals and talks as irregular as they come; only waits that were not over at once."""
    random = Random(20261122)
    within = told = 0
    for agents, load in ((2, 0.9), (5, 0.95), (10, 1.0)):
        for low, high, waited in simulated_waits(random, agents, load, callers=count(150, 4_000)):
            told += 1
            within += low * 60 <= waited <= high * 60
    tally("A told wait holds", told=told, within=within, share=round(within / told, 3))
    assert within / told > 0.6


def simulated_waits(
    random: Random, agents: int, load: float, callers: int
) -> Iterator[tuple[int, int, float]]:
    """What was told and what came, in seconds, first come first served; talks of four minutes."""
    talk, now = 240.0, 0.0
    free_at = [0.0] * agents
    begins: list[float] = []
    for _ in range(callers):
        now += random.expovariate(load * agents / talk)
        ahead = sum(begin > now for begin in begins)
        free = sum(at <= now for at in free_at)
        begin = max(now, take_earliest(free_at))
        free_at.append(begin + random.expovariate(1 / talk))
        begins.append(begin)
        low, high = wait_range(ahead, Staff((POLISH,) * agents, free), talk)
        if free <= ahead and low is not None and high is not None:
            yield low, high, begin - now


def take_earliest(moments: list[float]) -> float:
    """Take the earliest moment out."""
    earliest = min(moments)
    moments.remove(earliest)
    return earliest


@pytest.mark.parametrize("kind", [TaskKind.HELP, TaskKind.TICKET, TaskKind.VOICEMAIL])
def test_whoever_is_told_nothing_is_kept_nothing_of(floor: Floor, kind: TaskKind) -> None:
    caller = floor.call(kind=kind)
    with floor.store.read() as db:
        assert db.get(WaitEstimate, caller) is None
