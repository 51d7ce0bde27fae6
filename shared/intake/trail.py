"""The audit trail's own end: it goes by whole days of the city, once its time is over."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy.orm import Session

from shared.clock import CITY_ZONE
from shared.intake.register import time_of
from shared.store.prune import prune


def sweep_trail(db: Session, at: datetime) -> int:
    """Let go of the days that are over; one event a day says so. How many events went."""
    last = (at - time_of("audit")).astimezone(CITY_ZONE)
    return prune(db, datetime.combine(last.date(), time.min, CITY_ZONE), at)
