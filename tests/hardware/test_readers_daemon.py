"""Real readers behind the real daemon: read once, taken once, written nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.client import DeviceEvent, Happening, HardwareClient, Health
from hardware.readers.frames import encode_magstripe
from tests.fleet import ROOT, await_that
from tests.peers.pcsc import Pcsc, pcsc_room
from tests.peers.serial_line import SerialLine

NUMBER, UID = "6331111122223333", "04a1b2c3d4e580"

DEVICES = """
[[device]]
name = "stripe"
driver = "serial_reader"
identity = "{path}"
[device.options]
frames = "magstripe"

[[device]]
name = "chip"
driver = "pcsc"
identity = "Okienko"
"""


@pytest.fixture
def line(tmp_path: Path) -> Iterator[SerialLine]:
    line = SerialLine(tmp_path / "by-id" / "usb-Reader_0001-if00").plug_in()
    yield line
    line.pull_out()


@pytest.fixture
def pcsc() -> Iterator[Pcsc]:
    with pcsc_room() as room:
        yield room


@pytest.fixture
def client(tmp_path: Path, line: SerialLine, pcsc: Pcsc) -> Iterator[HardwareClient]:
    """A daemon that has both readers and a log."""
    devices = tmp_path / "devices.toml"
    devices.write_text(DEVICES.format(path=line.path), encoding="utf-8")
    with (tmp_path / "daemon.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hardware", "--folder", tmp_path, "--devices", devices],
            stderr=log,
            cwd=ROOT,
            env={**os.environ, "OKIENKO_HARDWARE_SOCKET": str(tmp_path / "hw.sock")},
        )
    client = HardwareClient(tmp_path / "hw.sock")
    try:
        await_that(lambda: healths(client) == {"stripe": "ok", "chip": "ok"}, "no readers")
        yield client
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0


def healths(client: HardwareClient) -> dict[str, Health]:
    devices = client.devices()
    return {d.name: d.health for d in devices} if isinstance(devices, list) else {}


def next_card(client: HardwareClient, since: int) -> DeviceEvent:
    """The next card read; the news of it hold no number."""
    for event in client.events(since):
        assert isinstance(event, DeviceEvent)
        if event.event is Happening.CARD:
            return event
    raise AssertionError("no card was read")


def test_both_readers_tell_the_daemon_and_the_daemon_tells_it_once(
    client: HardwareClient, line: SerialLine, pcsc: Pcsc, tmp_path: Path
) -> None:
    line.send(encode_magstripe(NUMBER, "TESTOWA/ZOFIA"))
    stripe = next_card(client, 0)
    assert stripe.device == "stripe"
    pcsc.put(UID)
    chip = next_card(client, stripe.seq)
    assert chip.device == "chip"
    assert client.take_event(stripe.seq) == {"format": "magstripe", "number": NUMBER}
    assert client.take_event(stripe.seq) is None
    assert client.take_event(chip.seq) == {"format": "pcsc", "number": UID}
    assert client.take_event(chip.seq) is None
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert NUMBER.encode() not in content, path
            assert UID.encode() not in content, path
            assert b"TESTOWA" not in content, path


def test_what_happens_to_a_reader_is_seen_through_the_daemon(
    client: HardwareClient, line: SerialLine, pcsc: Pcsc
) -> None:
    line.pull_out()
    await_that(lambda: healths(client)["stripe"] == "absent", "the cable is not missed")
    pcsc.kill()
    await_that(lambda: healths(client)["chip"] == "broken", "pcscd is not missed")
    line.plug_in()
    pcsc.start()
    both = {"stripe": "ok", "chip": "ok"}
    await_that(lambda: healths(client) == both, "the readers are not back in time", seconds=5)
