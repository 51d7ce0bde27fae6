"""What a person needs at the door, and whether the place has it: yes, no, or nobody has looked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import get_args

from shared.catalog.hours import is_stale
from shared.catalog.model import District, Location, YesNo
from shared.routing.journey import LANGUAGE_NEEDS, Need

EVERY_DISTRICT = frozenset(get_args(District))
EVENING_FROM = "17:00"  # city offices shut at 16:00, on Tuesdays at 17:00


def met(location: Location, needs: Iterable[Need], on: date) -> tuple[tuple[Need, YesNo], ...]:
    """Each need and whether it is met, in the order of their names."""
    return tuple((need, _answer(location, need, on)) for need in sorted(needs))


def doubt(answers: Iterable[tuple[Need, YesNo]]) -> int:
    """How far a place is from meeting all needs: 0 all met, 1 one unknown, 2 one not."""
    told = {answer for _, answer in answers}
    return 2 if "no" in told else int("unknown" in told)


def _answer(location: Location, need: Need, on: date) -> YesNo:
    if need == "evening":
        return _is_open_late(location, on)
    if need == "pl":
        return "yes"
    if need in LANGUAGE_NEEDS:
        return "yes" if need in location.languages else "unknown"
    answer: YesNo = getattr(location.accessibility, need)
    return answer


def _is_open_late(location: Location, on: date) -> YesNo:
    """Whether somebody is let in at five or later on some day of the week."""
    if not location.schedule or is_stale(location.checked_on, on):
        return "unknown"
    ends = ((e.opens, e.last_client or e.closes) for e in location.schedule)
    return "yes" if any(end > EVENING_FROM or end <= opens for opens, end in ends) else "no"
