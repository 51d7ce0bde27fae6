"""A whole city in a temporary folder: a database, keys, agents, a kiosk that sends slips."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from sqlalchemy import update

from contactcenter import agents, create_app
from contactcenter.agents import ensure_agent
from contactcenter.center import EXTENSION
from contactcenter.kiosks import kiosk_token
from contactcenter.settings import Settings
from contactcenter.telephony.provider import Telephony
from contactcenter.telephony.settings import TelephonySettings
from shared.bundle import write_bundle
from shared.clock import SimulatedClock
from shared.intake.envelope import Envelope, seal
from shared.intake.keys import CityKeys
from shared.intake.receive import lease_numbers, receive, register_kiosk
from shared.intake.slip import words
from shared.models import Agent, EnvelopeKind, Permission, new_id
from shared.store import Store, open_store
from tests.contactcenter.console import Console
from tests.contactcenter.content import small_city
from tests.databases import empty_tables

NINE_O_CLOCK = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PASSWORD = "bardzo tajne haslo"
KIOSK = "piap-01"
ANSWERS = {"household": {"lives_in_lodz": True, "household_size": 2}, "persons": [{"age": 41}, {}]}
EDITORS = {"ewa": "Ewa Zielińska", "jan": "Jan Wrona"}
NO_TELEPHONE = TelephonySettings()
QUICK_HASHER = agents.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@dataclass(frozen=True)
class Sent:
    """A slip as the citizen holds it."""

    digits: str
    word: str


@dataclass(frozen=True)
class City:
    """One running contact center and what stands around it."""

    app: Flask
    settings: Settings
    clock: SimulatedClock
    store: Store
    keys: CityKeys

    def console(self, sign_in: str | None = "anna") -> Console:
        """A browser of its own; signed in, unless told not to."""
        browser = Console(self.app)
        if sign_in is not None:
            browser.sign_in(sign_in, PASSWORD)
        return browser

    def close(self) -> None:
        """Let go of the database, from both sides."""
        self.store.close()
        self.app.extensions[EXTENSION].store.close()

    def add_agent(self, sign_in: str, name: str) -> str:
        """One more agent with everybody's password."""
        return ensure_agent(self.store, sign_in, name, PASSWORD, self.clock.now())

    def change_agent(self, sign_in: str, **values: Any) -> None:
        """Make an agent something else."""
        with self.store.write() as db:
            db.execute(update(Agent).where(Agent.sign_in == sign_in).values(**values))

    def lend_number(self) -> str:
        """A number a kiosk may give out, whose slip has not arrived."""
        with self.store.write() as db:
            return lease_numbers(db, KIOSK, 1, self.keys, self.clock.now())[0]

    def sealed(self, **contents: Any) -> bytes:
        """An envelope as a kiosk sends it."""
        given = {"key": new_id(), "kiosk_id": KIOSK, "made_at": self.clock.now()} | contents
        envelope = Envelope(**({"language": "pl"} | given))
        return seal(envelope, self.keys.private_key.public_key())

    def send_slip(
        self, answers: Mapping[str, Any] = ANSWERS, language: str = "pl", **contents: Any
    ) -> Sent:
        """A slip that has arrived in the city."""
        slip = Sent(self.lend_number(), words()[7])
        sealed = self.sealed(
            kind=EnvelopeKind.SLIP,
            language=language,
            answers=dict(answers),
            digits=slip.digits,
            word=slip.word,
            content_hash=small_city().content_hash,
            on=self.clock.today(),
            **contents,
        )
        with self.store.write() as db:
            assert receive(db, sealed, self.keys, self.clock.now()).state == "received"
        return slip

    def ask_for_help(self, language: str = "pl", key: str | None = None) -> str:
        """Somebody at the kiosk presses the button; answers the request's key."""
        key = key or new_id()
        sealed = self.sealed(kind=EnvelopeKind.HELP, key=key, language=language)
        with self.store.write() as db:
            receive(db, sealed, self.keys, self.clock.now())
        return key

    @property
    def token(self) -> str:
        """The bearer token of the kiosk."""
        return kiosk_token(self.settings.city_secret, KIOSK)


def build_city(
    folder: Path,
    port: int = 8620,
    telephony: TelephonySettings = NO_TELEPHONE,
    provider: Telephony | None = None,
    clock: SimulatedClock | None = None,
    database_url: str | None = None,
) -> City:
    """A city in `folder`, with agents anna and marek, editors ewa and jan, and one kiosk.

    `database_url`: where it is kept, if not in a file there; whatever is there goes.
    """
    clock = clock or SimulatedClock(NINE_O_CLOCK)
    settings = write_settings(folder, port, telephony)
    if database_url is not None:
        settings = replace(settings, database_url=database_url)
        fill(database_url)
    app = create_app(settings, clock, provider)
    keys = CityKeys(
        settings.city_secret, X25519PrivateKey.from_private_bytes(settings.city_private_key)
    )
    return City(app, settings, clock, open_store(settings.database_url), keys)


def write_settings(
    folder: Path, port: int, telephony: TelephonySettings = NO_TELEPHONE
) -> Settings:
    """The files an installation has, and the settings that name them."""
    shutil.copy(_filled_database(), folder / "city.db")
    bundle = folder / "content.bundle"
    bundle.write_bytes(write_bundle(small_city(), SIGNING_KEY))
    return Settings(
        database_url=f"sqlite:///{folder / 'city.db'}",
        content_bundle=bundle,
        content_public_key=SIGNING_KEY.public_key().public_bytes_raw(),
        secret_key=bytes(range(1, 33)),
        city_private_key=bytes(range(2, 34)),
        city_secret=bytes(range(3, 35)),
        content_signing_key=SIGNING_KEY.private_bytes_raw(),
        port=port,
        public_url=f"http://127.0.0.1:{port}",
        telephony=telephony,
    )


@cache
def _filled_database() -> Path:
    """A migrated database with agents and a kiosk, made once; argon2 is slow on purpose."""
    path = Path(mkdtemp(prefix="okienko-city-")) / "city.db"
    store = open_store(f"sqlite:///{path}")
    store.migrate()
    _fill(store)
    store.close()
    return path


def fill(database_url: str) -> None:
    """Put the city's people into a migrated database, and whoever was there out of it."""
    store = open_store(database_url)
    empty_tables(store)
    _fill(store)
    store.close()


def _fill(store: Store) -> None:
    with patch.object(agents, "_hasher", QUICK_HASHER):
        ensure_agent(store, "anna", "Anna Nowak", PASSWORD, NINE_O_CLOCK)
        ensure_agent(store, "marek", "Marek Lis", PASSWORD, NINE_O_CLOCK)
        for sign_in, name in EDITORS.items():
            editor = ensure_agent(store, sign_in, name, PASSWORD, NINE_O_CLOCK)
            agents.permit(store, editor, tuple(Permission), NINE_O_CLOCK)
    with store.write() as db:
        register_kiosk(db, KIOSK, NINE_O_CLOCK, name="Punkt na Próbnej", location_id="punkt")
