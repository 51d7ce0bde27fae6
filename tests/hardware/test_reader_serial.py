"""Readers on real ptys: every format, a held card, a flood, noise, and somebody else's lock."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial

from hardware.clock import SystemClock
from hardware.device import Fault, Health, Kind
from hardware.readers.frames import FORMATS, encode_barcode, encode_tag, encode_wiegand_hex
from hardware.readers.serial_reader import GARBLED_AFTER, MOST_A_SECOND, SerialReader
from tests.hardware.listening import Ear, running
from tests.hardware.test_reader_frames import SAMPLES
from tests.peers.serial_line import SerialLine


@pytest.fixture
def line(tmp_path: Path) -> Iterator[SerialLine]:
    line = SerialLine(tmp_path / "by-id" / "usb-Reader_0001-if00").plug_in()
    yield line
    line.pull_out()


def reader_on(line: SerialLine, ear: Ear, frames: str) -> SerialReader:
    return SerialReader("reader", ear, SystemClock(), path=line.path, frames=frames)


@pytest.mark.parametrize("frames", FORMATS)
def test_every_format_is_read_from_a_real_line(line: SerialLine, frames: str) -> None:
    ear, chance = Ear(), random.Random(frames)
    reader = reader_on(line, ear, frames)
    sent = []
    with running(reader):
        ear.await_health(reader, Health.OK)
        for number in range(1, 4):
            frame, payload = SAMPLES[frames](chance)
            line.send(frame)
            ear.await_count(number)
            sent.append(payload)
    assert [payload for _, payload in ear.told] == sent
    is_code = frames.startswith("barcode")
    assert {event for event, _ in ear.told} == {"scan" if is_code else "card"}
    assert reader.status().kind is (Kind.CODE_READER if is_code else Kind.CARD_READER)


def test_a_card_that_is_held_is_one_tap_and_another_card_is_another(line: SerialLine) -> None:
    ear = Ear()
    reader = reader_on(line, ear, "rdm6300")
    mine, yours = encode_tag(b"\x00\x00\x00\x00\x01", b""), encode_tag(b"\x00\x00\x00\x00\x02", b"")
    with running(reader):
        ear.await_health(reader, Health.OK)
        line.send(mine * 20)
        line.send(yours)
        assert ear.await_count(2) == ["0000000001", "0000000002"]


def test_two_taps_of_a_reader_that_does_not_repeat_are_two(line: SerialLine) -> None:
    ear = Ear()
    reader = reader_on(line, ear, "id12")
    with running(reader):
        ear.await_health(reader, Health.OK)
        line.send(encode_tag(b"\x00\x00\x00\x00\x07") * 2)
        assert ear.await_count(2) == ["0000000007"] * 2


def test_a_flood_comes_through_drop_by_drop(line: SerialLine) -> None:
    ear = Ear()
    reader = reader_on(line, ear, "wiegand_hex")
    with running(reader):
        ear.await_health(reader, Health.OK)
        flood = threading.Thread(target=line.send, args=(encode_wiegand_hex(1, 1) * 2000,))
        flood.start()
        ear.await_count(1)
        flood.join()
        ear.await_health(reader, Health.OK)
    assert len(ear.told) <= 3 * MOST_A_SECOND
    assert set(ear.numbers) == {"001,00001"}


def test_noise_is_shown_to_staff_until_something_whole_is_read(line: SerialLine) -> None:
    ear = Ear()
    reader = reader_on(line, ear, "barcode")
    with running(reader):
        ear.await_health(reader, Health.OK)
        line.send(b"\xff\xfe\r" * GARBLED_AFTER)
        ear.await_health(reader, Health.ATTENTION)
        assert reader.status().reasons == (Fault.GARBLED,)
        line.send(encode_barcode("OK1"))
        ear.await_health(reader, Health.OK)
    assert ear.numbers == ["OK1"]


def test_bytes_from_before_anybody_listened_are_nobody_s_card(line: SerialLine) -> None:
    ear = Ear()
    reader = reader_on(line, ear, "wiegand_hex")
    line.send(encode_wiegand_hex(1, 1))
    with running(reader):
        ear.await_health(reader, Health.OK)
        line.send(encode_wiegand_hex(2, 2))
        assert ear.await_count(1) == ["002,00002"]


def test_a_line_somebody_else_holds_is_busy_and_then_ours(line: SerialLine) -> None:
    ear = Ear()
    reader = reader_on(line, ear, "id12")
    other = serial.Serial(str(line.path), exclusive=True)
    with running(reader):
        ear.await_health(reader, Health.BROKEN)
        assert reader.status().reasons == (Fault.BUSY,)
        other.close()
        ear.await_health(reader, Health.OK)


def test_a_reader_that_was_never_there_is_absent(tmp_path: Path) -> None:
    ear = Ear()
    reader = reader_on(SerialLine(tmp_path / "nothing"), ear, "id12")
    assert reader.status().health is Health.UNKNOWN
    with running(reader):
        ear.await_health(reader, Health.ABSENT)
    assert reader.status().reasons == (Fault.UNPLUGGED,)


def test_it_can_be_asked_nothing_and_knows_its_formats(tmp_path: Path) -> None:
    line = SerialLine(tmp_path / "nothing")
    assert reader_on(line, Ear(), "id12").do("tap", {"number": "1"}, None) is None
    with pytest.raises(ValueError, match="no frames 'morse'"):
        reader_on(line, Ear(), "morse")
