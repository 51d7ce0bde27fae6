"""The workers of the line: several carry commands, one keeps the queue, one looks for what is lost.

Nothing here decides anything; each worker does one piece and says when to look again. Where several
processes serve one city the carriers share the commands and the others take turns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contactcenter.bells import Bell
from contactcenter.desk.day_end import DeskDay
from contactcenter.outage.watch import Watch
from contactcenter.queue.keeper import Keeper
from contactcenter.telephony.fetching import Fetcher
from contactcenter.telephony.kiosk_round import KioskRound
from contactcenter.telephony.reconcile import Reconciler
from contactcenter.telephony.sending import Dispatcher
from shared.store.alone import taking_turns
from shared.worker import Worker

if TYPE_CHECKING:
    from contactcenter.center import Center

CARRIERS = 3  # a provider that hangs holds up so many commands, not all of them


def make_workers(center: Center) -> dict[Bell, tuple[Worker, ...]]:
    """The workers by what wakes them, not started yet."""
    names = [f"telephony-{number}" for number in range(CARRIERS if center.telephony else 0)]
    keeper = Keeper(center.store, center.clock, lambda _: center.ring((Bell.SCREENS,)))
    return {
        Bell.CARRIERS: tuple(Worker(name, Dispatcher(center).work) for name in names),
        Bell.LINE: (_in_turn(center, "line", keeper.work),),
        Bell.SOUNDS: (_in_turn(center, "messages left", Fetcher(center).work),),
        Bell.SCREENS: (center.ringer.worker,),
        Bell.ROUNDS: (
            _in_turn(center, "reconciler", Reconciler(center).work),
            _in_turn(center, "outage", Watch(center).work),
            _in_turn(center, "kiosk calls", KioskRound(center).work),
            _in_turn(center, "desks", DeskDay(center).work),
        ),
    }


def _in_turn(center: Center, name: str, work: Callable[[], float]) -> Worker:
    """A worker every process has, and one at a time lets work."""
    return Worker(name, taking_turns(center.store, name, work))
