"""Servers that help a kiosk's browser and an agent's find a way to each other.

On one machine or one network none is needed. Between networks coturn relays; it knows us by a
password that is made for each call and soon worthless (its "REST API": `use-auth-secret`).
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.intake.kiosk_call import IceServer
from shared.web.environment import Environment, SettingsFault

GOOD_FOR = timedelta(hours=2)  # longer than any call: a relay is asked for anew while one lasts
SCHEMES = ("stun:", "stuns:", "turn:", "turns:")


@dataclass(frozen=True)
class IceSettings:
    """`urls`: as browsers want them ("turn:turn.example:3478?transport=udp"). `secret`: what
    coturn's `static-auth-secret` says; never in repr. `is_relayed`: the browsers do not even try to
    reach each other directly, where the networks are not to know of one another.
    """

    urls: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    is_relayed: bool = False


def read_ice_settings(environment: Environment) -> IceSettings:
    """Where the servers are; raises SettingsFault for an address that is none."""
    urls = tuple(environment.variables.get("OKIENKO_ICE_URLS", "").split())
    wrong = next((url for url in urls if not url.startswith(SCHEMES)), None)
    if wrong is not None:
        raise SettingsFault(f"OKIENKO_ICE_URLS: not a stun or turn address: {wrong}")
    has_relay = any(_is_relay(url) for url in urls)
    is_relayed = environment.variables.get("OKIENKO_ICE_RELAYED") == "yes"
    if is_relayed and not has_relay:
        raise SettingsFault("OKIENKO_ICE_RELAYED: there is no turn address in OKIENKO_ICE_URLS")
    secret = environment.token("OKIENKO_TURN_SECRET_FILE") if has_relay else ""
    return IceSettings(urls, secret, is_relayed)


def ice_servers(settings: IceSettings, name: str, at: datetime) -> list[IceServer]:
    """What a browser is given for one call; `name` tells the calls apart in coturn's log."""
    relays = [url for url in settings.urls if _is_relay(url)]
    plain = [url for url in settings.urls if not _is_relay(url)]
    servers = [IceServer(plain)] if plain else []
    if relays:
        username, credential = turn_password(settings.secret, name, at + GOOD_FOR)
        servers.append(IceServer(relays, username, credential))
    return servers


def turn_password(secret: str, name: str, until: datetime) -> tuple[str, str]:
    """User name and password: the instant it ends (Unix seconds) and HMAC-SHA-1 over it, base64.

    SHA-1 is what coturn computes; as a MAC it is not what has been broken.
    """
    username = f"{int(until.timestamp())}:{name}"
    mac = hmac.digest(secret.encode(), username.encode(), "sha1")
    return username, base64.b64encode(mac).decode()


def _is_relay(url: str) -> bool:
    return url.startswith("turn")
