"""The daemon is killed at random while several sides print: the journal and the tray agree."""

from __future__ import annotations

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from hardware.client import Settlement, State
from tests.hardware.conftest import PDF, RunningDaemon, StartDaemon
from tests.tally import count, tally

KILLS = count(5, 200)
SIDES = 3
SHEETS_POSSIBLE = {State.CONFIRMED: {1}, State.FAILED: {0}, State.UNKNOWN: {0, 1}}


Answers = dict[str, Settlement | None]


def print_until_it_dies(daemon: RunningDaemon, name: str, printed: threading.Semaphore) -> Answers:
    """Print one sheet after another; what was answered for each key, None where nothing was."""
    answers: Answers = {}
    while True:
        key = f"{name}-{len(answers):04}"
        answer = daemon.client.print_document("printer", PDF, key=key, title="Kartka")
        answers[key] = answer if isinstance(answer, Settlement) else None
        if answers[key] is None:
            return answers
        printed.release()


def kill_one(daemon: RunningDaemon, name: str, sheets: int, delay_seconds: float) -> Answers:
    """Kill the daemon so many sheets and a moment after it began to print."""
    printed = threading.Semaphore(0)
    with ThreadPoolExecutor(SIDES) as pool:
        sides = [
            pool.submit(print_until_it_dies, daemon, f"{name}-{side}", printed)
            for side in range(SIDES)
        ]
        for _ in range(sheets):
            assert printed.acquire(timeout=10)
        threading.Event().wait(delay_seconds)
        daemon.kill()
        return {key: answer for side in sides for key, answer in side.result().items()}


@pytest.mark.proof
def test_what_is_said_of_each_sheet_is_true_however_often_it_dies(
    start_daemon: StartDaemon,
) -> None:
    dice = random.Random(9186)
    answers: Answers = {}
    for kill in range(KILLS):
        sheets, delay_seconds = dice.randrange(1, 8), dice.uniform(0.0, 0.01)
        answers |= kill_one(start_daemon(), f"run-{kill:03}", sheets, delay_seconds)

    daemon = start_daemon()
    tray = Counter(sheet.name.partition("-")[2].removesuffix(".pdf") for sheet in daemon.sheets())
    settled = {key: daemon.client.settlement(key) for key in answers}
    untrue = [key for key in answers if not is_true(answers[key], settled[key], tray[key])]
    known = Counter(s.state.value for s in settled.values() if isinstance(s, Settlement))
    tally(
        "kill -9 of the hardware daemon while it prints",
        kills=KILLS,
        sheets=len(answers),
        unknown=known["unknown"],
        doubled=sum(copies > 1 for copies in tray.values()),
        untrue=len(untrue),
    )
    assert untrue == []
    assert set(tray) <= set(answers)
    assert known["confirmed"] >= KILLS


def is_true(answered: Settlement | None, settled: object, sheets: int) -> bool:
    """Whether the journal agrees with the tray, and with what was said before the kill."""
    if settled is None:
        return answered is None and sheets == 0
    assert isinstance(settled, Settlement)
    kept_its_word = answered is None or answered == settled
    return kept_its_word and sheets in SHEETS_POSSIBLE[settled.state]
