"""A driver that falls over is started again, less and less eagerly, and its silence is not 'ok'."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import timedelta

import pytest

from hardware.device import DeviceStatus, Fault, Health, Kind, Outcome
from hardware.supervisor import Supervisor
from tests.hardware.hands import START, HandTurnedClock


class FallingDriver:
    """Lives for as many seconds as it is told, then falls over."""

    name = "printer"
    kind = Kind.PAGE_PRINTER

    def __init__(self, clock: HandTurnedClock, lives_seconds: list[float]) -> None:
        self._clock = clock
        self._lives = iter(lives_seconds)

    def run(self, stop: threading.Event) -> None:
        self._clock.at += timedelta(seconds=next(self._lives))
        raise OSError("the cable is out")

    def status(self) -> DeviceStatus:
        return DeviceStatus(self.name, self.kind, Health.OK, (), START, START)

    def do(self, action: str, args: Mapping[str, str], key: str | None, /) -> Outcome | None:
        return None


def test_the_pauses_double_to_half_a_minute_and_start_over_after_a_steady_minute() -> None:
    clock = HandTurnedClock()
    lives = [0.0] * 8 + [61.0, 0.0]
    driver = FallingDriver(clock, lives)
    pauses: list[float] = []
    statuses: list[DeviceStatus] = []
    ended = threading.Event()
    supervisor: Supervisor

    def pause(wake: threading.Event, seconds: float) -> None:
        pauses.append(seconds)
        statuses.append(supervisor.status())
        if len(pauses) == len(lives):
            ended.set()
            wake.wait(5)

    supervisor = Supervisor(driver, clock, pause)
    supervisor.start()
    assert ended.wait(5)
    supervisor.stop()
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 0.5, 1]
    assert {(s.health, s.reasons) for s in statuses} == {(Health.BROKEN, (Fault.DRIVER_STOPPED,))}


def test_ten_seconds_without_word_from_the_device_are_unknown() -> None:
    clock = HandTurnedClock()
    supervisor = Supervisor(FallingDriver(clock, []), clock)
    clock.at += timedelta(seconds=10)
    assert supervisor.status().health is Health.OK
    clock.at += timedelta(seconds=1)
    status = supervisor.status()
    assert (status.health, status.reasons) == (Health.UNKNOWN, (Fault.NOT_ANSWERING,))
    assert status.since == START


class StumblingDriver(FallingDriver):
    """Falls as often as it is told before it has word from its device; then it goes on."""

    def __init__(self, clock: HandTurnedClock, falls: int) -> None:
        super().__init__(clock, [])
        self.falls = falls
        self.is_up = threading.Event()
        self.seen_at = START

    def run(self, stop: threading.Event) -> None:
        self._clock.turn(1)
        if self.falls:
            self.falls -= 1
            raise OSError("not yet")
        self.seen_at = self._clock.now()
        self.is_up.set()
        stop.wait(5)

    def status(self) -> DeviceStatus:
        return DeviceStatus(self.name, self.kind, Health.OK, (), START, self.seen_at)


def test_a_driver_that_starts_and_falls_again_is_down_without_a_moment_of_ok() -> None:
    clock = HandTurnedClock()
    driver = StumblingDriver(clock, falls=3)
    statuses: list[DeviceStatus] = []
    supervisor: Supervisor

    def pause(_wake: threading.Event, _seconds: float) -> None:
        statuses.append(supervisor.status())

    original = driver.run

    def run(stop: threading.Event) -> None:
        statuses.append(supervisor.status())
        original(stop)

    driver.run = run  # type: ignore[method-assign]
    supervisor = Supervisor(driver, clock, pause)
    supervisor.start()
    assert driver.is_up.wait(5)
    after_the_first_fall = statuses[1:]
    assert {(s.health, s.reasons) for s in after_the_first_fall} == {
        (Health.BROKEN, (Fault.DRIVER_STOPPED,))
    }
    assert {s.since for s in after_the_first_fall} == {START + timedelta(seconds=1)}
    assert supervisor.status().health is Health.OK
    supervisor.stop()


class LeavingDriver(FallingDriver):
    """Its device leaves as soon as it is looked at."""

    def run(self, stop: threading.Event) -> None:
        next(self._lives)


def test_a_driver_that_returns_says_that_its_device_left_and_a_cable_brings_it_back() -> None:
    clock = HandTurnedClock()
    pauses: list[float] = []
    statuses: list[DeviceStatus] = []
    waiting, ended = threading.Event(), threading.Event()
    supervisor: Supervisor

    def pause(wake: threading.Event, seconds: float) -> None:
        pauses.append(seconds)
        statuses.append(supervisor.status())
        if len(pauses) == 3:
            waiting.set()
            assert wake.wait(5)
        if len(pauses) == 5:
            ended.set()
            wake.wait(5)

    supervisor = Supervisor(LeavingDriver(clock, [0.0] * 5), clock, pause)
    supervisor.start()
    assert waiting.wait(5)
    supervisor.wake()
    assert ended.wait(5)
    supervisor.stop()
    assert pauses == [0.5, 1, 2, 0.5, 1]
    assert {(s.health, s.reasons) for s in statuses} == {(Health.ABSENT, (Fault.UNPLUGGED,))}


def test_what_a_driver_stumbled_over_is_logged_without_what_was_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock, fell = HandTurnedClock(), threading.Event()

    class Talkative(FallingDriver):
        def run(self, stop: threading.Event) -> None:
            raise ValueError("card 04a1b2c3d4e580")

    def pause(wake: threading.Event, _seconds: float) -> None:
        fell.set()
        wake.wait(5)

    supervisor = Supervisor(Talkative(clock, []), clock, pause)
    supervisor.start()
    assert fell.wait(5)
    supervisor.stop()
    assert "ValueError at " in caplog.text
    assert "04a1b2c3d4e580" not in caplog.text
