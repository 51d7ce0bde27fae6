"""A kiosk to test: the real app over a database of its own, a printer and a city that obey."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hardware.client import DeviceStatus, HardwareAway, Health, Kind, Settlement, State
from kiosk.app import create_app
from kiosk.kiosk import EXTENSION, Kiosk
from kiosk.settings import Settings
from shared.bundle import Knowledge
from shared.clock import SimulatedClock
from shared.crypto import new_key
from shared.intake.keys import KioskKeys
from shared.intake.numbers import keep_numbers
from shared.intake.slip import new_number
from tests.kiosk.content import small_city
from tests.page import check_page

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')


@dataclass
class FakePrinter:
    """A hardware client whose printer does what a test says; keeps what it was given."""

    state: State = State.CONFIRMED
    away: str | None = None
    remembers: bool = True
    kind: Kind = Kind.PAGE_PRINTER
    papers: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, int | None] = field(default_factory=dict)
    called_off: list[str] = field(default_factory=list)

    def devices(self) -> list[DeviceStatus]:
        return [DeviceStatus("sheets", self.kind, Health.OK, (), MORNING, MORNING)]

    def call_off(self, key: str) -> Settlement:
        self.called_off.append(key)
        return self._settlement(key)

    def print_document(
        self, printer: str, pdf: bytes, *, key: str, title: str, pages: int | None = None
    ) -> Settlement | HardwareAway:
        self.papers[key], self.pages[key] = pdf, pages
        return HardwareAway(self.away) if self.away else self._settlement(key)

    def settlement(self, key: str) -> Settlement | None:
        return self._settlement(key) if self.remembers else None

    def _settlement(self, key: str) -> Settlement:
        return Settlement(key, self.state, None, "", None, MORNING)


@dataclass
class Device:
    """The kiosk, its clock and its printer."""

    app: Flask
    clock: SimulatedClock
    printer: FakePrinter
    city_key: X25519PrivateKey

    @property
    def kiosk(self) -> Kiosk:
        return self.app.extensions[EXTENSION]

    def citizen(self) -> Citizen:
        return Citizen(self.app.test_client())

    def print_all(self) -> None:
        self.kiosk.print_room.work()

    def give_numbers(self, count: int) -> None:
        with self.kiosk.store.write() as db:
            numbers = [new_number() for _ in range(count)]
            keep_numbers(db, "kiosk-1", numbers, self.clock.now())


@dataclass
class Citizen:
    """A browser without scripts; every page it sees is checked."""

    browser: FlaskClient
    page: str = ""

    def get(self, path: str, **headers: str) -> TestResponse:
        return self._see(self.browser.get(path, headers=headers))

    def post(self, path: str, **fields: object) -> TestResponse:
        """Press a button on the page that is open; does not follow where it leads."""
        token = TOKEN.search(self.page)
        assert token, "no form on the page"
        return self.browser.post(path, data={"csrf_token": token[1], **fields})

    def press(self, path: str, **fields: object) -> str:
        """Press a button and look at the page it leads to."""
        response = self.post(path, **fields)
        assert response.status_code == 303, response.get_data(as_text=True)
        return self.get(response.headers["Location"]).get_data(as_text=True)

    def begin(self, language: str = "pl") -> Citizen:
        self.get("/")
        self.press("/start")
        self.press("/language", language=language)
        return self

    def asked(self) -> str | None:
        """The key of the question on the screen; None when the interview is over."""
        self.get("/check")
        key = KEY.search(self.page)
        return key[1] if key else None

    def answer(self, answers: dict[str, str]) -> list[str]:
        """Answer until nothing is asked: a tapped value, or "=123" to type; else "I don't know"."""
        seen = []
        while (key := self.asked()) is not None:
            seen.append(key)
            given = answers.get(key, "dont_know")
            if given.startswith("="):
                self.press("/check", key=key, answer="number", number=given[1:])
            else:
                self.press("/check", key=key, answer=given)
            assert len(seen) < 50, "the questions do not end"
        return seen

    def _see(self, response: TestResponse) -> TestResponse:
        if response.status_code == 303:
            return self.get(response.headers["Location"])
        if response.mimetype == "text/html" and response.data:
            check_page(response)
            self.page = response.get_data(as_text=True)
        return response


def build_device(folder: Path, knowledge: Knowledge | None = None, *, numbers: int = 5) -> Device:
    """A kiosk whose worker threads stand still: tests call their work themselves."""
    city_key = X25519PrivateKey.generate()
    clock, printer = SimulatedClock(MORNING), FakePrinter()
    settings = Settings(
        database_url=f"sqlite:///{folder / 'kiosk.db'}",
        content_bundle=folder / "content.bundle",
        content_public_key=Ed25519PrivateKey.generate().public_key(),
        secret_key=new_key(),
        keys=KioskKeys(new_key(), city_key.public_key()),
        kiosk_id="kiosk-1",
        kiosk_token="t0ken-of-the-kiosk-1234567890-abcdef",
        contactcenter_url="http://127.0.0.1:1",
        hardware_socket=folder / "hw.sock",
    )
    knowledge = knowledge or small_city()
    app = create_app(settings, clock=clock, knowledge=knowledge, workers=False)
    device = Device(app, clock, printer, city_key)
    device.kiosk.print_room.hardware = printer
    if numbers:
        device.give_numbers(numbers)
    return device
