"""Watches over the line: says when it is out of order, ends drills, looks for signs of life.

It never says that the line works again; it only notes the sign, and a person decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactcenter.outage import mode, signs
from contactcenter.outage.mode import Now, Why
from contactcenter.outage.places import keep_places
from contactcenter.outage.strays import find_strays
from contactcenter.realtime import LINE
from contactcenter.telephony.switchboard import Switchboard

if TYPE_CHECKING:
    from contactcenter.center import Center

ROUND_SECONDS = 5.0


class Watch:
    """The worker."""

    def __init__(self, center: Center) -> None:
        self._center = center

    def work(self) -> float:
        """One round; how long until the next."""
        with self._center.store.read() as db:
            now = mode.now_in(db)
        is_news = self._look_at(now)
        is_news = find_strays(self._center) or is_news
        if is_news:
            self._center.doorbell.ring(LINE)
            self._center.ring_all()
        return ROUND_SECONDS

    def _look_at(self, now: Now) -> bool:
        if now.is_outage:
            return self._look_for_life(now)
        if now.is_drill and self._end_drill():
            return True
        return self._look_for_trouble()

    def _look_for_trouble(self) -> bool:
        if self._center.telephony is None:
            return False
        at = self._center.clock.now()
        with self._center.store.read() as db:
            why = signs.trouble(db, at)
        return why is not None and switch_out(self._center, why, None)

    def _look_for_life(self, now: Now) -> bool:
        if now.life_at is not None or now.began_at is None or now.id is None:
            return False
        with self._center.store.read() as db:
            life_at = signs.life_since(db, now.began_at)
        if life_at is None:
            return False
        with self._center.store.write() as db:
            return mode.note_life(db, now.id, life_at)

    def _end_drill(self) -> bool:
        with self._center.store.write() as db:
            return mode.end_drill_in_time(db, self._center.clock.now())


def switch_out(center: Center, why: Why, agent_id: str | None) -> bool:
    """The line is out of order: whoever waits keeps their place. False: it was so already."""
    with center.store.write() as db:
        at = center.clock.now()
        if mode.begin_outage(db, why, agent_id, at) is None:
            return False
        keep_places(center, Switchboard(db, center.media, at))
    return True
