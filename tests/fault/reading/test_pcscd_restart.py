"""pcscd is killed and started again, with a card lying on the reader all the while."""

from __future__ import annotations

import pytest

from hardware.clock import SystemClock
from hardware.device import Fault, Health
from hardware.readers.pcsc_reader import PcscReader
from tests.hardware.listening import Ear, running
from tests.peers.pcsc import Pcsc
from tests.tally import count, tally

RESTARTS = count(2, 20)
BACK_IN_SERVICE_SECONDS = 5.0


@pytest.mark.proof
def test_the_loop_outlives_pcscd_and_takes_no_old_card_for_a_new_one(pcsc: Pcsc, ear: Ear) -> None:
    reader = PcscReader("cards", ear, SystemClock())
    back_after, sent = [], []
    with running(reader):
        for restart in range(RESTARTS):
            ear.await_health(reader, Health.OK)
            sent.append(f"04{restart:012x}")
            pcsc.put(sent[-1])
            ear.await_count(len(sent))
            pcsc.kill()
            ear.await_health(reader, Health.BROKEN)
            assert reader.status().reasons == (Fault.SERVICE_DOWN,)
            pcsc.take()
            pcsc.start()
            back_after.append(ear.await_health(reader, Health.OK))
        sent.append("04ffffffffffff")
        pcsc.put(sent[-1])
        ear.await_count(len(sent))
    tally(
        "pcscd killed and started again",
        restarts=RESTARTS,
        stale_cards=len(ear.numbers) - len(sent),
        back_in_service_seconds=round(max(back_after), 2),
    )
    assert ear.numbers == sent
    assert max(back_after) <= BACK_IN_SERVICE_SECONDS
