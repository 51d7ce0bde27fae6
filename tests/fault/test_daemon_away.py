"""The hardware daemon hung or killed: the screen goes on, no paper is promised, all comes back."""

from __future__ import annotations

import os
import signal
import statistics
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hardware.client import HardwareAway, HardwareClient, Health
from shared.models import PrintJob, PrintState
from shared.store import open_store
from tests.citizen import CitizenOverHttp, first_answer
from tests.fleet import Fleet, await_that
from tests.tally import count, tally

DAEMON = "hardware daemon"
SCREENS = ("/home", "/check", "/results", "/take", "/look")
ROUNDS = count(4, 40)
NOT_PRINTED = "Kartka się nie wydrukowała. Numer i hasło są na ekranie."
PRINTED = "Kartka jest wydrukowana"


def take(fleet: Fleet) -> CitizenOverHttp:
    """Somebody who has just asked for paper and looks at the slip."""
    citizen = CitizenOverHttp(fleet.state.kiosk.url)
    citizen.begin()
    citizen.answer_questions(first_answer, most=2)
    digits, word = citizen.take()
    assert len(digits) == 8
    assert word
    assert 'src="/slip/code.svg"' in citizen.page
    return citizen


def seconds_until_told(citizen: CitizenOverHttp, words: str) -> float:
    began = time.monotonic()
    await_that(lambda: words in citizen.get("/slip"), f"the screen never said: {words}")
    return time.monotonic() - began


def sheets(fleet: Fleet) -> list[Path]:
    return list((fleet.state.hardware / "paper").glob("*.pdf"))


def is_idle(fleet: Fleet) -> bool:
    """Whether no sheet of an earlier test is on its way to paper any more."""
    store = open_store(fleet.state.database_url("kiosk"))
    with store.read() as db:
        on_its_way = PrintJob.state.in_((PrintState.WAITING, PrintState.PRINTING))
        left = db.scalar(select(func.count()).where(on_its_way))
    store.close()
    return left == 0


def page_ms(citizen: CitizenOverHttp) -> float:
    times = []
    for _ in range(ROUNDS):
        for path in SCREENS:
            began = time.perf_counter()
            citizen.get(path)
            times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def is_well(fleet: Fleet) -> bool:
    devices = HardwareClient(fleet.state.socket, timeout_seconds=1.0).devices()
    if isinstance(devices, HardwareAway):
        return False
    return all(device.health is Health.OK for device in devices)


@pytest.mark.proof
def test_a_hung_daemon_slows_no_page_promises_no_paper_and_prints_nothing_late(
    fleet: Fleet,
) -> None:
    await_that(lambda: is_well(fleet), "a device is not well")
    onlooker = CitizenOverHttp(fleet.state.kiosk.url)
    onlooker.begin()
    await_that(lambda: is_idle(fleet), "an earlier sheet is still on its way")
    earlier = len(sheets(fleet))
    usual_ms = page_ms(onlooker)
    daemon = fleet.running[DAEMON].pid
    os.kill(daemon, signal.SIGSTOP)
    try:
        hung_ms = page_ms(onlooker)
        told_seconds = seconds_until_told(take(fleet), NOT_PRINTED)
    finally:
        os.kill(daemon, signal.SIGCONT)
    began = time.monotonic()
    await_that(lambda: is_well(fleet), "it does not recover")
    well_seconds = time.monotonic() - began
    seconds_until_told(take(fleet), PRINTED)
    tally(
        "a hung hardware daemon, and back",
        extra_ms_a_page=round(hung_ms - usual_ms, 1),
        seconds_until_the_citizen_is_told=round(told_seconds, 2),
        seconds_until_back_in_service=round(well_seconds, 2),
        late_sheets=len(sheets(fleet)) - earlier - 1,
    )
    assert len(sheets(fleet)) == earlier + 1


@pytest.mark.proof
def test_a_killed_daemon_promises_no_paper_and_prints_for_the_next_one(fleet: Fleet) -> None:
    await_that(lambda: is_well(fleet), "a device is not well")
    await_that(lambda: is_idle(fleet), "an earlier sheet is still on its way")
    earlier = len(sheets(fleet))
    fleet.kill(DAEMON)
    told_seconds = seconds_until_told(take(fleet), NOT_PRINTED)
    fleet.start(DAEMON)
    await_that(lambda: is_well(fleet), "it does not recover")
    seconds_until_told(take(fleet), PRINTED)
    tally(
        "a killed hardware daemon, and back",
        seconds_until_the_citizen_is_told=round(told_seconds, 2),
        late_sheets=len(sheets(fleet)) - earlier - 1,
    )
    assert len(sheets(fleet)) == earlier + 1
