"""Tells the city, once a day is over, what was searched for in vain on it; then forgets it here."""

from __future__ import annotations

import urllib3

from kiosk.settings import Settings
from shared.clock import Clock
from shared.intake.missed import forget_day, missed_on, oldest_day
from shared.intake.missed_report import write_report
from shared.store import Store

NEXT_SECONDS = 900.0
TIMEOUT = urllib3.Timeout(connect=3.0, read=10.0)
OK = 200


class MissedReports:
    """Sends one day after the other, the oldest first; what does not arrive is sent again later."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self._http = urllib3.PoolManager(retries=False, timeout=TIMEOUT)

    def close(self) -> None:
        """Let the connection to the city go."""
        self._http.clear()

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
        if day is None or not self._arrives(write_report(day, rows)):
            return False
        with self.store.write() as db:
            forget_day(db, day)
        return True

    def _arrives(self, report: bytes) -> bool:
        headers = {"Authorization": f"Bearer {self.settings.kiosk_token}"}
        address = f"{self.settings.contactcenter_url}/kiosk-api/missed"
        try:
            answer = self._http.request(
                "POST", address, body=report, headers=headers, redirect=False
            )
        except urllib3.exceptions.HTTPError:
            return False
        return answer.status == OK
