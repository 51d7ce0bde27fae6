"""One agency's month in figures: answered in time, sent back, promises kept, how long it took.

A referral belongs to the month in which it was made, a promise to the month in which it was due.
Mis-routed: sent back because the agency, the district or the hour was wrong, which is our fault and
not the agency's; of all that were answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.clock import CITY_ZONE
from shared.models import (
    Agreement,
    Doer,
    Promise,
    PromiseOutcome,
    Referral,
    ReferralOutcome,
)

MISROUTED = ("wrong_agency", "wrong_area", "closed")
# Where in the content to look, by the reason a referral came back with: kind of record, its part.
MENDED_AT = {
    "wrong_agency": ("services", "where"),
    "wrong_area": ("locations", "districts"),
    "closed": ("locations", "schedule"),
    "missing_papers": ("services", "documents"),
}


class Month(NamedTuple):
    """A month of the city's calendar."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def after(self) -> Month:
        """The next month."""
        return Month.of(self.first + timedelta(days=31))

    @property
    def before(self) -> Month:
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first instant, and the first one of the next month."""
        begin, end = (datetime.combine(one, time(), CITY_ZONE) for one in
                      (self.first, self.after.first))  # fmt: skip
        return begin, end

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True)
class Figures:
    """An agency's figures; shares are 0 to 1, and None where there is nothing to divide."""

    organization_id: str
    sent: int = 0
    in_time: int = 0
    late: int = 0  # answered after its day, or not answered by today
    open: int = 0  # its day has not come
    accepted: int = 0
    sent_back: int = 0
    misrouted: int = 0
    hours: float | None = None  # median from referral to answer
    results: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    broken: int = 0
    promises_late: int = 0  # due, and nobody has said
    promises_open: int = 0

    @property
    def answered(self) -> int:
        """Accepted or sent back."""
        return self.accepted + self.sent_back

    @property
    def share_in_time(self) -> float | None:
        """Answered by their day, of all whose day has come."""
        return _share(self.in_time, self.in_time + self.late)

    @property
    def share_misrouted(self) -> float | None:
        """Sent to the wrong door, of all that were answered."""
        return _share(self.misrouted, self.answered)

    @property
    def share_kept(self) -> float | None:
        """Promises kept, of all whose day has come."""
        return _share(self.kept, self.kept + self.broken + self.promises_late)


class Mend(NamedTuple):
    """What the content may be wrong about: referrals of one service to one place, sent back."""

    service_id: str
    location_id: str
    reason: str
    assignment: str
    why: str
    sent_back: int
    sent: int

    @property
    def record(self) -> tuple[str, str, str] | None:
        """The kind and id of the record to look at, and the part of it; None for other reasons."""
        kind, part = MENDED_AT.get(self.why, ("", ""))
        if not kind:
            return None
        return kind, self.service_id if kind == "services" else self.location_id, part


def monthly(db: Session, month: Month, today: date) -> list[Figures]:
    """The month of every agency that was sent anything or had promised something, by id."""
    referrals = _by_agency(_referrals(db, month))
    promises = _by_agency(_promises(db, month))
    return [
        _figures(one, referrals.get(one, []), promises.get(one, []), today)
        for one in sorted({*referrals, *promises})
    ]


def mends(db: Session, month: Month) -> list[Mend]:
    """Which services, sent to which place by which rule, came back, and why; the most first."""
    rows = _referrals(db, month)
    rules = Counter(_rule(row) for row in rows)
    back = Counter(
        (_rule(row), row.sent_back_why or "other")
        for row in rows
        if row.outcome is ReferralOutcome.SENT_BACK
    )
    found = [Mend(*rule, why, count, rules[rule]) for (rule, why), count in back.items()]
    return sorted(found, key=lambda one: (-one.sent_back, one.service_id, one.location_id, one.why))


def _figures(
    organization_id: str, referrals: Sequence[Referral], promises: Sequence[Promise], today: date
) -> Figures:
    outcomes = Counter(row.outcome for row in referrals)
    in_time = sum(_is_in_time(row) for row in referrals)
    late = sum(_is_late(row, today) for row in referrals)
    waits = [(row.settled_at - row.made_at).total_seconds() / 3600
             for row in referrals if row.settled_at]  # fmt: skip
    ends = Counter(row.outcome for row in promises)
    overdue = sum(_is_overdue(row, today) for row in promises)
    return Figures(
        organization_id=organization_id,
        sent=len(referrals),
        in_time=in_time,
        late=late,
        open=len(referrals) - in_time - late,
        accepted=outcomes[ReferralOutcome.ACCEPTED],
        sent_back=outcomes[ReferralOutcome.SENT_BACK],
        misrouted=sum(row.sent_back_why in MISROUTED for row in referrals),
        hours=round(max(0.0, median(waits)), 1) if waits else None,
        results=dict(Counter(row.result for row in referrals if row.result)),
        kept=ends[PromiseOutcome.KEPT],
        broken=ends[PromiseOutcome.BROKEN],
        promises_late=overdue,
        promises_open=ends[PromiseOutcome.OPEN] - overdue,
    )


def _is_in_time(row: Referral) -> bool:
    if row.settled_at is None:
        return False
    return row.due_on is None or row.settled_at.astimezone(CITY_ZONE).date() <= row.due_on


def _is_late(row: Referral, today: date) -> bool:
    if row.due_on is None or _is_in_time(row):
        return False
    return row.settled_at is not None or row.due_on < today


def _is_overdue(row: Promise, today: date) -> bool:
    is_due = row.due_on is not None and row.due_on < today
    return row.outcome is PromiseOutcome.OPEN and is_due


def _referrals(db: Session, month: Month) -> list[Referral]:
    begin, end = month.span
    made = (Referral.made_at >= begin, Referral.made_at < end)
    query = select(Referral).where(*made, Referral.organization_id.is_not(None))
    return list(db.scalars(query.order_by(Referral.made_at, Referral.id)))


def _promises(db: Session, month: Month) -> list[Promise]:
    """Those the citizen heard read back; what was withdrawn was no promise any more."""
    query = (
        select(Promise)
        .join(Agreement, Agreement.id == Promise.agreement_id)
        .where(
            Promise.doer == Doer.AGENCY,
            Promise.organization_id.is_not(None),
            Promise.outcome != PromiseOutcome.WITHDRAWN,
            Promise.due_on >= month.first,
            Promise.due_on < month.after.first,
            Agreement.read_back_at.is_not(None),
        )
    )
    return list(db.scalars(query.order_by(Promise.due_on, Promise.id)))


def _by_agency(rows: Iterable[Referral] | Iterable[Promise]) -> dict[str, list]:  # type: ignore[type-arg]
    found: dict[str, list] = {}  # type: ignore[type-arg]
    for row in rows:
        found.setdefault(row.organization_id or "", []).append(row)
    return found


def _rule(row: Referral) -> tuple[str, str, str, str]:
    return row.service_id, row.location_id, row.reason, row.assignment


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
