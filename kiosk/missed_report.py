"""Tells the city, once a day is over, what was searched for in vain on it; then forgets it here."""

from __future__ import annotations

from kiosk.city_line import OK, CityLine
from kiosk.settings import Settings
from shared.clock import Clock
from shared.intake.missed import forget_day, missed_on, oldest_day
from shared.intake.missed_report import write_report
from shared.store import Store

NEXT_SECONDS = 900.0
READ_SECONDS = 10.0


class MissedReports:
    """Sends one day after the other, the oldest first; what does not arrive is sent again later."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.line = CityLine(settings, READ_SECONDS)

    def close(self) -> None:
        """Let the connection to the city go."""
        self.line.close()

    def work(self) -> float:
        """Every day that is over; how long until the next look."""
        while self.send_oldest():
            pass
        return NEXT_SECONDS

    def send_oldest(self) -> bool:
        """Send the oldest day that is over and forget it; False if there is none or it failed."""
        with self.store.read() as db:
            day = oldest_day(db, self.clock.today())
            rows = missed_on(db, day) if day else []
        if day is None:
            return False
        answer = self.line.ask("POST", "/kiosk-api/missed", write_report(day, rows))
        if answer is None or answer.status != OK:
            return False
        with self.store.write() as db:
            forget_day(db, day)
        return True
