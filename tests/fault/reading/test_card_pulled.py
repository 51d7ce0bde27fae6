"""The card is taken away in the middle of being read, and another one laid down."""

from __future__ import annotations

import pytest

from hardware.clock import SystemClock
from hardware.device import Health
from hardware.readers.pcsc_reader import PcscReader
from tests.hardware.listening import Ear, running
from tests.peers.pcsc import Pcsc
from tests.tally import count, tally

PULLS = count(1, 20)


@pytest.mark.proof
@pytest.mark.parametrize("hand", ["take", "snatch"])
def test_a_card_pulled_mid_read_is_never_told_and_the_next_one_is(
    pcsc: Pcsc, ear: Ear, hand: str
) -> None:
    """Pulled slowly, and so quickly that pcscd never saw the reader empty."""
    reader = PcscReader("cards", ear, SystemClock())
    sent, back_after = [], []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for pull in range(PULLS):
            pcsc.put_slow(f"04dead{pull:08x}")
            getattr(pcsc, hand)()
            sent.append(f"04cafe{pull:08x}")
            pcsc.put(sent[-1])
            back_after.append(ear.await_that(lambda: len(ear.told) >= len(sent)))
            pcsc.take()
    tally(
        f"card pulled mid-read ({hand})",
        pulls=PULLS,
        stale_cards=len([number for number in ear.numbers if number not in sent]),
        next_card_read_seconds=round(max(back_after), 2),
    )
    assert ear.numbers == sent
    assert max(back_after) <= 5.0
