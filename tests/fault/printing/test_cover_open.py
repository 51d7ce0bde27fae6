"""Somebody opens the cover."""

from __future__ import annotations

import pytest

from hardware.device import Fault
from tests.fault.printing.mishap import Moment, Room, moments
from tests.fault.printing.stops import stop_and_mend


@pytest.mark.proof
@pytest.mark.parametrize("moment", moments(Moment.PREPARED, Moment.PRINTING))
def test_cover_open(room: Room, moment: Moment) -> None:
    stop_and_mend(
        room, moment, Fault.COVER_OPEN, lambda: room.shop.printer.break_with("cover-open-error")
    )
