"""The keypad and the jack, from frames as the kernel writes them, and from the lab's buttons."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from hardware.clock import SystemClock
from hardware.device import Fault, Health
from hardware.sensors.input_events import (
    EV_KEY,
    EV_SW,
    EV_SYN,
    FRAME,
    SW_HEADPHONE_INSERT,
    SYN_DROPPED,
    SYN_REPORT,
    EvdevSource,
    InputEvent,
    QueueSource,
    read_frames,
)
from hardware.sensors.jack import Jack
from hardware.sensors.keypad import KEYS, Keypad
from tests.hardware.hands import HandTurnedClock
from tests.hardware.listening import Ear, running

RECORDINGS = Path(__file__).parent / "recordings"
DOWN, UP, REPEATED = 1, 0, 2
KEY_1, KEY_UP, KEY_ENTER = 2, 103, 28


class RecordedSource:
    """Plays a recording in pieces; after its end the device is there and silent."""

    def __init__(
        self, pieces: Sequence[Sequence[InputEvent]], switches: frozenset[int] = frozenset()
    ) -> None:
        self.pieces = list(pieces)
        self.switches = switches
        self.opened = 0
        self.played = threading.Event()

    def open(self) -> frozenset[int]:
        self.opened += 1
        return self.switches

    def read(self, seconds: float) -> Sequence[InputEvent]:
        if self.pieces:
            return self.pieces.pop(0)
        self.played.set()
        threading.Event().wait(min(seconds, 0.01))
        return ()

    def close(self) -> None:
        return None


def key(code: int, value: int) -> list[InputEvent]:
    return [InputEvent(EV_KEY, code, value), InputEvent(EV_SYN, SYN_REPORT, 0)]


def switch(value: int, code: int = SW_HEADPHONE_INSERT) -> list[InputEvent]:
    return [InputEvent(EV_SW, code, value), InputEvent(EV_SYN, SYN_REPORT, 0)]


def keys_told(source: RecordedSource) -> list[str]:
    ear = Ear()
    with running(Keypad("keypad", source, ear, SystemClock())):
        assert source.played.wait(5)
    assert {event for event, _ in ear.told} <= {"key"}
    return [payload["key"] for _, payload in ear.told]


def test_a_recorded_row_of_keys_is_told_key_by_key() -> None:
    events = read_frames((RECORDINGS / "keypad_5_up_ok.evdev").read_bytes())
    assert keys_told(RecordedSource([events])) == ["5", "up", "ok"]


def test_a_held_key_is_told_once() -> None:
    held = [key(KEY_UP, DOWN), *[key(KEY_UP, REPEATED)] * 40, key(KEY_UP, UP)]
    assert keys_told(RecordedSource(held)) == ["up"]


def test_keys_that_mean_nothing_here_are_not_told() -> None:
    strangers = [key(code, DOWN) for code in range(767) if code not in KEYS]
    assert keys_told(RecordedSource(strangers)) == []


def test_after_lost_events_the_device_is_asked_anew_and_goes_on() -> None:
    lost = [InputEvent(EV_SYN, SYN_DROPPED, 0), *key(KEY_1, DOWN)]
    source = RecordedSource([key(KEY_1, DOWN), lost, key(KEY_ENTER, DOWN)])
    assert keys_told(source) == ["1", "ok"]
    assert source.opened == 2


@pytest.mark.parametrize(("pause_seconds", "told"), [(0.3, ["1"]), (0.6, ["1", "1"])])
def test_a_tremor_is_one_strike(pause_seconds: float, told: list[str]) -> None:
    clock, ear = HandTurnedClock(), Ear()
    keypad = Keypad("keypad", RecordedSource([]), ear, clock, double_strike_seconds=0.5)
    for _ in range(2):
        keypad._happened(InputEvent(EV_KEY, KEY_1, DOWN))
        clock.turn(pause_seconds)
    assert [payload["key"] for _, payload in ear.told] == told


def test_another_key_is_never_a_tremor() -> None:
    ear = Ear()
    keypad = Keypad("keypad", RecordedSource([]), ear, HandTurnedClock(), double_strike_seconds=0.5)
    for code in (KEY_1, KEY_UP, KEY_1):
        keypad._happened(InputEvent(EV_KEY, code, DOWN))
    assert [payload["key"] for _, payload in ear.told] == ["1", "up", "1"]


def test_half_a_frame_at_the_end_is_dropped() -> None:
    whole = FRAME.pack(1, 2, EV_KEY, KEY_1, DOWN)
    assert read_frames(whole + whole[:7]) == [InputEvent(EV_KEY, KEY_1, DOWN)]


def test_garbage_frames_tell_only_keys_that_exist() -> None:
    dice = random.Random(5816)
    events = read_frames(dice.randbytes(FRAME.size * 5000))
    assert len(events) == 5000
    assert set(keys_told(RecordedSource([events]))) <= set(KEYS.values())


def positions(source: RecordedSource) -> list[str]:
    """Every position the jack had, in order."""
    seen: list[str] = []

    def look(event: str, _what: object) -> None:
        assert event == "status"
        seen.append(jack.status().position)

    jack = Jack("headphones", source, look, SystemClock())
    with running(jack):
        assert source.played.wait(5)
    return seen


def test_headphones_that_are_in_at_the_start_are_known() -> None:
    assert positions(RecordedSource([], frozenset({SW_HEADPHONE_INSERT}))) == ["plugged"]
    assert positions(RecordedSource([])) == ["unplugged"]


def test_a_recorded_plug_goes_in_and_out() -> None:
    events = read_frames((RECORDINGS / "headphones_in_and_out.evdev").read_bytes())
    assert positions(RecordedSource([events])) == ["unplugged", "plugged", "unplugged"]


def test_another_switch_is_not_the_headphones() -> None:
    assert positions(RecordedSource([switch(1, code=0), switch(1, code=4)])) == ["unplugged"]


def test_a_plug_pulled_while_events_were_lost_is_seen_out() -> None:
    source = RecordedSource([switch(1), [InputEvent(EV_SYN, SYN_DROPPED, 0)]])
    assert positions(source) == ["unplugged", "plugged", "unplugged"]


@pytest.fixture
def lab() -> Iterator[tuple[Jack, Ear]]:
    ear = Ear()
    jack = Jack("headphones", QueueSource(), ear, SystemClock())
    with running(jack):
        ear.await_health(jack, Health.OK)
        yield jack, ear


def test_the_labs_headphones_go_in_and_out(lab: tuple[Jack, Ear]) -> None:
    jack, ear = lab
    for action, position in (("plug", "plugged"), ("unplug", "unplugged")) * 2:
        assert jack.do(action, {}, None)
        ear.await_that(lambda wanted=position: jack.status().position == wanted)


def test_nobody_knows_of_headphones_whose_jack_is_gone(lab: tuple[Jack, Ear]) -> None:
    jack, ear = lab
    jack.do("plug", {}, None)
    ear.await_that(lambda: jack.status().position == "plugged")
    jack.do("simulate", {"fault": "off"}, None)
    ear.await_health(jack, Health.ABSENT)
    assert (jack.status().position, jack.status().reasons) == ("", (Fault.UNPLUGGED,))
    assert jack.do("plug", {}, None) is None
    jack.do("simulate", {"fault": "repair"}, None)
    ear.await_health(jack, Health.OK)
    assert jack.status().position == "plugged"


def test_the_labs_keypad_has_every_key() -> None:
    ear, names = Ear(), sorted(set(KEYS.values()))
    keypad = Keypad("keypad", QueueSource(), ear, SystemClock())
    with running(keypad):
        ear.await_health(keypad, Health.OK)
        for name in names:
            assert keypad.do("press", {"key": name}, None)
        ear.await_that(lambda: len(ear.told) == len(names))
    assert ear.told == [("key", {"key": name}) for name in names]


def test_a_real_sensor_knows_no_action_of_the_labs() -> None:
    jack = Jack("headphones", RecordedSource([]), Ear(), SystemClock())
    assert jack.do("plug", {}, None) is None
    assert jack.do("simulate", {"fault": "off"}, None) is None


def test_a_device_that_is_not_there_is_absent(tmp_path: Path) -> None:
    ear = Ear()
    source = EvdevSource(tmp_path / "by-id" / "pad-event-kbd", grab=True)
    keypad = Keypad("keypad", source, ear, SystemClock())
    with running(keypad):
        ear.await_health(keypad, Health.ABSENT)
    assert keypad.status().reasons == (Fault.UNPLUGGED,)
