"""Made-up agents: their phones are there, they take what rings, talk, write it up, are ready again.

They do what a console would have them do, through the same use cases, and hold nothing back from a
person at a console beside them.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agents import ensure_agent
from contactcenter.center import Center
from contactcenter.queue import activity
from contactcenter.simulation.callers import LANGUAGES
from contactcenter.telephony import control
from contactcenter.telephony.local_provider.calls import Habit
from contactcenter.telephony.local_provider.exchange import Exchange
from shared.models import (
    Activity,
    Agent,
    Reservation,
    ReservationState,
    Task,
    TaskState,
)
from shared.store import Store

SIGN_IN = "simulated-"
PHONE_SECONDS = 15  # how often a console says that its phone is there
PICKS_UP_SECONDS = 1.0
DISPOSITIONS = ("informed", "informed", "directed", "needs_specialist")
WANTS_WORK = frozenset({Activity.OFFLINE, Activity.PAUSE})


def hire(store: Store, count: int, at: datetime) -> tuple[str, ...]:
    """So many made-up agents, enabled; nobody knows their passwords. Their ids, in order."""
    return tuple(
        ensure_agent(
            store,
            f"{SIGN_IN}{number}",
            f"Symulacja {number}",
            secrets.token_urlsafe(32),
            at,
            languages=tuple(LANGUAGES),
        )
        for number in range(1, count + 1)
    )


def dismiss(db: Session) -> int:
    """No made-up agent takes calls any more; what they did stays on the calls."""
    made_up = list(db.scalars(select(Agent).where(Agent.sign_in.startswith(SIGN_IN))))
    for agent in made_up:
        agent.is_enabled = False
    return len(made_up)


def give_phones(exchange: Exchange, agent_ids: Sequence[str]) -> None:
    """The exchange rings them as it rings a browser; they pick up by themselves."""
    for agent_id in agent_ids:
        exchange.register(agent_id)
        exchange.teach(f"client:{agent_id}", Habit(PICKS_UP_SECONDS))


class Crew:
    """Call `work` every second or two."""

    def __init__(self, center: Center, agent_ids: Sequence[str], seed: int) -> None:
        self._center = center
        self._agent_ids = tuple(agent_ids)
        self._dice = Random(seed)  # noqa: S311  # how quick somebody is, not a secret
        self._seen_at: datetime | None = None
        self._due: dict[str, datetime] = {}  # what has to be done, by the row it is about

    def work(self) -> None:
        """Whatever is due now."""
        at = self._center.clock.now()
        self._be_here(at)
        with self._center.store.read() as db:
            rings = self._ordered(db, Reservation, Reservation.state, ReservationState.PENDING)
            notes = self._ordered(db, Task, Task.state, TaskState.WRAPPING)
        for offer in rings:
            if self._is_due(offer.id, at, 2, 9):
                control.accept(self._center, offer.id, offer.agent_id)
        for task in notes:
            if task.call_id and self._is_due(task.id, at, 15, 60):
                how = self._dice.choice(DISPOSITIONS)
                control.wrap_up(self._center, task.call_id, task.agent_id, how, "")

    def is_due(self, at: datetime) -> bool:
        """Whether somebody wants to do something by now."""
        return any(due_at <= at for due_at in self._due.values())

    def go_home(self) -> None:
        """Nobody is rung any more; who talks, talks on."""
        at = self._center.clock.now()
        with self._center.store.write() as db:
            for agent_id in self._agent_ids:
                activity.set_activity(db, agent_id, Activity.OFFLINE, None, at)

    def _be_here(self, at: datetime) -> None:
        """Phones are seen in time, and whoever is not at work comes to work."""
        if self._seen_at is not None and at - self._seen_at < timedelta(seconds=PHONE_SECONDS):
            return
        self._seen_at = at
        with self._center.store.write() as db:
            for agent_id in self._agent_ids:
                if activity.phone_seen(db, agent_id, at).activity in WANTS_WORK:
                    activity.set_activity(db, agent_id, Activity.READY, None, at)

    def _ordered(
        self, db: Session, table: type[Reservation] | type[Task], column: object, state: object
    ) -> list[Reservation | Task]:
        """Rows of this crew's in the crew's own order: ids differ from run to run."""
        found = db.scalars(
            select(table).where(table.agent_id.in_(self._agent_ids), column == state)
        )
        return sorted(found, key=lambda row: self._agent_ids.index(row.agent_id))

    def _is_due(self, row_id: str, at: datetime, least: float, most: float) -> bool:
        """Whether it is time; first seen, it is due a moment later."""
        if row_id not in self._due:
            self._due[row_id] = at + timedelta(seconds=self._dice.uniform(least, most))
        if at < self._due[row_id]:
            return False
        del self._due[row_id]
        return True
