"""A kiosk and a city with keys of their own, and the way from one to the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from shared.intake.desk import GuessLimits, SlipRefused, open_slip
from shared.intake.keys import CityKeys, KioskKeys
from shared.intake.matter import OpenedMatter
from shared.intake.numbers import keep_numbers
from shared.intake.outbox import waiting_envelopes
from shared.intake.receive import Received, lease_numbers, receive, register_kiosk
from shared.intake.retention import settle_envelope
from shared.intake.submit import Slip, Taking, take
from shared.models import Agent
from shared.store import Store

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUSEHOLD = {"facts": {"household_size": 2, "income_month": "1234.56"}, "persons": [{"age": 41}]}


def taking(**changes: Any) -> Taking:
    values: dict[str, Any] = {
        "language": "uk",
        "household": HOUSEHOLD,
        "chosen": ["zasilek_okresowy", "dodatek_mieszkaniowy"],
        "content_hash": "c0ffee",
        "on": date(2026, 11, 22),
        "sheet": {"title": "Kartka", "lines": ["jeden", "dwa"]},
        "wants_paper": True,
    }
    return Taking(**values | changes)


@dataclass
class City:
    """Kiosk and city. Every table is in both databases, so for most tests one store will do."""

    store: Store
    at: datetime = AT
    kiosk_store: Store = field(default=None)  # type: ignore[assignment]  # then it is `store`
    kiosk_keys: KioskKeys = field(init=False)
    keys: CityKeys = field(init=False)

    def __post_init__(self) -> None:
        self.kiosk_store = self.kiosk_store or self.store
        private_key = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
        self.keys = CityKeys(bytes(range(2, 34)), private_key)
        self.kiosk_keys = KioskKeys(bytes(range(3, 35)), private_key.public_key())
        with self.store.write() as db:
            register_kiosk(db, "kiosk-1", self.at)
            db.add(Agent(id="ewa", name="E", sign_in="ewa", password_hash="x", created_at=self.at))

    def after(self, **duration: float) -> City:
        """The same city, later."""
        self.at += timedelta(**duration)
        return self

    def lend(self, count: int = 5, kiosk_id: str = "kiosk-1") -> list[str]:
        with self.store.write() as db:
            numbers = lease_numbers(db, kiosk_id, count, self.keys, self.at)
        with self.kiosk_store.write() as db:
            keep_numbers(db, kiosk_id, numbers, self.at)
        return numbers

    def take(self, key: str = "key-1", **changes: Any) -> Slip:
        with self.kiosk_store.write() as db:
            slip = take(db, key, taking(**changes), self.kiosk_keys, self.at)
        assert isinstance(slip, Slip)
        return slip

    def deliver(self) -> list[Received]:
        with self.kiosk_store.read() as db:
            waiting = waiting_envelopes(db)
        results = []
        for envelope in waiting:
            with self.store.write() as db:
                results.append(receive(db, envelope.sealed, self.keys, self.at))
            with self.kiosk_store.write() as db:
                settle_envelope(db, envelope.key)
        return results

    def open(
        self,
        digits: str,
        word: str,
        *,
        agent_id: str = "ewa",
        source: str = "desk-1",
        limits: GuessLimits | None = None,
    ) -> OpenedMatter | SlipRefused:
        options = {} if limits is None else {"limits": limits}
        with self.store.write() as db:
            return open_slip(db, digits, word, agent_id, source, self.keys, self.at, **options)

    def opened(self, slip: Slip, agent_id: str = "ewa") -> OpenedMatter:
        matter = self.open(slip.digits, slip.word, agent_id=agent_id)
        assert isinstance(matter, OpenedMatter)
        return matter

    def slip(self, key: str = "key-1") -> Slip:
        """A slip taken at the kiosk and known in the city."""
        self.lend(1)
        slip = self.take(key)
        self.deliver()
        return slip


@pytest.fixture
def city(store: Store) -> City:
    """On SQLite and on PostgreSQL."""
    return City(store)


@pytest.fixture
def lite_city(sqlite_store: Store) -> City:
    """On SQLite alone."""
    return City(sqlite_store)
