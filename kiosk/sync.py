"""Fetches the signed content from the city; with the line down the device goes on with the last.

Nothing is believed for coming from the city's address: the signature decides. What is fetched is on
disk before it is used, and used only once nobody stands before the screen.
"""

from __future__ import annotations

import logging
from random import Random

from kiosk.city_line import OK, CityLine
from kiosk.knowledge import Holder, read_checked, write_whole
from kiosk.settings import Settings
from kiosk.visit import Visits

LOOK_SECONDS = 60.0
READ_SECONDS = 20.0
SAME = 304

log = logging.getLogger("okienko.sync")


class Sync:
    """Asks once a minute whether the city has other content than this device."""

    def __init__(self, settings: Settings, holder: Holder, visits: Visits, seed: int = 0) -> None:
        self.settings = settings
        self.holder = holder
        self.visits = visits
        self._random = Random(seed)  # noqa: S311  # spreads the asking, keeps no secret
        self.line = CityLine(settings, READ_SECONDS)

    def close(self) -> None:
        """Let the connection to the city go."""
        self.line.close()

    def work(self) -> float:
        """One look; how long until the next. A hundred kiosks do not all ask in one second."""
        self.fetch()
        return LOOK_SECONDS * (0.75 + self._random.random() / 2)

    def fetch(self) -> bool:
        """Take what is new; whether the city was reached and what it sent can be used."""
        known = {"If-None-Match": f'"{self.holder.newest_hash}"'}
        answer = self.line.ask("GET", "/kiosk-api/content", headers=known)
        if answer is None or answer.status not in (OK, SAME):
            return False
        if answer.status == OK and not self._keep(answer.data):
            return False
        self.swap()
        return True

    def swap(self) -> bool:
        """Use what waits, unless somebody is there; then the end of their visit asks again."""
        return self.visits.between(self.holder.swap)

    def _keep(self, data: bytes) -> bool:
        known = read_checked(data, self.settings)
        if known is None:
            log.error("content: what the city sent cannot be used; going on with the last")
            return False
        write_whole(self.settings.fetched_bundle, data)
        self.holder.put_by(known)
        return True
