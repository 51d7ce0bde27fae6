"""A real line that brings garbage and torn frames between the cards."""

from __future__ import annotations

import random

import pytest

from hardware.clock import SystemClock
from hardware.device import Health
from hardware.readers.frames import FORMATS
from hardware.readers.serial_reader import SerialReader
from tests.hardware.listening import Ear, running
from tests.hardware.test_reader_frames import SAMPLES, only_noise
from tests.peers.serial_line import SerialLine
from tests.tally import count, tally

CARDS = count(3, 60)
PROTECTED = [frames for frames in FORMATS if not frames.startswith("barcode")]


@pytest.mark.proof
@pytest.mark.parametrize("frames", PROTECTED)
def test_between_garbage_and_torn_frames_every_whole_card_is_read_and_no_other(
    line: SerialLine, ear: Ear, frames: str
) -> None:
    chance = random.Random(f"garbage {frames}")
    reader = SerialReader(
        "reader", ear, SystemClock(), path=line.path, frames=frames, most_a_second=1000
    )
    end = b"\x03" if frames in ("id12", "rdm6300") else b"\r\n"
    sent = []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for number in range(1, CARDS + 1):
            torn, _ = SAMPLES[frames](chance)
            whole, payload = SAMPLES[frames](chance)
            line.send(only_noise(torn, chance) + torn[: len(torn) // 2] + end + whole)
            sent.append(payload)
            ear.await_count(number)
    tally(
        f"garbage and torn frames on a line ({frames})",
        cards=CARDS,
        stale_cards=sum(payload not in sent for _, payload in ear.told),
    )
    assert [payload for _, payload in ear.told] == sent
