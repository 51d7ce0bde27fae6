"""Goes round the line: ends offers nobody took, lets the vanished go, and rings at who is ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from contactcenter.queue import activity, aging, candidates, match
from contactcenter.queue.match import Offer
from shared.clock import Clock
from shared.models import Task
from shared.store import Store

ROUND_SECONDS = 1.0


class Round(NamedTuple):
    """What one round changed."""

    offers: tuple[Offer, ...] = ()
    expired: int = 0
    gone: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether anybody's screen has to look again."""
        return bool(self.offers or self.expired or self.gone)


class Keeper:
    """The worker of the line. `tell` is called after commit, and only when something changed.

    Ring it whenever a task enters or an agent becomes ready; otherwise it looks every second.
    """

    def __init__(self, store: Store, clock: Clock, tell: Callable[[Round], None]) -> None:
        self._store = store
        self._clock = clock
        self._tell = tell

    def work(self) -> float:
        """One round; how long until the next."""
        done = look(self._store, self._clock.now())
        if done.is_news:
            self._tell(done)
        return ROUND_SECONDS


def look(store: Store, at: datetime) -> Round:
    """A round where one would change anything: who has nothing to do keeps no writer waiting."""
    with store.read() as db:
        if not is_due(db, at):
            return Round()
    with store.write() as db:
        return go_round(db, at)


def is_due(db: Session, at: datetime) -> bool:
    """Whether a round would change anything, as far as one look can tell."""
    someone_free = candidates.here(at).exists()
    someone_waits = select(Task.id).where(*candidates.waiting(match.OFFERED, at)).exists()
    looks = (
        match.late(at).exists(),
        activity.vanished(at).exists(),
        aging.forgotten(at).exists(),
        aging.long_waits(at).exists(),
        aging.waits_for_one().exists(),
        and_(someone_free, someone_waits),
    )
    return bool(db.scalar(select(or_(*looks))))


def go_round(db: Session, at: datetime) -> Round:
    """Everything time alone does to the line, and then the offers that can be made."""
    expired = match.expire(db, at)
    gone = activity.sweep(db, at)
    aging.close_forgotten(db, at)
    return Round(match.offer(db, at), expired, gone)
