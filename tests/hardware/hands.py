"""Clocks whose hands a test turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


class HandTurnedClock:
    """The time of day and the seconds since the machine started, turned together."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()

    def turn(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
