"""What stops a printer until a person mends it: the same story for paper, a jam and a cover."""

from __future__ import annotations

from collections.abc import Callable

from hardware.device import Fault, State
from tests.fault.printing.mishap import Moment, Room, check, print_through

MAY_SAY = {
    Moment.PREPARED: {State.FAILED},
    # Without paper ippeveprinter lets a job wait and is slow to say that it is canceled.
    Moment.HELD: {State.FAILED, State.UNKNOWN},
    Moment.HANDED: {State.FAILED, State.UNKNOWN},
    Moment.PRINTING: {State.UNKNOWN},
    Moment.PRINTED: {State.UNKNOWN},
}


def stop_and_mend(room: Room, moment: Moment, fault: Fault, stop: Callable[[], object]) -> None:
    """Stop the printer at the moment; it says why, the sheet is called off, and it comes back."""
    told = print_through(room, moment, stop)
    assert told.settlement.state in MAY_SAY[moment]
    assert told.settlement.fault is fault
    assert fault in room.driver.status().reasons
    check(room, told, fault.replace("_", " "), moment, room.shop.printer.repair)
