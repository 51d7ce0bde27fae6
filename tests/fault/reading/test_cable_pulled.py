"""The cable is pulled in the middle of a frame, and put in again with another card before it."""

from __future__ import annotations

import random

import pytest

from hardware.clock import SystemClock
from hardware.device import Health
from hardware.readers.frames import FORMATS
from hardware.readers.serial_reader import SerialReader
from tests.hardware.listening import Ear, running
from tests.hardware.test_reader_frames import SAMPLES
from tests.peers.serial_line import SerialLine
from tests.tally import count, tally

PULLS = count(2, 20)
BACK_IN_SERVICE_SECONDS = 5.0


@pytest.mark.proof
@pytest.mark.parametrize("frames", FORMATS)
def test_half_a_card_is_never_read_and_the_reader_is_back_at_once(
    line: SerialLine, ear: Ear, frames: str
) -> None:
    chance = random.Random(f"pulled {frames}")
    reader = SerialReader(
        "reader", ear, SystemClock(), path=line.path, frames=frames, most_a_second=1000
    )
    back_after, sent = [], []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for pull in range(1, PULLS + 1):
            cut, _ = SAMPLES[frames](chance)
            whole, payload = SAMPLES[frames](chance)
            if frames != "barcode_no_suffix":  # there, a silence is the only end a code has
                line.send(cut[: chance.randrange(1, len(cut) - 1)].rstrip(b"\r\n"))
            line.pull_out()
            ear.await_health(reader, Health.ABSENT)
            line.plug_in()
            back_after.append(ear.await_health(reader, Health.OK))
            line.send(whole)
            ear.await_count(pull)
            sent.append(payload)
    stale = [payload for _, payload in ear.told if payload not in sent]
    tally(
        f"cable pulled mid-read ({frames})",
        pulls=PULLS,
        stale_cards=len(stale),
        back_in_service_seconds=round(max(back_after), 2),
    )
    assert [payload for _, payload in ear.told] == sent
    assert max(back_after) <= BACK_IN_SERVICE_SECONDS
