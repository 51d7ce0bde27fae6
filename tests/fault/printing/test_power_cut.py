"""The printer's power goes: it forgets its jobs, and CUPS calls what was cut short completed."""

from __future__ import annotations

import pytest

from hardware.device import State
from tests.fault.printing.mishap import Moment, Room, check, moments, print_through

MAY_SAY = {
    Moment.PREPARED: {State.FAILED},
    Moment.HELD: {State.FAILED, State.UNKNOWN},
    Moment.HANDED: {State.FAILED, State.UNKNOWN},
    Moment.PRINTING: {State.UNKNOWN},
    Moment.PRINTED: {State.UNKNOWN},
}


@pytest.mark.proof
@pytest.mark.parametrize("moment", moments(Moment.HELD, Moment.PRINTING, Moment.PRINTED))
def test_power_cut(room: Room, moment: Moment) -> None:
    told = print_through(room, moment, room.shop.printer.cut_power)
    assert told.settlement.state in MAY_SAY[moment]
    check(room, told, "printer's power cut", moment, room.shop.printer.switch_on_again)
