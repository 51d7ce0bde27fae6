"""The workers of the line: several carry commands, one keeps the queue, one looks for what is lost.

Nothing here decides anything; each worker does one piece and says when to look again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactcenter.outage.watch import Watch
from contactcenter.queue.keeper import Keeper, Round
from contactcenter.telephony.fetching import Fetcher
from contactcenter.telephony.kiosk_round import KioskRound
from contactcenter.telephony.reconcile import Reconciler
from contactcenter.telephony.sending import Dispatcher
from shared.worker import Worker

if TYPE_CHECKING:
    from contactcenter.center import Center

CARRIERS = 3  # a provider that hangs holds up so many commands, not all of them


def make_workers(center: Center) -> list[Worker]:
    """The workers, not started yet."""
    carriers = [
        Worker(f"telephony-{number}", Dispatcher(center).work) for number in range(CARRIERS)
    ]
    keeper = Keeper(center.store, center.clock, lambda done: _tell(center, done))
    return [
        *(carriers if center.telephony is not None else ()),
        Worker("line", keeper.work),
        Worker("messages left", Fetcher(center).work),
        Worker("reconciler", Reconciler(center).work),
        Worker("outage", Watch(center).work),
        Worker("kiosk calls", KioskRound(center).work),
    ]


def _tell(center: Center, done: Round) -> None:
    """Screens look again; the workers know already."""
    if done.is_news:
        center.ring_concerned()
