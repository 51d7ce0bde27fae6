"""The hardware daemon is killed while a page listens; the kiosk itself is told to stop."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import urllib3

from hardware.client import HardwareClient
from tests.citizen import CitizenOverHttp
from tests.fleet import Fleet, await_that
from tests.tally import count, tally

KILLS = count(1, 10)
BACK_IN_SERVICE_SECONDS = 5.0


@pytest.fixture
def citizen(fleet: Fleet) -> CitizenOverHttp:
    citizen = CitizenOverHttp(fleet.state.kiosk.url)
    citizen.begin()
    return citizen


class Page:
    """What the page hears from the devices, line by line."""

    def __init__(self, citizen: CitizenOverHttp) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in citizen.cookies.items())
        self.heard: list[str] = []
        self.is_over = threading.Event()
        self._pool = urllib3.PoolManager(retries=False, timeout=30)
        self._response = self._pool.request(
            "GET",
            f"{citizen.kiosk}/devices/events",
            headers={"Cookie": cookies},
            preload_content=False,
        )
        assert self._response.status == 200
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def await_rings(self, count: int) -> None:
        await_that(lambda: self.heard.count("event: reading") >= count, "no bell rang")

    def close(self) -> None:
        self._thread.join(30)
        self._response.close()
        self._pool.clear()

    def _listen(self) -> None:
        for chunk in self._response.stream(1024):
            self.heard += chunk.decode().splitlines()
        self.is_over.set()


@contextmanager
def listening(citizen: CitizenOverHttp) -> Iterator[Page]:
    page = Page(citizen)
    try:
        yield page
    finally:
        citizen.get("/finish")
        citizen.post("/finish")
        page.close()


@pytest.mark.proof
def test_a_card_tapped_before_the_kill_is_gone_and_the_next_one_is_read(
    fleet: Fleet, citizen: CitizenOverHttp
) -> None:
    hands = HardwareClient(fleet.state.socket)
    back_after, stale = [], 0
    with listening(citizen) as page:
        for kill in range(KILLS):
            await_that(lambda: is_reading(hands), "the reader is not back")
            hands.act("reader", "tap", number="OKDEMO-KL-000001")
            page.await_rings(2 * kill + 1)
            citizen.post("/reading")
            assert "Karta Łodzianina" in citizen.page
            fleet.kill("hardware daemon")
            fleet.start("hardware daemon")
            began = time.monotonic()
            await_that(lambda: is_reading(hands), "the reader is not back")
            hands.act("reader", "tap", number="OKDEMO-LKDR-000002")
            page.await_rings(2 * kill + 2)
            back_after.append(time.monotonic() - began)
            citizen.post("/reading")
            stale += "Karta Łodzianina" in citizen.page
            assert "Łódzka Karta Dużej Rodziny" in citizen.page
    tally(
        "hardware daemon killed while a page listens",
        kills=KILLS,
        stale_cards=stale,
        back_in_service_seconds=round(max(back_after), 2),
    )
    assert not stale
    assert max(back_after) <= BACK_IN_SERVICE_SECONDS


def test_the_kiosk_stops_at_once_with_a_page_listening(
    fleet: Fleet, citizen: CitizenOverHttp
) -> None:
    page = Page(citizen)
    await_that(lambda: "event: headphones" in page.heard, "the stream says nothing")
    process = fleet.running.pop("kiosk")
    process.send_signal(signal.SIGTERM)
    assert page.is_over.wait(2), "whoever stops must hang up before it waits for requests to end"
    assert "event: over" in page.heard
    assert process.wait(timeout=30) == 0
    page.close()


def is_reading(hands: HardwareClient) -> bool:
    """Whether the virtual reader is at work."""
    devices = hands.devices()
    return isinstance(devices, list) and any(
        d.name == "reader" and d.health == "ok" for d in devices
    )
