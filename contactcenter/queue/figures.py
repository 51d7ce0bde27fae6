"""How well the line serves, from the log of periods and nothing else.

Definitions. Offered: everybody who waited for a person, by the moment they began to wait. Answered:
an agent took them. Abandoned: they gave up; within `SHORT_SECONDS` it is a wrong number and counts
nowhere but in `short`. Service level: answered within `SERVICE_SECONDS`, of all answered and
abandoned. ASA: mean wait of the answered. AHT: mean time an agent spent on one person, talking and
writing it up, of those who are finished.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.queue import periods
from contactcenter.queue.estimate import SPOKEN
from contactcenter.queue.line import SERVED_OTHERWISE
from shared.models import Period, PeriodSubject, Task, TaskKind, TaskState

SERVICE_SECONDS = 20
SERVICE_TARGET = 0.8  # 80/20: eighty percent within twenty seconds
SHORT_SECONDS = 5
LONGEST_LIFE = timedelta(days=3)  # a task that began earlier does not touch the interval asked for


class Outcome(StrEnum):
    """What became of a wait."""

    WAITING = "waiting"
    ANSWERED = "answered"
    GAVE_UP = "gave_up"
    OTHERWISE = "otherwise"  # a callback, a message, a desk: they were not lost


class Stretch(NamedTuple):
    """What a period says that matters here: there are many of them."""

    subject_id: str
    state: str
    reason: str | None
    began_at: datetime
    ended_at: datetime | None


STRETCH = (Period.subject_id, Period.state, Period.reason, Period.began_at, Period.ended_at)


class Course(NamedTuple):
    """How one wait went; `handle_seconds` is None as long as an agent is not done with it."""

    began_at: datetime
    wait_seconds: float
    outcome: Outcome
    handle_seconds: float | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of one interval; means and shares are None where there is nothing to divide."""

    offered: int = 0
    answered: int = 0
    answered_in_time: int = 0
    abandoned: int = 0
    short: int = 0
    served_otherwise: int = 0
    still_waiting: int = 0
    longest_wait_seconds: float = 0.0
    asa_seconds: float | None = None
    aht_seconds: float | None = None

    @property
    def service_level(self) -> float | None:
        """The share answered in time, 0 to 1."""
        counted = self.answered + self.abandoned
        return self.answered_in_time / counted if counted else None

    @property
    def abandonment(self) -> float | None:
        """The share that gave up, 0 to 1."""
        counted = self.answered + self.abandoned
        return self.abandoned / counted if counted else None


class Interval(NamedTuple):
    """The figures of those who began to wait in [from_at, until_at)."""

    from_at: datetime
    until_at: datetime
    figures: Figures


def between(
    db: Session,
    from_at: datetime,
    until_at: datetime,
    at: datetime,
    kinds: Collection[TaskKind] = SPOKEN,
) -> Figures:
    """The figures of everybody who began to wait in [from_at, until_at), as they stand at `at`."""
    return sum_up(courses(db, from_at, until_at, at, kinds))


def by_interval(
    db: Session, from_at: datetime, until_at: datetime, at: datetime, minutes: int = 30
) -> tuple[Interval, ...]:
    """The same, for one stretch of `minutes` after the other."""
    found = courses(db, from_at, until_at, at, SPOKEN)
    step = timedelta(minutes=minutes)
    intervals = []
    while from_at < until_at:
        end = min(from_at + step, until_at)
        inside = [one for one in found if from_at <= one.began_at < end]
        intervals.append(Interval(from_at, end, sum_up(inside)))
        from_at = end
    return tuple(intervals)


def sum_up(found: Collection[Course]) -> Figures:
    """The figures of these waits."""
    waits = {outcome: _waits(found, outcome) for outcome in Outcome}
    answered, gave_up = waits[Outcome.ANSWERED], waits[Outcome.GAVE_UP]
    abandoned = sum(seconds > SHORT_SECONDS for seconds in gave_up)
    return Figures(
        offered=len(found),
        answered=len(answered),
        answered_in_time=sum(seconds <= SERVICE_SECONDS for seconds in answered),
        abandoned=abandoned,
        short=len(gave_up) - abandoned,
        served_otherwise=len(waits[Outcome.OTHERWISE]),
        still_waiting=len(waits[Outcome.WAITING]),
        longest_wait_seconds=max((one.wait_seconds for one in found), default=0.0),
        asa_seconds=_mean(answered),
        aht_seconds=_mean([one.handle_seconds for one in found if one.handle_seconds is not None]),
    )


def course(stretches: Sequence[Stretch], at: datetime) -> Course:
    """How the wait of one task went, from its stretches in order."""
    began_at = stretches[0].began_at
    taken = next((one for one in stretches if one.state == TaskState.ASSIGNED), None)
    last = stretches[-1]
    if taken is not None:
        waited = (taken.began_at - began_at).total_seconds()
        is_done = last.state == TaskState.COMPLETED
        return Course(began_at, waited, Outcome.ANSWERED, _handled(stretches) if is_done else None)
    if last.state != TaskState.CANCELED:
        return Course(began_at, (at - began_at).total_seconds(), Outcome.WAITING)
    outcome = Outcome.OTHERWISE if last.reason in SERVED_OTHERWISE else Outcome.GAVE_UP
    return Course(began_at, (last.began_at - began_at).total_seconds(), outcome)


def courses(
    db: Session, from_at: datetime, until_at: datetime, at: datetime, kinds: Collection[TaskKind]
) -> list[Course]:
    """The waits that began in the interval; what came of them came within `LONGEST_LIFE`."""
    theirs = (
        Period.subject == PeriodSubject.TASK,
        Period.began_at >= from_at,
        Period.began_at < until_at + LONGEST_LIFE,
        Task.kind.in_(kinds),
        Task.created_at >= from_at,
        Task.created_at < until_at,
    )
    query = select(*STRETCH).join(Task, Task.id == Period.subject_id).where(*theirs)
    rows = map(Stretch._make, db.execute(query.order_by(Period.subject_id, *periods.IN_ORDER)))
    by_task = groupby(rows, key=lambda one: one.subject_id)
    return [course(list(stretches), at) for _, stretches in by_task]


def _handled(stretches: Sequence[Stretch]) -> float:
    busy = [one for one in stretches if one.state in (TaskState.ASSIGNED, TaskState.WRAPPING)]
    spent = ((one.ended_at or one.began_at) - one.began_at for one in busy)
    return sum(one.total_seconds() for one in spent)


def _waits(found: Collection[Course], outcome: Outcome) -> list[float]:
    return [one.wait_seconds for one in found if one.outcome is outcome]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
