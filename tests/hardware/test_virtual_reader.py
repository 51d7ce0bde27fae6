"""The reader of `make run`: it reads what it is told to, and breaks like a real one."""

from __future__ import annotations

import pytest

from hardware.clock import SystemClock
from hardware.device import Fault, Health, Outcome, State
from hardware.readers.virtual_reader import LONGEST, VirtualReader
from tests.hardware.listening import Ear, running

DONE = Outcome(State.CONFIRMED)


def test_a_tap_and_a_scan_are_told_once() -> None:
    ear = Ear()
    reader = VirtualReader("reader", ear, SystemClock())
    with running(reader):
        ear.await_health(reader, Health.OK)
        assert reader.do("tap", {"number": "OKDEMO-1"}, None) == DONE
        assert reader.do("scan", {"text": "OK1 12345670 agrest"}, None) == DONE
    assert ear.told == [
        ("card", {"format": "virtual", "number": "OKDEMO-1"}),
        ("scan", {"symbology": "qr", "text": "OK1 12345670 agrest"}),
    ]


@pytest.mark.parametrize(
    ("fault", "health", "reason"),
    [
        ("off", Health.ABSENT, Fault.UNPLUGGED),
        ("service_down", Health.BROKEN, Fault.SERVICE_DOWN),
    ],
)
def test_what_is_held_before_a_broken_reader_is_never_read(
    fault: str, health: Health, reason: Fault
) -> None:
    ear = Ear()
    reader = VirtualReader("reader", ear, SystemClock())
    with running(reader):
        ear.await_health(reader, Health.OK)
        assert reader.do("simulate", {"fault": fault}, None) == DONE
        ear.await_health(reader, health)
        assert reader.status().reasons == (reason,)
        assert reader.do("tap", {"number": "1"}, None) == Outcome(State.FAILED, reason)
        assert reader.do("simulate", {"fault": "repair"}, None) == DONE
        ear.await_health(reader, Health.OK)
        assert reader.do("tap", {"number": "2"}, None) == DONE
    assert ear.numbers == ["2"]


def test_noise_is_shown_and_cards_are_still_read() -> None:
    ear = Ear()
    reader = VirtualReader("reader", ear, SystemClock())
    with running(reader):
        ear.await_health(reader, Health.OK)
        reader.do("simulate", {"fault": "garbled"}, None)
        ear.await_health(reader, Health.ATTENTION)
        assert reader.do("tap", {"number": "3"}, None) == DONE


def test_before_it_runs_nobody_knows_how_it_is() -> None:
    ear = Ear()
    reader = VirtualReader("reader", ear, SystemClock())
    assert reader.status().health is Health.UNKNOWN
    assert reader.do("tap", {"number": "1"}, None) == Outcome(State.FAILED, Fault.NOT_ANSWERING)
    assert not ear.told


@pytest.mark.parametrize(
    ("action", "args"),
    [("tap", {}), ("scan", {"number": "1"}), ("simulate", {"fault": "jam"}), ("dance", {})],
)
def test_an_action_it_does_not_know_is_refused(action: str, args: dict[str, str]) -> None:
    assert VirtualReader("reader", Ear(), SystemClock()).do(action, args, None) is None


def test_a_text_without_end_is_cut() -> None:
    ear = Ear()
    reader = VirtualReader("reader", ear, SystemClock())
    with running(reader):
        ear.await_health(reader, Health.OK)
        reader.do("scan", {"text": "x" * 10 * LONGEST}, None)
    assert ear.numbers == ["x" * LONGEST]
