"""Made-up callers for a center that runs on this machine: the provider's process lets them call.

Agents, where they are wanted, work in this process, on the center's own database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from urllib.parse import urlencode

import urllib3

from contactcenter import create_app
from contactcenter.center import EXTENSION, Center
from contactcenter.settings import Settings
from contactcenter.simulation.crew import Crew, dismiss, hire
from contactcenter.simulation.marks import Removed, remove
from contactcenter.telephony.local_provider.rest import credentials
from shared.clock import SystemClock
from shared.store import open_store

BEAT_SECONDS = 1.0
ASKED_BEATS = 5  # how often the provider is asked how far it is
ASK_SECONDS = 5.0


class NotRunning(RuntimeError):
    """It cannot be done here; the message is one line a person can act on."""


@dataclass
class Provider:
    """The local provider's door for simulations. Raises NotRunning."""

    address: str
    token: str = field(repr=False)
    _http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, timeout=ASK_SECONDS)
    )

    def ask(self, method: str, fields: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
        """Begin (POST), look (GET) or end (DELETE) a simulation."""
        headers = {"Authorization": credentials(self.token)}
        url, body = f"{self.address}/simulation", urlencode(fields)
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif body:
            url, body = f"{url}?{body}", ""
        try:
            came = self._http.request(method, url, body=body or None, headers=headers)
        except urllib3.exceptions.HTTPError:
            raise NotRunning(f"nobody answers at {self.address}: start it with make run") from None
        if came.status == 409:
            raise NotRunning("a simulation is going on already: end that one with Ctrl-C first")
        if came.status != 200:
            raise NotRunning(f"{self.address} answered {came.status}")
        return dict(json.loads(came.data))


def provider_of(settings: Settings) -> Provider:
    """The running local provider of an installation; nothing else is ever called. NotRunning."""
    telephony = settings.telephony
    if telephony.kind != "local":
        raise NotRunning(
            f"the telephone here is {telephony.kind}: made-up callers are for local only"
        )
    return Provider(telephony.phone_url, telephony.tokens[0])


def run(
    settings: Settings,
    wanted: dict[str, str],
    agents: int,
    tell: Callable[[dict[str, Any]], None],
    stop: Event,
) -> dict[str, Any]:
    """Let them call until the last has hung up, or `stop`; how it stands then."""
    provider = provider_of(settings)
    provider.ask("GET")
    center = _center(settings) if agents else None
    agent_ids = hire(center.store, agents, center.clock.now()) if center is not None else ()
    phones = [("agent", agent_id) for agent_id in agent_ids]
    provider.ask("POST", [*wanted.items(), *phones])
    crew = Crew(center, agent_ids, int(wanted["seed"])) if center is not None else None
    try:
        return _watch(provider, crew, tell, stop)
    finally:
        provider.ask("DELETE", phones)
        if crew is not None and center is not None:
            crew.go_home()
            center.store.close()


def clear(settings: Settings) -> Removed:
    """Remove the calls of made-up callers, and let no made-up agent be rung any more."""
    provider_of(settings)
    store = open_store(settings.database_url).keep_chain(settings.city_secret)
    try:
        with store.write() as db:
            dismiss(db)
            return remove(db, settings.city_secret)
    finally:
        store.close()


def _watch(
    provider: Provider, crew: Crew | None, tell: Callable[[dict[str, Any]], None], stop: Event
) -> dict[str, Any]:
    beats = 0
    while True:
        if crew is not None:
            crew.work()
        if beats % ASKED_BEATS == 0:
            told = provider.ask("GET")
            tell(told)
            if told["is_over"] or stop.is_set():
                return told
        beats += 1
        stop.wait(BEAT_SECONDS)


def _center(settings: Settings) -> Center:
    """The center's use cases in this process; nothing is served, and no worker started."""
    center: Center = create_app(settings, SystemClock()).extensions[EXTENSION]
    return center
