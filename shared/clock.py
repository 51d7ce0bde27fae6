"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CITY_ZONE = ZoneInfo("Europe/Warsaw")


class Clock(Protocol):
    """Tells the time; handed to whatever needs it, so that tests can turn the hands."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def today(self) -> date:
        """The present date in the city."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present date in the city."""
        return self.now().astimezone(CITY_ZONE).date()


class SimulatedClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock starts at an aware instant")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The instant the clock shows, in UTC."""
        return self._now

    def today(self) -> date:
        """The date in the city at the instant the clock shows."""
        return self._now.astimezone(CITY_ZONE).date()

    def advance(self, seconds: float) -> None:
        """Turn the hands forward."""
        self._now += timedelta(seconds=seconds)
