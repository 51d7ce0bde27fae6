"""Thousands of random deeds on one line: nothing is lost, nobody rings twice, no second is missing.

Deeds come in any order, also twice, also at the wrong moment; time passes; phones vanish and come
back. After every deed the promises are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contactcenter.queue import activity, line, match, moves, periods, priority
from contactcenter.queue.activity import Happening
from contactcenter.queue.keeper import go_round
from shared.models import (
    Activity,
    AgentStatus,
    Period,
    PeriodSubject,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
)
from tests.contactcenter.queue.floor import Floor
from tests.tally import count, tally

STEPS = count(60, 10_000)
LANGUAGES = ("pl", "pl", "pl", "uk", "en")
SKILLS = ((), (), ("housing",), ("pjm",), ("crisis", "housing"))
CREW = {
    "anna": (("pl", "en"), ("housing",)),
    "marek": (("pl", "uk"), ("crisis",)),
    "ola": (("pl",), ("pjm", "housing")),
    "iza": (("pl", "en", "uk"), ("pjm",)),
}
OVER = (TaskState.COMPLETED, TaskState.CANCELED)
HELD = (TaskState.ASSIGNED, TaskState.WRAPPING)
PENDING = Reservation.state == ReservationState.PENDING


@dataclass
class Storm:
    """A floor, chance, and what has been begun on it."""

    floor: Floor
    random: Random
    tasks: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def step(self, number: int) -> None:
        """Each deed once, and then one by chance; its name is counted."""
        is_first = number < len(DEEDS)
        deed = DEEDS[number] if is_first else self.random.choices(DEEDS, WEIGHTS)[0]
        self.done[deed.__name__] += 1
        deed(self)

    def somebody(self) -> str:
        """An agent."""
        return self.random.choice(self.floor.agents)

    def something(self) -> str:
        """A task that was begun lately, in whatever state it is."""
        return self.random.choice(self.tasks[-40:]) if self.tasks else "none yet"

    def held(self, *states: TaskState) -> tuple[str, str]:
        """A task and the agent who holds it; now and then somebody who does not."""
        with self.floor.store.read() as db:
            query = select(Task.id, Task.agent_id).where(Task.state.in_(states)).order_by(Task.id)
            rows = db.execute(query).all()
        if not rows or self.random.random() < 0.05:
            return self.something(), self.somebody()
        task_id, agent_id = self.random.choice(rows)
        return task_id, agent_id or self.somebody()

    def reservation(self) -> tuple[str, str]:
        """An offer, mostly a live one, and whose it is."""
        with self.floor.store.read() as db:
            query = select(Reservation.id, Reservation.agent_id)
            rows = db.execute(query.where(PENDING).order_by(Reservation.id)).all()
            if not rows or self.random.random() < 0.1:
                last = query.order_by(Reservation.made_at.desc(), Reservation.id).limit(10)
                rows = db.execute(last).all()
        return tuple(self.random.choice(rows)) if rows else ("none yet", self.somebody())


def enters(storm: Storm) -> None:
    """Somebody begins to wait."""
    chance = storm.random
    key = chance.choice((None, None, f"key-{chance.randrange(2000)}"))
    only = chance.choice((None,) * 7 + (storm.somebody(),))
    reasons = tuple(chance.sample(list(priority.REASONS), chance.choice((0, 0, 1, 2))))
    task = storm.floor.call(
        chance.choice(LANGUAGES),
        kind=chance.choice(list(TaskKind)),
        skills=chance.choice(SKILLS),
        reasons=reasons,
        key=key,
        only_agent_id=only,
    )
    if task not in storm.tasks:
        storm.tasks.append(task)


def leaves(storm: Storm) -> None:
    """Somebody gives up."""
    task, why = storm.something(), storm.random.choice(("hung_up", "callback"))
    storm.floor.do(lambda db, at: line.leave(db, task, why, at))


def rings(storm: Storm) -> None:
    """The line looks for whom to ring at."""
    storm.floor.offer()


def accepts(storm: Storm) -> None:
    """Somebody answers."""
    reservation, agent = storm.reservation()
    storm.floor.do(lambda db, at: match.accept(db, reservation, agent, at))


def declines(storm: Storm) -> None:
    """Somebody does not want to."""
    reservation, agent = storm.reservation()
    reason = storm.random.choice(match.DECLINE_REASONS)
    storm.floor.do(lambda db, at: match.decline(db, reservation, agent, reason, at))


def takes(storm: Storm) -> None:
    """Somebody takes work that does not ring."""
    storm.floor.take(storm.somebody())


def wraps(storm: Storm) -> None:
    """A talk ends."""
    task, agent = storm.held(TaskState.ASSIGNED)
    storm.floor.do(lambda db, at: line.wrap(db, task, agent, at))


def finishes(storm: Storm) -> None:
    """A task ends, with its note or without."""
    task, agent = storm.held(*HELD)
    storm.floor.do(lambda db, at: line.finish(db, task, agent, "answered", at))


def is_given_back(storm: Storm) -> None:
    """An agent is lost, or passes somebody on."""
    task, _ = storm.held(TaskState.ASSIGNED)
    why = storm.random.choice(("agent_lost", "transferred"))
    storm.floor.do(lambda db, at: line.give_back(db, task, at, why))


def is_handed_over(storm: Storm) -> None:
    """A colleague goes on with it."""
    task, agent = storm.held(TaskState.ASSIGNED)
    colleague = storm.somebody()
    if colleague != agent:
        storm.floor.do(lambda db, at: line.hand_over(db, task, agent, colleague, at))


def asks(storm: Storm) -> None:
    """An agent asks for something, mostly to be ready."""
    wanted = storm.random.choice((Activity.READY,) * 6 + tuple(Activity))
    storm.floor.ask(storm.somebody(), wanted, storm.random.choice(activity.PAUSE_REASONS))


def holds(storm: Storm) -> None:
    """A talk is held or resumed."""
    agent, what = storm.somebody(), storm.random.choice((Happening.HELD, Happening.RESUMED))
    storm.floor.do(lambda db, at: activity.happened(db, agent, what, at))


def goes(storm: Storm) -> None:
    """An agent signs out."""
    agent = storm.somebody()
    storm.floor.do(lambda db, at: activity.leave(db, agent, at))


def time_passes(storm: Storm) -> None:
    """Most phones are seen, and the keeper goes round."""
    alive = [one for one in storm.floor.agents if storm.random.random() < 0.9]
    storm.floor.later(storm.random.choice((1, 1, 5, 15, 25, 60)), *alive)
    storm.floor.do(go_round)


DEEDS: tuple[Callable[[Storm], None], ...] = (
    enters, leaves, rings, accepts, declines, takes, wraps, finishes,
    is_given_back, is_handed_over, asks, holds, goes, time_passes,
)  # fmt: skip
WEIGHTS = (14, 3, 6, 14, 2, 6, 8, 12, 2, 2, 14, 3, 1, 12)


@pytest.mark.proof
def test_thousands_of_deeds_lose_nobody(floor: Floor) -> None:
    storm = storm_on(floor, seed=8)
    for number in range(STEPS):
        storm.step(number)
        with floor.store.read() as db:
            check_offers(db)
            check_tasks(db, storm)
            check_agents(db)
    calm_down(storm)
    with floor.store.read() as db:
        states = Counter(db.scalars(select(Task.state)))
        check_log(db, storm)
    assert set(states) <= set(OVER)
    assert set(storm.done) == {deed.__name__ for deed in DEEDS}
    tally("Nobody is lost", steps=STEPS, tasks=len(storm.tasks), lost=0, **states)


def storm_on(floor: Floor, seed: int) -> Storm:
    """The crew comes to work."""
    for name, (languages, skills) in CREW.items():
        floor.hire(name, *languages, skills=skills)
    floor.ready(*CREW)
    return Storm(floor, Random(seed))


def check_offers(db: Session) -> None:
    """One live offer per task and per agent, and both sides know of it."""
    live = db.execute(select(Reservation.task_id, Reservation.agent_id).where(PENDING)).all()
    reserved = select(Task.id).where(Task.state == TaskState.RESERVED)
    ringing = select(AgentStatus.agent_id).where(AgentStatus.activity == Activity.RINGING)
    assert sorted(task for task, _ in live) == sorted(db.scalars(reserved))
    assert sorted(agent for _, agent in live) == sorted(db.scalars(ringing))


def check_tasks(db: Session, storm: Storm) -> None:
    """Every task that was begun is there; it is in exactly the hand its state says."""
    assert db.scalar(select(func.count(Task.id))) == len(storm.tasks)
    in_hand = Task.agent_id.is_not(None)
    alone = db.scalar(select(func.count()).where(Task.state.in_(HELD), ~in_hand))
    kept = db.scalar(
        select(func.count()).where(Task.state.in_((TaskState.WAITING, TaskState.RESERVED)), in_hand)
    )
    assert (alone, kept) == (0, 0)


def check_agents(db: Session) -> None:
    """Whoever talks has exactly one talk in hand, and nobody else has any."""
    talks = select(Task.agent_id).where(
        Task.state == TaskState.ASSIGNED, Task.kind.in_((TaskKind.CALL, TaskKind.KIOSK_CALL))
    )
    per_agent = Counter(db.scalars(talks))
    talking = set(
        db.scalars(select(AgentStatus.agent_id).where(AgentStatus.activity.in_(moves.IN_A_CALL)))
    )
    in_hand = set(db.scalars(select(Task.agent_id).where(Task.state.in_(HELD))))
    assert set(per_agent) <= talking <= in_hand
    assert max(per_agent.values(), default=0) <= 1


def calm_down(storm: Storm) -> None:
    """Nobody new comes; everybody is served to the end."""
    floor = storm.floor
    for _ in range(len(storm.tasks) + 200):
        floor.later(130, *floor.agents)
        floor.do(go_round)
        finish_everything(floor)
        floor.ready(*floor.agents)
        for offer in floor.offer():
            floor.accept(offer)
        finish_everything(floor)
        for name in floor.agents:
            floor.take(name)
        finish_everything(floor)
        if is_empty(floor):
            return


def finish_everything(floor: Floor) -> None:
    """Whatever is in somebody's hand comes to its end; what rings is answered first."""
    with floor.store.read() as db:
        ringing = db.execute(select(Reservation.id, Reservation.agent_id).where(PENDING)).all()
    for reservation, agent in ringing:
        floor.do(lambda db, at, one=reservation, who=agent: match.accept(db, one, who, at))
    with floor.store.read() as db:
        held = db.execute(select(Task.id, Task.agent_id).where(Task.state.in_(HELD))).all()
    for task, agent in held:
        floor.do(lambda db, at, one=task, who=agent: line.finish(db, one, who, "answered", at))


def is_empty(floor: Floor) -> bool:
    """Whether every task is over."""
    with floor.store.read() as db:
        return db.scalar(select(Task.id).where(Task.state.not_in(OVER)).limit(1)) is None


def check_log(db: Session, storm: Storm) -> None:
    """Every second of every agent and task is in the log once, and the log ends in the present."""
    for task_id in storm.tasks:
        stretches = periods.of(db, PeriodSubject.TASK, task_id)
        assert periods.is_gapless(stretches)
        assert stretches[-1].ended_at is not None
    for status in db.scalars(select(AgentStatus)):
        stretches = periods.of(db, PeriodSubject.AGENT, status.agent_id)
        assert periods.is_gapless(stretches)
        assert (stretches[-1].state, stretches[-1].ended_at) == (status.activity, None)
    assert db.scalar(select(func.count(Period.id)).where(Period.ended_at < Period.began_at)) == 0
