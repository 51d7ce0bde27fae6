"""What the kiosk must be told before it starts: read from the environment once, then frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from shared.intake.keys import KioskKeys
from shared.web.environment import Environment

DEFAULT_PORT = 8610
DEFAULT_PRINTER = "sheets"


@dataclass(frozen=True)
class Settings:
    """Everything outside the code that the kiosk depends on. Secrets stay out of its repr."""

    database_url: str
    content_bundle: Path
    content_public_key: Ed25519PublicKey = field(repr=False)
    secret_key: bytes = field(repr=False)
    keys: KioskKeys = field(repr=False)
    kiosk_id: str
    kiosk_token: str = field(repr=False)
    contactcenter_url: str
    hardware_socket: Path
    printer: str = DEFAULT_PRINTER
    port: int = DEFAULT_PORT
    location_id: str | None = None

    @property
    def fetched_bundle(self) -> Path:
        """Where content fetched from the city is kept: beside what came with the device."""
        return self.content_bundle.with_suffix(".fetched")


def read_settings(variables: Mapping[str, str] = os.environ) -> Settings:
    """The settings the environment describes; raises SettingsFault naming the first wrong one."""
    environment = Environment(variables)
    content_key = environment.key("OKIENKO_CONTENT_PUBLIC_KEY_FILE")
    return Settings(
        database_url=environment.text("OKIENKO_DATABASE_URL"),
        content_bundle=environment.file("OKIENKO_CONTENT_BUNDLE"),
        content_public_key=Ed25519PublicKey.from_public_bytes(content_key),
        secret_key=environment.key("OKIENKO_SECRET_KEY_FILE"),
        keys=_keys(environment),
        kiosk_id=environment.text("OKIENKO_KIOSK_ID"),
        kiosk_token=environment.token("OKIENKO_KIOSK_TOKEN_FILE"),
        contactcenter_url=environment.web_address("OKIENKO_CONTACTCENTER_URL"),
        hardware_socket=Path(environment.text("OKIENKO_HARDWARE_SOCKET")),
        printer=environment.text("OKIENKO_PRINTER", DEFAULT_PRINTER),
        port=environment.port("OKIENKO_PORT", DEFAULT_PORT),
        location_id=environment.variables.get("OKIENKO_KIOSK_LOCATION") or None,
    )


def _keys(environment: Environment) -> KioskKeys:
    city_public_key = environment.key("OKIENKO_CITY_PUBLIC_KEY_FILE")
    return KioskKeys(
        device_key=environment.key("OKIENKO_DEVICE_KEY_FILE"),
        city_public_key=X25519PublicKey.from_public_bytes(city_public_key),
    )
