"""A sheet sticks in the machine."""

from __future__ import annotations

import pytest

from hardware.device import Fault
from tests.fault.printing.mishap import Moment, Room, moments
from tests.fault.printing.stops import stop_and_mend


@pytest.mark.proof
@pytest.mark.parametrize("moment", moments(Moment.HANDED, Moment.PRINTED))
def test_jam(room: Room, moment: Moment) -> None:
    stop_and_mend(room, moment, Fault.JAM, lambda: room.shop.printer.break_with("media-jam-error"))
