"""The two sides of a call from a kiosk, without browsers: the kiosk's app and an agent's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from contactcenter.center import EXTENSION, Center
from contactcenter.queue import activity, match
from contactcenter.telephony import control
from contactcenter.telephony.acting import Done
from shared.models import Activity, Agent, Call, Reservation
from tests.contactcenter.city import City
from tests.contactcenter.console import Console

WORDS = "v=0 o=- 4611731400430051336 fingerprint sha-256 19:E2:1C:3B"


@dataclass
class Screen:
    """A kiosk's app, as the city hears it."""

    city: City
    token: str

    def ask(self, path: str, **body: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"}
        client = self.city.app.test_client()
        return client.post(f"/kiosk-api/calls{path}", json=body, headers=headers)

    def begin(self, key: str = "visit.call1", language: str = "pl", **more: Any) -> dict[str, Any]:
        response = self.ask("", key=key, language=language, **more)
        assert response.status_code == 200, response.status_code
        return response.get_json()

    def pulse(self, call_id: str, **body: Any) -> dict[str, Any]:
        return self.ask(f"/{call_id}", **body).get_json()


@dataclass
class Phone:
    """An agent's page that carries the sound."""

    city: City
    agent_id: str
    console: Console

    def pulse(self, call_id: str, **body: Any) -> dict[str, Any]:
        if self.console.page is None:
            self.console.get("/")
        headers = {"X-CSRFToken": self.console.token()}
        return self.console.client.post(f"/media/{call_id}", json=body, headers=headers).get_json()

    def mine(self) -> list[dict[str, str]]:
        return self.console.client.get("/media").get_json()["calls"]

    def offered(self) -> str | None:
        """What rings here once whoever waits has been offered."""
        with room(self.city).store.write() as db:
            match.offer(db, self.city.clock.now())
            mine = Reservation.agent_id == self.agent_id
            return db.scalar(select(Reservation.id).where(mine).order_by(Reservation.id.desc()))

    def accept(self) -> str:
        offer_id = self.offered()
        assert offer_id is not None
        done = control.accept(room(self.city), offer_id, self.agent_id)
        assert isinstance(done, Done), done
        return done.call_id


def room(city: City) -> Center:
    return city.app.extensions[EXTENSION]


def make_ready(city: City, sign_in: str) -> Phone:
    console = city.console(sign_in)
    with city.store.write() as db:
        agent_id = db.scalar(select(Agent.id).where(Agent.sign_in == sign_in))
        assert agent_id is not None
        activity.phone_seen(db, agent_id, city.clock.now())
        activity.set_activity(db, agent_id, Activity.READY, None, city.clock.now())
    return Phone(city, agent_id, console)


def call_of(city: City, call_id: str) -> Call:
    with city.store.read() as db:
        return db.get_one(Call, call_id)


def count(city: City, table: type[Any]) -> int:
    with city.store.read() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def connect(screen: Screen, phone: Phone, call_id: str, attempt: str = "a1") -> None:
    """The two browsers find each other, and each reports that it hears."""
    screen.pulse(call_id, said=[{"what": "hello", "attempt": f"h-{attempt}"}])
    phone.pulse(call_id, said=[{"what": "offer", "attempt": attempt, "text": WORDS}])
    screen.pulse(call_id, said=[{"what": "answer", "attempt": attempt, "text": WORDS}])
    phone.pulse(call_id, hears=True, attempt=attempt)
    screen.pulse(call_id, hears=True, attempt=attempt)
