"""A cable goes in: recorded words of the kernel, names that appear without one, and real ptys."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from hardware.client import DeviceEvent, Fault, Happening, HardwareClient, Health
from hardware.clock import SystemClock
from hardware.compose import build_drivers
from hardware.config import Device
from hardware.daemon import Daemon
from hardware.device import DeviceStatus, Driver, Kind, Outcome
from hardware.hotplug import MOST_LOSSES, RESCAN_SECONDS, Hotplug, UdevSource, Uevent
from hardware.journal import Journal
from hardware.news import News
from hardware.readers.frames import encode_tag
from hardware.server import Peers
from tests.fleet import await_that
from tests.hardware.hands import HandTurnedClock
from tests.peers.serial_line import SerialLine

RECORDING = Path(__file__).parent / "recordings" / "reader_in_and_out.uevents"


class RecordedSource:
    """Says what `udevadm monitor --udev --property` once wrote down; then it is silent or lost."""

    def __init__(self, events: list[Uevent], *, is_lost_after: bool = False) -> None:
        self.events = deque(events)
        self.is_lost_after = is_lost_after
        self.polls = 0

    def poll(self, seconds: float) -> Uevent | None:
        self.polls += 1
        if self.events:
            return self.events.popleft()
        if self.is_lost_after:
            raise OSError(105, "No buffer space available")
        threading.Event().wait(min(seconds, 0.01))
        return None


def read_recording(path: Path) -> list[Uevent]:
    """Blocks of KEY=value lines, one block an event."""
    events = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        said = dict(line.split("=", 1) for line in block.splitlines() if "=" in line)
        if "ACTION" in said:
            events.append(Uevent(said["ACTION"], said["SUBSYSTEM"], said.get("DEVNAME", "")))
    return events


class Bell:
    """Counts how often it was rung."""

    def __init__(self) -> None:
        self.rung = 0

    def __call__(self) -> None:
        self.rung += 1


def test_the_recording_is_of_a_reader_that_comes_and_goes() -> None:
    events = read_recording(RECORDING)
    assert [event.action for event in events if event.subsystem == "tty"] == ["add", "remove"]
    assert Uevent("add", "tty", "/dev/ttyUSB0") in events


def test_each_word_about_a_cable_wakes_and_others_do_not() -> None:
    events = [*read_recording(RECORDING), Uevent("offline", "cpu"), Uevent("", "")]
    bell = Bell()
    hotplug = Hotplug(RecordedSource(events), ())
    for _ in events:
        hotplug.step(bell)
    assert bell.rung == len(events) - 2


def test_a_name_that_comes_without_a_word_is_found_within_a_minute(tmp_path: Path) -> None:
    clock, bell, name = HandTurnedClock(), Bell(), tmp_path / "reader"
    hotplug = Hotplug(RecordedSource([]), [name], monotonic=clock.monotonic)
    name.touch()
    clock.turn(RESCAN_SECONDS - 1)
    hotplug.step(bell)
    assert bell.rung == 0
    clock.turn(1)
    hotplug.step(bell)
    assert bell.rung == 1
    clock.turn(RESCAN_SECONDS)
    hotplug.step(bell)
    assert bell.rung == 1
    name.unlink()
    clock.turn(RESCAN_SECONDS)
    hotplug.step(bell)
    assert bell.rung == 2


def test_words_that_were_lost_make_everybody_look(tmp_path: Path) -> None:
    bell, source = Bell(), RecordedSource([], is_lost_after=True)
    hotplug = Hotplug(source, ())
    hotplug.step(bell)
    assert bell.rung == 1
    source.events.append(Uevent("add", "tty", "/dev/ttyUSB0"))
    hotplug.step(bell)
    assert bell.rung == 2


def test_a_source_that_is_gone_leaves_the_look_every_minute(tmp_path: Path) -> None:
    clock, bell, name = HandTurnedClock(), Bell(), tmp_path / "reader"
    source = RecordedSource([], is_lost_after=True)
    hotplug = Hotplug(source, [name], monotonic=clock.monotonic)
    for _ in range(MOST_LOSSES):
        hotplug.step(bell)
    name.touch()
    clock.turn(RESCAN_SECONDS)
    hotplug.step(bell)
    assert bell.rung == MOST_LOSSES + 1
    assert source.polls == MOST_LOSSES


def test_udevs_own_monitor_can_be_asked() -> None:
    assert UdevSource().poll(0.01) is None


class Sleeper:
    """A driver that gives up until it is woken."""

    name = "reader"
    kind = Kind.CARD_READER

    def __init__(self) -> None:
        self.began = threading.Semaphore(0)

    def run(self, stop: threading.Event) -> None:
        self.began.release()
        raise OSError("no such device")

    def status(self) -> DeviceStatus:
        now = SystemClock().now()
        return DeviceStatus(self.name, self.kind, Health.UNKNOWN, (), now, now)

    def do(self, action: str, args: Mapping[str, str], key: str | None, /) -> Outcome | None:
        return None


@contextmanager
def serving(folder: Path, drivers: list[Driver], news: News, hotplug: Hotplug) -> Iterator[Path]:
    clock, stop, where = SystemClock(), threading.Event(), folder / "hw.sock"
    journal = Journal(folder / "journal.db", clock)
    daemon = Daemon(drivers, journal, clock, news=news, hotplug=hotplug)
    thread = threading.Thread(target=daemon.serve, args=(where, Peers(os.geteuid()), stop))
    thread.start()
    try:
        await_that(lambda: isinstance(HardwareClient(where).devices(), list), "no answer")
        yield where
    finally:
        stop.set()
        thread.join()
        journal.close()


def test_a_cable_brings_a_driver_back_that_had_given_up_for_long(tmp_path: Path) -> None:
    driver, source = Sleeper(), RecordedSource([])
    news = News(SystemClock())
    with serving(tmp_path, [driver], news, Hotplug(source, ())):
        for _ in range(3):  # the next pause is two seconds long, the one after that four
            assert driver.began.acquire(timeout=10)
        source.events.append(Uevent("add", "tty", "/dev/ttyUSB0"))
        assert driver.began.acquire(timeout=1)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[SerialLine]:
    line = SerialLine(tmp_path / "by-id" / "usb-Reader_0001-if00")
    yield line
    line.pull_out()


def test_a_reader_that_appears_is_used_and_one_that_is_pulled_is_absent(
    tmp_path: Path, line: SerialLine
) -> None:
    clock = SystemClock()
    news = News(clock)
    device = Device("reader", "serial_reader", str(line.path), {"frames": "rdm6300"})
    drivers = build_drivers([device], tmp_path, clock, news)
    hotplug = Hotplug(RecordedSource(read_recording(RECORDING)), [line.path])
    with serving(tmp_path, drivers, news, hotplug) as socket:
        client = HardwareClient(socket)
        absent = await_event(client, 0, is_so(Health.ABSENT))
        assert absent.status
        assert absent.status.reasons == (Fault.UNPLUGGED,)
        line.plug_in()
        back = await_event(client, absent.seq, is_so(Health.OK))
        line.send(encode_tag(b"\x00\x00\x00\x00\x2a", b""))
        card = await_event(client, back.seq, lambda event: event.event is Happening.CARD)
        taken = client.take_event(card.seq)
        assert isinstance(taken, dict)
        assert taken["number"].lstrip("0") in {"42", "2A"}
        line.pull_out()
        gone = await_event(client, card.seq, is_so(Health.ABSENT))
        line.plug_in()
        await_event(client, gone.seq, is_so(Health.OK))


def is_so(health: Health) -> Callable[[DeviceEvent], bool]:
    return lambda event: event.status is not None and event.status.health is health


def await_event(
    client: HardwareClient, since: int, is_it: Callable[[DeviceEvent], bool]
) -> DeviceEvent:
    """The first such event after `since`; five seconds of silence fail."""
    for event in client.events(since, quiet_seconds=5.0):
        if isinstance(event, DeviceEvent) and is_it(event):
            return event
    pytest.fail("it never happened")
