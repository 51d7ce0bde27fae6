"""From window to window: one citizen sent to two agencies in the same matter within 14 days.

Nobody is named for it and nothing new is kept. Two referrals are one citizen's when they come from
the same matter, or from matters whose calls came from the same number (its blind index). They are
about the same when the service is the same, or when the first one had come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.models import Call, Referral, ReferralOutcome

WITHIN = timedelta(days=14)


class Sent(NamedTuple):
    """What is looked at of one referral."""

    id: str
    matter_id: str
    service_id: str
    organization_id: str
    outcome: ReferralOutcome
    made_at: datetime


class Twice(NamedTuple):
    """A second referral, and the one before it that went elsewhere."""

    first: Sent
    second: Sent
    linked_by: Literal["matter", "number"]
    why: Literal["same_service", "came_back"]


def sent_twice(db: Session, since: datetime) -> list[Twice]:
    """Every citizen's second window since a moment, the latest first."""
    sent = _sent(db, since - WITHIN)
    whose = _citizens(db, {one.matter_id for one in sent})
    by_citizen: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        by_citizen[whose[one.matter_id]].append(one)
    found = [pair for theirs in by_citizen.values() for pair in _pairs(theirs)]
    lately = [one for one in found if one.second.made_at >= since]
    return sorted(lately, key=lambda one: one.second.made_at, reverse=True)


def _sent(db: Session, since: datetime) -> list[Sent]:
    columns = [getattr(Referral, name) for name in Sent._fields]
    known = (Referral.matter_id.is_not(None), Referral.organization_id.is_not(None))
    query = select(*columns).where(Referral.made_at >= since, *known)
    return [Sent(*row) for row in db.execute(query.order_by(Referral.made_at, Referral.id))]


def _citizens(db: Session, matters: set[str]) -> dict[str, str]:
    """By matter, one matter that stands for all of the same citizen."""
    numbers = select(Call.matter_id, Call.number_index).where(
        Call.matter_id.in_(matters), Call.number_index.is_not(None)
    )
    of_number: dict[bytes, set[str]] = defaultdict(set)
    for matter_id, number in db.execute(numbers):
        of_number[number].add(matter_id)
    return _joined(matters, of_number.values())


def _joined(matters: Iterable[str], groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Each matter's chief: matters of one group, and of groups that touch, have the same."""
    chief = {one: one for one in matters}

    def top(one: str) -> str:
        while chief[one] != one:
            one = chief[one]
        return one

    for group in groups:
        tops = sorted({top(one) for one in group})
        for one in tops[1:]:
            chief[one] = tops[0]
    return {one: top(one) for one in chief}


def _pairs(theirs: Sequence[Sent]) -> list[Twice]:
    """For each referral the last one before it that it is the second window of."""
    latest: dict[str, Twice] = {}
    for first, second in combinations(theirs, 2):
        is_elsewhere = first.organization_id != second.organization_id
        if not is_elsewhere or second.made_at - first.made_at > WITHIN:
            continue
        came_back = first.outcome is ReferralOutcome.SENT_BACK
        if first.service_id == second.service_id or came_back:
            linked_by: Literal["matter", "number"]
            linked_by = "matter" if first.matter_id == second.matter_id else "number"
            why: Literal["same_service", "came_back"]
            why = "came_back" if came_back else "same_service"
            latest[second.id] = Twice(first, second, linked_by, why)
    return list(latest.values())
