"""Goes round: wipes visits nobody came back to, and removes what has outlived its time on disk."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.visit import Visits
from shared.clock import Clock
from shared.intake.retention import sweep_kiosk
from shared.intake.trail import sweep_trail
from shared.store import Store

ROUND_SECONDS = 5.0
DISK_EVERY = timedelta(minutes=1)


class Caretaker:
    """Wipes in memory every few seconds, on disk every minute."""

    def __init__(self, visits: Visits, store: Store, clock: Clock) -> None:
        self.visits = visits
        self.store = store
        self.clock = clock
        self._swept_at: datetime | None = None

    def work(self) -> float:
        """One round; how long until the next."""
        self.visits.sweep()
        now = self.clock.now()
        if self._swept_at is None or now - self._swept_at >= DISK_EVERY:
            with self.store.write() as db:
                sweep_kiosk(db, now)
                sweep_trail(db, now)
            self._swept_at = now
        return ROUND_SECONDS
