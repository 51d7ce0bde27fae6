"""The log of stretches of time: without gaps, without overlaps, one open stretch per subject."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.clock import CITY_ZONE
from shared.models import Period, PeriodSubject

# Several stretches may begin in one instant: all but the last of them have no length.
LATEST_FIRST = (Period.began_at.desc(), Period.ended_at.is_(None).desc(), Period.ended_at.desc())
IN_ORDER = (Period.began_at, Period.ended_at.is_(None), Period.ended_at, Period.id)


def begin(  # noqa: PLR0913
    db: Session,
    subject: PeriodSubject,
    subject_id: str,
    state: str,
    at: datetime,
    *,
    reason: str | None = None,
    agent_id: str | None = None,
) -> None:
    """End the open stretch of this subject, if there is one, and begin the next.

    The caller holds the subject's own row. A time before the open stretch began is taken for that
    beginning: messages come late and clocks differ, but time in the log never runs backwards.
    """
    began_at = close(db, subject, subject_id, at)
    whose = {"reason": reason, "agent_id": agent_id}
    begin_first(db, subject, subject_id, state, began_at, **whose)


def begin_first(  # noqa: PLR0913
    db: Session,
    subject: PeriodSubject,
    subject_id: str,
    state: str,
    at: datetime,
    *,
    reason: str | None = None,
    agent_id: str | None = None,
) -> None:
    """Begin a stretch of a subject that has no open one: it was made in this transaction."""
    named = {"subject": subject, "subject_id": subject_id, "state": state}
    db.add(Period(**named, reason=reason, agent_id=agent_id, began_at=at))
    db.flush()


def close(db: Session, subject: PeriodSubject, subject_id: str, at: datetime) -> datetime:
    """End the open stretch of this subject; answers when it really ended."""
    mine = (Period.subject == subject, Period.subject_id == subject_id)
    latest = select(Period).where(*mine).order_by(*LATEST_FIRST).limit(1)
    last = db.scalars(latest).first()
    if last is None:
        return at
    if last.ended_at is None:
        last.ended_at = max(at, last.began_at)
        db.flush()
    return max(at, last.ended_at)


def end(  # noqa: PLR0913
    db: Session,
    subject: PeriodSubject,
    subject_id: str,
    state: str,
    at: datetime,
    *,
    reason: str | None = None,
    agent_id: str | None = None,
) -> None:
    """End the open stretch for good, and note in one of no length how it ended."""
    ended_at = close(db, subject, subject_id, at)
    named = {"subject": subject, "subject_id": subject_id, "state": state}
    whose = {"reason": reason, "agent_id": agent_id}
    db.add(Period(**named, **whose, began_at=ended_at, ended_at=ended_at))
    db.flush()


def is_begun(db: Session, subject: PeriodSubject, subject_id: str) -> bool:
    """Whether anything is known of this subject's time."""
    mine = (Period.subject == subject, Period.subject_id == subject_id)
    return db.scalar(select(Period.id).where(*mine).limit(1)) is not None


def of(db: Session, subject: PeriodSubject, subject_id: str) -> list[Period]:
    """All stretches of one subject, the oldest first."""
    mine = (Period.subject == subject, Period.subject_id == subject_id)
    return list(db.scalars(select(Period).where(*mine).order_by(*IN_ORDER)))


def is_gapless(stretches: list[Period]) -> bool:
    """Whether each stretch begins where the one before it ended, and only the last is open."""
    return all(one.ended_at == next_.began_at for one, next_ in pairwise(stretches))


def sums_by_day(stretches: list[Period], until_at: datetime) -> dict[date, dict[str, float]]:
    """Seconds per state for each local day; a stretch over midnight counts on both days.

    An open stretch is counted until `until_at`.
    """
    sums: dict[date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for stretch in stretches:
        at, ended_at = stretch.began_at, stretch.ended_at or until_at
        while at < ended_at:
            midnight = _next_midnight(at)
            part = min(midnight, ended_at)
            sums[at.astimezone(CITY_ZONE).date()][stretch.state] += (part - at).total_seconds()
            at = part
    return {day: dict(states) for day, states in sums.items()}


def _next_midnight(at: datetime) -> datetime:
    """The next local midnight, in UTC; a day with a change of the clock has 23 or 25 hours."""
    local = at.astimezone(CITY_ZONE)
    tomorrow = local.date() + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=CITY_ZONE)
    return midnight.astimezone(at.tzinfo)
