"""The tray runs empty; nobody refills it in time."""

from __future__ import annotations

import pytest

from hardware.device import Fault
from tests.fault.printing.mishap import Moment, Room, moments
from tests.fault.printing.stops import stop_and_mend


@pytest.mark.proof
@pytest.mark.parametrize("moment", moments(Moment.HELD, Moment.PRINTING))
def test_media_empty(room: Room, moment: Moment) -> None:
    stop_and_mend(room, moment, Fault.OUT_OF_PAPER, room.shop.printer.take_paper_out)
