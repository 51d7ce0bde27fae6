"""How long somebody will wait: one honest range for every channel, or "we cannot tell".

With n agents at work and talks of h seconds on average, the k-th agent becomes free after about
k·h/n seconds, give or take √k·h/n: talks are as irregular as that. What was told is kept and
compared with what came (`WaitEstimate`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contactcenter.queue import candidates, skills
from contactcenter.queue.skills import Able, Wanted
from shared.models import (
    Period,
    PeriodSubject,
    Task,
    TaskKind,
    TaskState,
    WaitEstimate,
)
from shared.store.once import insert_once

SPOKEN = (TaskKind.CALL, TaskKind.KIOSK_CALL, TaskKind.CALLBACK)
FEWEST_TALKS = 5  # fewer are no basis for anything
RECENT_STRETCHES = 200
RECENT = timedelta(days=14)
NARROW, WIDE = 1.0, 1.3  # how many deviations below and above the mean the range reaches


class Standing(NamedTuple):
    """A place in the line and the wait to expect; None, None: we cannot tell."""

    position: int
    ahead: int
    low_minutes: int | None
    high_minutes: int | None


class Staff(NamedTuple):
    """The agents at work who could serve somebody, and how many of them are free now."""

    able: tuple[Able, ...]
    free: int


@dataclass(frozen=True)
class Kept:
    """How right we were about a number of waits; those who gave up prove nothing either way."""

    told: int = 0
    could_not_tell: int = 0
    answered: int = 0  # of those who were told a range
    within: int = 0
    longer: int = 0
    shorter: int = 0

    @property
    def share_within(self) -> float | None:
        """The share of answered waits that lay in the range, 0 to 1; None before there are any."""
        return self.within / self.answered if self.answered else None


def standing(db: Session, task_id: str, at: datetime) -> Standing:
    """Where a task stands now. Reading is enough for it."""
    task = db.get_one(Task, task_id)
    staff = _staff(db, Wanted(task.language, task.skills), at)
    ahead = _ahead(db, task, staff.able, at)
    low, high = wait_range(ahead, staff, talk_seconds(db, at))
    return Standing(ahead + 1, ahead, low, high)


def wait_range(
    ahead: int, staff: Staff, seconds: float | None
) -> tuple[int, int] | tuple[None, None]:
    """The wait in whole minutes for whoever has `ahead` before them; talks last `seconds`."""
    if staff.free > ahead:
        return 0, 1
    if seconds is None or not staff.able:
        return None, None
    turns = ahead + 1 - staff.free
    each = seconds / len(staff.able)
    mean, deviation = turns * each, math.sqrt(turns) * each
    low = max(0.0, mean - NARROW * deviation) / 60
    high = (mean + WIDE * deviation) / 60
    return math.floor(low), max(1, math.ceil(high))


def talk_seconds(db: Session, at: datetime) -> float | None:
    """How long an agent was busy with one person lately, on average, writing it up included."""
    lately = (
        Period.subject == PeriodSubject.TASK,
        Period.state.in_((TaskState.ASSIGNED, TaskState.WRAPPING)),
        Period.began_at > at - RECENT,
        Period.ended_at.is_not(None),
        Task.kind.in_(SPOKEN),
    )
    query = select(Period.subject_id, Period.began_at, Period.ended_at).where(*lately)
    query = query.join(Task, Task.id == Period.subject_id)
    rows = db.execute(query.order_by(Period.began_at.desc()).limit(RECENT_STRETCHES)).all()
    people = {task_id for task_id, _, _ in rows}
    if len(people) < FEWEST_TALKS:
        return None
    spent = [(ended_at - began_at).total_seconds() for _, began_at, ended_at in rows if ended_at]
    return sum(spent) / len(people)


def predict(db: Session, task: Task, at: datetime) -> None:
    """Keep what could be said about the wait when it began; help and tickets are said nothing."""
    if task.kind not in SPOKEN or task.not_before_at is not None:
        return
    told = standing(db, task.id, at)
    bounds = {"low_minutes": told.low_minutes, "high_minutes": told.high_minutes}
    insert_once(db, WaitEstimate, task_id=task.id, told_at=at, position=told.position, **bounds)


def answered(db: Session, task: Task, at: datetime) -> None:
    """Keep how long it really was, the first time somebody is answered."""
    told = (WaitEstimate.task_id == task.id, WaitEstimate.waited_seconds.is_(None))
    waited = max(0, round((at - task.created_at).total_seconds()))
    db.execute(update(WaitEstimate).where(*told).values(waited_seconds=waited))


def kept(db: Session, from_at: datetime, until_at: datetime) -> Kept:
    """What was told in [from_at, until_at), against what came."""
    told = (WaitEstimate.told_at >= from_at, WaitEstimate.told_at < until_at)
    columns = (WaitEstimate.low_minutes, WaitEstimate.high_minutes, WaitEstimate.waited_seconds)
    rows = db.execute(select(*columns).where(*told)).all()
    ranges = [
        (low * 60, waited, high * 60)
        for low, high, waited in rows
        if low is not None and high is not None and waited is not None
    ]
    return Kept(
        told=len(rows),
        could_not_tell=sum(low is None for low, _, _ in rows),
        answered=len(ranges),
        within=sum(low <= waited <= high for low, waited, high in ranges),
        longer=sum(waited > high for _, waited, high in ranges),
        shorter=sum(waited < low for low, waited, _ in ranges),
    )


def _staff(db: Session, wanted: Wanted, at: datetime) -> Staff:
    fit = tuple(one for one in candidates.on_duty(db) if skills.understands(wanted, one))
    free = [one for one in candidates.ready(db, at) if skills.understands(wanted, one.able)]
    return Staff(fit, len(free))


def _ahead(db: Session, task: Task, able: tuple[Able, ...], at: datetime) -> int:
    """How many stand before this one and need one of the same agents."""
    query = select(Task.priority, Task.place_at, Task.id, Task.language, Task.skills).where(
        Task.state.in_((TaskState.WAITING, TaskState.RESERVED)),
        Task.kind.in_(SPOKEN),
        Task.priority <= task.priority,
        (Task.not_before_at.is_(None)) | (Task.not_before_at <= at),
    )
    mine = (task.priority, task.place_at, task.id)
    before = [row for row in db.execute(query) if tuple(row[:3]) < mine]
    return sum(any(skills.understands(Wanted(*row[3:]), one) for one in able) for row in before)
