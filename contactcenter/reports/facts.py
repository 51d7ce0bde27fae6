"""What a report is made of: one row for each wait, one for each referral. Nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from contactcenter.queue import periods
from contactcenter.queue.figures import LONGEST_LIFE, STRETCH, Course, Outcome, Stretch, course
from shared.models import (
    Agreement,
    Doer,
    Period,
    PeriodSubject,
    Promise,
    PromiseOutcome,
    Referral,
    ReferralOutcome,
    Task,
    TaskKind,
    WaitEstimate,
)

GENERAL = "information"
UNNAMED = "unnamed"  # nobody said what it is about, or it is not to be named


class Promised(NamedTuple):
    """What was promised in one talk, by us or by an agency."""

    is_settled: bool
    is_kept: bool


class Wait(NamedTuple):
    """One wait, what became of it, and what was said and promised."""

    kind: TaskKind
    queue: str
    language: str
    matter: str
    course: Course
    told: tuple[int, int] | None  # minutes
    promised: Promised | None


class Sent(NamedTuple):
    """One referral: None as long as the agency has not said anything."""

    made_at: datetime
    matter: str
    is_returned: bool | None


class Span(NamedTuple):
    """The waits that began in [from_at, until_at), as they stand at `at`."""

    from_at: datetime
    until_at: datetime
    at: datetime


def waits(
    db: Session, span: Span, kinds: Collection[TaskKind], is_nameable: Callable[[str], bool]
) -> list[Wait]:
    """Every wait of these kinds, in the order of the tasks. `is_nameable`: a matter may be told."""
    theirs = _theirs(span, kinds)
    courses = _courses(db, span, theirs)
    promised = _promised(db, theirs)
    columns = (Task.id, Task.call_id, Task.kind, Task.skills, Task.language, Task.matter)
    told = (WaitEstimate.low_minutes, WaitEstimate.high_minutes)
    query = select(*columns, *told).outerjoin(WaitEstimate, WaitEstimate.task_id == Task.id)
    found = []
    for id_, call_id, kind, skills, tongue, about, low, high in db.execute(query.where(*theirs)):
        how = courses.get(id_)
        if how is None:
            continue
        is_answered = how.outcome is Outcome.ANSWERED
        range_ = None if low is None or high is None else (low, high)
        promises = promised.get(call_id or "") if is_answered else None
        matter = _named(about, is_nameable)
        queue = skills[0] if skills else GENERAL
        found.append(Wait(kind, queue, tongue, matter, how, range_, promises))
    return found


def referrals(db: Session, span: Span, is_nameable: Callable[[str], bool]) -> list[Sent]:
    """Everybody who was sent somewhere in the span."""
    made = (Referral.made_at >= span.from_at, Referral.made_at < span.until_at)
    rows = db.execute(select(Referral.made_at, Referral.service_id, Referral.outcome).where(*made))
    answered = {ReferralOutcome.ACCEPTED: False, ReferralOutcome.SENT_BACK: True}
    return [
        Sent(made_at, _named(service_id, is_nameable), answered.get(outcome))
        for made_at, service_id, outcome in rows
    ]


def _theirs(span: Span, kinds: Collection[TaskKind]) -> tuple[ColumnElement[bool], ...]:
    in_time = (Task.created_at >= span.from_at, Task.created_at < span.until_at)
    return (Task.kind.in_(kinds), *in_time)


def _courses(
    db: Session, span: Span, theirs: Iterable[ColumnElement[bool]]
) -> Mapping[str, Course]:
    """How each wait went, by task."""
    logged = (
        Period.subject == PeriodSubject.TASK,
        Period.began_at >= span.from_at,
        Period.began_at < span.until_at + LONGEST_LIFE,
    )
    query = select(*STRETCH).join(Task, Task.id == Period.subject_id).where(*logged, *theirs)
    rows = map(Stretch._make, db.execute(query.order_by(Period.subject_id, *periods.IN_ORDER)))
    by_task = groupby(rows, key=lambda one: one.subject_id)
    return {task_id: course(list(stretches), span.at) for task_id, stretches in by_task}


def _promised(db: Session, theirs: Iterable[ColumnElement[bool]]) -> Mapping[str, Promised]:
    """What was promised in the calls of these waits; the citizen's own part is no promise."""
    counts = (
        Agreement.withdrawn_at.is_(None),
        Promise.doer.in_((Doer.AGENCY, Doer.LINE)),
        Promise.outcome != PromiseOutcome.WITHDRAWN,
        Agreement.call_id.in_(select(Task.call_id).where(*theirs)),
    )
    query = select(Agreement.call_id, Promise.outcome).join(
        Promise, Promise.agreement_id == Agreement.id
    )
    by_call: dict[str, list[PromiseOutcome]] = defaultdict(list)
    for call_id, outcome in db.execute(query.where(*counts)):
        by_call[call_id or ""].append(outcome)
    return {call_id: _judged(outcomes) for call_id, outcomes in by_call.items()}


def _judged(outcomes: Collection[PromiseOutcome]) -> Promised:
    is_settled = PromiseOutcome.OPEN not in outcomes
    return Promised(is_settled, all(one is PromiseOutcome.KEPT for one in outcomes))


def _named(about: str | None, is_nameable: Callable[[str], bool]) -> str:
    return about if about is not None and is_nameable(about) else UNNAMED
