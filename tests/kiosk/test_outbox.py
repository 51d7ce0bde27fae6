"""The way to the city: delivered once, retried patiently, numbers topped up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from kiosk.outbox import AT_ONCE, FEWEST_NUMBERS, IDLE_SECONDS, LONGEST_WAIT_SECONDS, Outbox
from shared.intake.numbers import count_numbers
from shared.intake.outbox import count_waiting
from shared.intake.slip import new_number
from shared.intake.submit import ask_for_help
from shared.worker import Worker, log
from tests.kiosk.device import Citizen, Device


class FakeCity(ThreadingHTTPServer):
    """Answers as told and remembers what it was sent."""

    status = 200
    state = "received"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Desk(BaseHTTPRequestHandler):
    """One request to the fake city."""

    server: FakeCity

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        answer: dict[str, object] = {"state": self.server.state}
        if self.path.endswith("leases"):
            answer = {"numbers": [new_number() for _ in range(json.loads(body)["count"])]}
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def city() -> Iterator[FakeCity]:
    city = FakeCity()
    thread = Thread(target=city.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield city
    city.shutdown()
    thread.join()
    city.server_close()


@pytest.fixture
def outbox(device: Device, city: FakeCity) -> Iterator[Outbox]:
    outbox = device.kiosk.outbox
    object.__setattr__(outbox.settings, "contactcenter_url", city.url)
    return outbox


def waiting(device: Device) -> int:
    with device.kiosk.store.read() as db:
        return count_waiting(db)


@pytest.fixture
def asker(citizen: Citizen) -> Citizen:
    """Somebody who told the center that they are here."""
    citizen.get("/talk")
    citizen.press("/talk")
    return citizen


def test_an_envelope_goes_with_key_and_token(
    device: Device, city: FakeCity, outbox: Outbox, asker: Citizen
) -> None:
    assert "Czekamy na połączenie" in asker.get("/talk").text
    assert outbox.deliver()
    ((path, headers, body),) = city.got
    assert path == "/kiosk-api/envelopes"
    assert headers["Authorization"] == f"Bearer {outbox.settings.kiosk_token}"
    assert headers["Idempotency-Key"].endswith(".help")
    assert body
    assert waiting(device) == 0
    assert "Centrum już wie" in asker.get("/talk").text
    assert outbox.deliver()
    assert len(city.got) == 1


def test_asking_twice_tells_the_center_once(device: Device, asker: Citizen) -> None:
    asker.press("/talk")
    assert waiting(device) == 1


@pytest.mark.parametrize("status", [500, 503, 401, 302])
def test_what_is_not_taken_stays(
    device: Device, city: FakeCity, outbox: Outbox, asker: Citizen, status: int
) -> None:
    city.status = status
    assert not outbox.deliver()
    assert waiting(device) == 1
    city.status = 200
    assert outbox.deliver()
    assert waiting(device) == 0


def test_what_the_city_refuses_for_good_is_not_sent_for_ever(
    device: Device, city: FakeCity, outbox: Outbox, asker: Citizen
) -> None:
    city.state = "refused"
    assert outbox.deliver()
    assert waiting(device) == 0
    assert "Zgłoszenie jest zamknięte" in asker.get("/talk").text


def test_numbers_are_topped_up_while_few_are_left(
    device: Device, city: FakeCity, outbox: Outbox
) -> None:
    assert outbox.top_up()
    with device.kiosk.store.read() as db:
        assert count_numbers(db) >= FEWEST_NUMBERS
    assert outbox.top_up()
    assert len(city.got) == 1


def test_with_the_line_down_it_waits_longer_and_longer(device: Device, citizen: Citizen) -> None:
    outbox = device.kiosk.outbox  # its city listens nowhere
    rests = [outbox.work() for _ in range(3)]
    assert all(rest > 0 for rest in rests)
    assert outbox.wait_seconds(3) < outbox.wait_seconds(6) > 2
    assert all(outbox.wait_seconds(n) <= LONGEST_WAIT_SECONDS for n in range(100))


def test_the_same_seed_waits_the_same(device: Device) -> None:
    room = device.kiosk
    one, other = (Outbox(room.store, room.settings, room.clock, seed=7) for _ in range(2))
    assert [one.wait_seconds(n) for n in range(9)] == [other.wait_seconds(n) for n in range(9)]


def test_a_worker_survives_a_fault_and_quotes_nobody(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "disabled", False)  # the import linter switches loggers off

    def stumble() -> float:
        raise ValueError("income 444")

    worker = Worker("stumbling", stumble)
    assert worker._once() > 0
    assert "ValueError" in caplog.text
    assert "444" not in caplog.text


def test_a_worker_wakes_by_its_bell_and_stops(device: Device) -> None:
    worked = Event()

    def work() -> float:
        worked.set()
        return 600.0

    worker = Worker("ringing", work)
    worker.start()
    assert worked.wait(5)
    worked.clear()
    worker.ring()
    assert worked.wait(5)
    worker.stop()
    assert not worker._thread.is_alive()


def test_a_delivered_envelope_ends_the_backing_off(
    device: Device, citizen: Citizen, city: FakeCity
) -> None:
    outbox = device.kiosk.outbox  # its city listens nowhere
    citizen.get("/talk")
    citizen.press("/talk")
    for _ in range(8):
        outbox.work()
    object.__setattr__(outbox.settings, "contactcenter_url", city.url)
    assert outbox.work() == IDLE_SECONDS
    assert outbox.wait_seconds(1) < 1
    assert outbox._failures == 0


def test_what_piled_up_while_the_line_was_down_goes_without_a_rest(
    device: Device, city: FakeCity
) -> None:
    room = device.kiosk
    with room.store.write() as db:
        for number in range(60):
            ask_for_help(db, f"key-{number}", "kiosk-1", "pl", room.keys, device.clock.now())
    object.__setattr__(room.settings, "contactcenter_url", city.url)
    assert room.outbox.work() == AT_ONCE
    assert room.outbox.work() == IDLE_SECONDS
    with room.store.read() as db:
        assert count_waiting(db) == 0
