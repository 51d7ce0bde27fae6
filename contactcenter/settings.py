"""What the contact center needs to know before it starts, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contactcenter.desk.points import FILE as OUR_DESKS
from contactcenter.sign_in_settings import SignInSettings, read_sign_in_settings
from contactcenter.telephony.budget import CALLS_PER_DAY
from contactcenter.telephony.ice import IceSettings, read_ice_settings
from contactcenter.telephony.settings import TelephonySettings, read_telephony_settings
from shared.intake.message import PARTS_PER_DAY
from shared.web.environment import Environment, SettingsFault

DEFAULT_PORT = 8620
SIGNING_KEY = "OKIENKO_CONTENT_SIGNING_KEY_FILE"
DESK_FILE = "OKIENKO_DESK_POINTS"


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and another. Secrets stay out of repr.

    Every key and secret is 32 bytes; none has a default. Without `content_signing_key` nothing can
    be published here. `redis_url`: where several processes meet; None for the only one. `proxies`:
    how many of ours stand before this process and say who is asking. `metrics_port`: on loopback,
    0 for none. `desk_points`: the information desks as data.
    """

    database_url: str = field(repr=False)
    content_bundle: Path
    content_public_key: bytes
    secret_key: bytes = field(repr=False)
    city_private_key: bytes = field(repr=False)
    city_secret: bytes = field(repr=False)
    content_signing_key: bytes | None = field(default=None, repr=False)
    port: int = DEFAULT_PORT
    public_url: str = f"http://127.0.0.1:{DEFAULT_PORT}"
    message_parts_per_day: int = PARTS_PER_DAY
    calls_per_day: int = CALLS_PER_DAY
    telephony: TelephonySettings = field(default_factory=TelephonySettings)
    ice: IceSettings = field(default_factory=IceSettings)
    sign_in: SignInSettings = field(default_factory=SignInSettings)
    redis_url: str | None = field(default=None, repr=False)
    proxies: int = 0
    metrics_port: int = 0
    desk_points: Path = OUR_DESKS

    @property
    def is_alone(self) -> bool:
        """Whether no other process serves the same city."""
        return self.redis_url is None

    @property
    def is_served_over_tls(self) -> bool:
        """Whether agents reach the console through https."""
        return self.public_url.startswith("https://")


def read_settings(variables: Mapping[str, str] = os.environ) -> Settings:
    """The settings the environment describes; raises SettingsFault naming the first wrong one."""
    environment = Environment(variables)
    port = environment.port("OKIENKO_PORT", DEFAULT_PORT)
    return Settings(
        database_url=environment.text("OKIENKO_DATABASE_URL"),
        content_bundle=environment.file("OKIENKO_CONTENT_BUNDLE"),
        content_public_key=environment.key("OKIENKO_CONTENT_PUBLIC_KEY_FILE"),
        secret_key=environment.key("OKIENKO_SECRET_KEY_FILE"),
        city_private_key=environment.key("OKIENKO_CITY_PRIVATE_KEY_FILE"),
        city_secret=environment.ring("OKIENKO_CITY_SECRET_FILE"),
        content_signing_key=environment.key(SIGNING_KEY) if SIGNING_KEY in variables else None,
        port=port,
        public_url=environment.web_address("OKIENKO_PUBLIC_URL", f"http://127.0.0.1:{port}"),
        telephony=read_telephony_settings(environment),
        ice=read_ice_settings(environment),
        sign_in=read_sign_in_settings(environment),
        desk_points=environment.file(DESK_FILE) if DESK_FILE in variables else OUR_DESKS,
        message_parts_per_day=environment.count("OKIENKO_MESSAGE_PARTS_PER_DAY", PARTS_PER_DAY),
        calls_per_day=environment.count("OKIENKO_CALLS_PER_DAY", CALLS_PER_DAY),
        redis_url=_read_redis_url(environment),
        proxies=environment.count("OKIENKO_PROXIES", 0),
        metrics_port=_read_metrics_port(environment),
    )


def _read_metrics_port(environment: Environment) -> int:
    name = "OKIENKO_METRICS_PORT"
    return environment.port(name, 0) if name in environment.variables else 0


def _read_redis_url(environment: Environment) -> str | None:
    """Where the processes meet; it may carry a password, so it is not quoted when it is wrong."""
    if "OKIENKO_REDIS_URL" not in environment.variables:
        return None
    url = environment.text("OKIENKO_REDIS_URL")
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsFault("OKIENKO_REDIS_URL is no address of a Redis server")
    return url
