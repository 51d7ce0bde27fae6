"""Cards on a real pcscd: read once, told as a hint, and not read again for lying there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from hardware.clock import SystemClock
from hardware.device import Fault, Health, Kind
from hardware.readers.pcsc_reader import PcscReader
from tests.hardware.listening import Ear, running
from tests.peers.pcsc import Pcsc, pcsc_room

UID, OTHER_UID = "04a1b2c3d4e580", "04ffffffffff80"


@pytest.fixture
def pcsc() -> Iterator[Pcsc]:
    """A pcscd that runs, with an empty reader."""
    with pcsc_room() as room:
        yield room


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def reader(pcsc: Pcsc, ear: Ear) -> Iterator[PcscReader]:
    """A driver at work on it."""
    with running(PcscReader("cards", ear, SystemClock())) as reader:
        ear.await_health(reader, Health.OK)
        yield reader


def test_a_card_is_read_once_however_long_it_lies_there(
    pcsc: Pcsc, ear: Ear, reader: PcscReader
) -> None:
    pcsc.put(UID)
    ear.await_count(1)
    pcsc.take()
    pcsc.put(OTHER_UID)
    ear.await_count(2)
    assert ear.told == [
        ("card", {"format": "pcsc", "number": UID}),
        ("card", {"format": "pcsc", "number": OTHER_UID}),
    ]
    assert reader.status().kind is Kind.CARD_READER
    assert reader.do("tap", {"number": UID}, None) is None


def test_a_card_that_lay_there_before_is_nobody_s_tap(pcsc: Pcsc, ear: Ear) -> None:
    with running(PcscReader("first", ear, SystemClock())) as reader:
        ear.await_health(reader, Health.OK)
        pcsc.put(UID)
        ear.await_count(1)
    late = Ear()
    with running(PcscReader("second", late, SystemClock())) as reader:
        late.await_health(reader, Health.OK)
        pcsc.take()
        pcsc.put(OTHER_UID)
        assert late.await_count(1) == [OTHER_UID]


def test_a_reader_by_another_name_is_not_ours(pcsc: Pcsc, ear: Ear) -> None:
    with running(PcscReader("cards", ear, SystemClock(), reader="Nobody's")) as reader:
        ear.await_health(reader, Health.ABSENT)
        assert reader.status().reasons == (Fault.UNPLUGGED,)
    with running(PcscReader("cards", ear, SystemClock(), reader="Okienko")) as reader:
        ear.await_health(reader, Health.OK)
        pcsc.put(UID)
        assert ear.await_count(1) == [UID]


def test_without_pcscd_it_says_so_and_waits(pcsc: Pcsc, ear: Ear) -> None:
    pcsc.kill()
    with running(PcscReader("cards", ear, SystemClock())) as reader:
        ear.await_health(reader, Health.BROKEN)
        assert reader.status().reasons == (Fault.SERVICE_DOWN,)
        pcsc.start()
        ear.await_health(reader, Health.OK)


def test_the_states_between_two_looks_tell_a_tap_from_a_card_left_lying() -> None:
    from smartcard import scard

    from hardware.readers.pcsc_reader import Slot

    unseen = Slot("r", scard.SCARD_STATE_UNAWARE)
    empty = Slot("r", scard.SCARD_STATE_EMPTY | 2 << 16)
    mute = Slot("r", scard.SCARD_STATE_PRESENT | scard.SCARD_STATE_MUTE | 3 << 16)
    card = Slot("r", scard.SCARD_STATE_PRESENT | 3 << 16)
    again = Slot("r", scard.SCARD_STATE_PRESENT | 5 << 16)
    story = [unseen, empty, mute, empty, card, card, again, empty]
    taps = [now.is_tap_after(before) for before, now in pairwise(story)]
    assert taps == [False, False, False, True, False, True, False]
    assert not card.is_tap_after(unseen)
