"""What a printer says of itself is read as it is meant, and nonsense is silence."""

from __future__ import annotations

import plistlib
import random

import pytest

from hardware.device import Fault, Health
from hardware.printers.ipp import (
    JobState,
    PrinterJob,
    PrinterWord,
    Silence,
    ask_printer,
    health_of,
    read_answer,
)
from tests.peers.process import free_port


def answer(printer: dict[str, object], *jobs: dict[str, object]) -> bytes:
    """What ipptool -X writes, with the second document end that CUPS 2.4.2 adds."""
    charset = {"attributes-charset": "utf-8"}
    tests = [{"ResponseAttributes": [charset, printer]}, {"ResponseAttributes": [charset, *jobs]}]
    return plistlib.dumps({"Tests": tests, "Successful": True}) + b"</dict></plist>"


IDLE: dict[str, object] = {
    "printer-state": 3,
    "printer-state-reasons": "none",
    "printer-up-time": 77,
}


def test_a_whole_answer() -> None:
    printed = {"job-id": 4, "job-name": "key.1", "job-state": 9, "job-impressions-completed": 2}
    silent = {"job-name": "key.2", "job-state": 5}
    assert read_answer(answer(IDLE, printed, silent)) == PrinterWord(
        is_stopped=False,
        is_accepting=True,
        reasons=("none",),
        up_seconds=77,
        jobs=(
            PrinterJob("key.1", JobState.COMPLETED, 2, 4),
            PrinterJob("key.2", JobState.PROCESSING, None),
        ),
    )


@pytest.mark.parametrize(
    ("reasons", "health", "faults"),
    [
        ("none", Health.OK, ()),
        ("media-empty-error", Health.BROKEN, (Fault.OUT_OF_PAPER,)),
        ("media-empty-report", Health.BROKEN, (Fault.OUT_OF_PAPER,)),
        (["media-jam", "door-open-error"], Health.BROKEN, (Fault.JAM, Fault.COVER_OPEN)),
        ("media-low-warning", Health.ATTENTION, (Fault.PAPER_LOW,)),
        (["toner-low-warning", "marker-supply-low"], Health.ATTENTION, (Fault.SUPPLIES_LOW,)),
        ("toner-empty", Health.BROKEN, (Fault.SUPPLIES_EMPTY,)),
        ("other-report", Health.OK, ()),
    ],
)
def test_reasons(reasons: object, health: Health, faults: tuple[Fault, ...]) -> None:
    word = read_answer(answer({**IDLE, "printer-state-reasons": reasons}))
    assert health_of(word) == (health, faults)


def test_a_printer_that_stands_still_for_no_known_reason_is_broken() -> None:
    stopped = read_answer(answer({**IDLE, "printer-state": 5}))
    assert health_of(stopped) == (Health.BROKEN, (Fault.STOPPED,))
    refusing = read_answer(answer({**IDLE, "printer-is-accepting-jobs": False}))
    assert health_of(refusing) == (Health.BROKEN, (Fault.STOPPED,))


def test_garbage_and_half_an_answer_are_silence() -> None:
    whole, dice = answer(IDLE), random.Random(8631)
    assert read_answer(b"") == Silence(is_off=False)
    for end in range(0, len(whole) - len(b"</plist></dict></plist>"), 7):
        assert read_answer(whole[:end]) == Silence(is_off=False)
    for _ in range(300):
        read = read_answer(dice.randbytes(200) + b"</plist>")
        assert read == Silence(is_off=False)
    assert health_of(Silence(is_off=False)) == (Health.UNKNOWN, (Fault.NOT_ANSWERING,))


@pytest.mark.parametrize("missing", ["printer-state", "printer-state-reasons"])
def test_an_answer_that_lacks_what_matters_is_silence(missing: str) -> None:
    partly = {name: value for name, value in IDLE.items() if name != missing}
    assert read_answer(answer(partly)) == Silence(is_off=False)


def test_nobody_there_is_off() -> None:
    word = ask_printer(f"ipp://localhost:{free_port()}/ipp/print")
    assert word == Silence(is_off=True)
    assert health_of(word) == (Health.ABSENT, (Fault.OFF,))
