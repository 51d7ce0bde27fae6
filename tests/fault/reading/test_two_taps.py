"""Two taps in a row: of one card, and of two people's cards. Nobody gets the other's."""

from __future__ import annotations

import pytest

from hardware.clock import SystemClock
from hardware.device import Health
from hardware.readers.frames import encode_tag
from hardware.readers.pcsc_reader import PcscReader
from hardware.readers.serial_reader import SerialReader
from tests.hardware.listening import Ear, running
from tests.peers.pcsc import Pcsc
from tests.peers.serial_line import SerialLine
from tests.tally import count, tally

ROUNDS = count(1, 20)


@pytest.mark.proof
def test_on_pcscd_every_tap_is_told_in_order(pcsc: Pcsc, ear: Ear) -> None:
    reader = PcscReader("cards", ear, SystemClock())
    sent = []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for tap in range(ROUNDS):
            for uid in (f"04aaaa{tap:08x}", f"04aaaa{tap:08x}", f"04bbbb{tap:08x}"):
                pcsc.put(uid)
                sent.append(uid)
                ear.await_count(len(sent))
                pcsc.take()
    tally("two taps on pcscd", taps=len(sent), mixed_up=sum(map(str.__ne__, ear.numbers, sent)))
    assert ear.numbers == sent


@pytest.mark.proof
def test_a_card_taken_before_anybody_looked_leaves_nothing_behind(pcsc: Pcsc, ear: Ear) -> None:
    reader = PcscReader("cards", ear, SystemClock())
    hasty, sent = [], []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for tap in range(ROUNDS):
            hasty.append(f"04aaaa{tap:08x}")
            pcsc.put(hasty[-1])
            pcsc.snatch()
            sent.append(f"04bbbb{tap:08x}")
            pcsc.put(sent[-1])
            ear.await_that(lambda: sent[-1] in ear.numbers)
            pcsc.take()
    order = [number for number in ear.numbers if number in sent]
    told = [number for number in ear.numbers if number in hasty]
    late = [n for n in told if ear.numbers.index(n) > ear.numbers.index(sent[hasty.index(n)])]
    tally("a hasty tap before another's", taps=2 * ROUNDS, told_late=len(late))
    assert order == sent
    assert not late


@pytest.mark.proof
def test_on_a_serial_line_two_cards_in_one_breath_are_two(line: SerialLine, ear: Ear) -> None:
    reader = SerialReader(
        "reader", ear, SystemClock(), path=line.path, frames="rdm6300", most_a_second=1000
    )
    sent = []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for tap in range(ROUNDS):
            mine, yours = bytes([0, 0, 0, tap, 1]), bytes([0, 0, 0, tap, 2])
            line.send(encode_tag(mine, b"") * 3 + encode_tag(yours, b"") * 3)
            sent += [f"{int.from_bytes(tag, 'big'):010}" for tag in (mine, yours)]
            ear.await_count(len(sent))
    tally(
        "two cards in one breath", taps=len(sent), mixed_up=sum(map(str.__ne__, ear.numbers, sent))
    )
    assert ear.numbers == sent
