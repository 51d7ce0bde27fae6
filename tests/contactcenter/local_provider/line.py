"""An exchange on a clock that stands still, and an app that answers from a list of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from contactcenter.telephony.local_provider.chaos import CALM, Chaos
from contactcenter.telephony.local_provider.client import LocalTelephony
from contactcenter.telephony.local_provider.exchange import Exchange, Manners
from contactcenter.telephony.local_provider.inside import Inside
from contactcenter.telephony.local_provider.parts import Line
from contactcenter.telephony.local_provider.post import NOBODY, Response
from shared.clock import SimulatedClock

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
APP = "http://app.test"
TOKEN = "a token of this test and of nothing else"
LINE = Line("+48800000000", f"{APP}/voice", f"{APP}/ended", f"{APP}/text", f"{APP}/fallback")
CALLER = "+48451000101"


@dataclass(frozen=True)
class Asked:
    """One request that reached the app."""

    method: str
    path: str
    form: Mapping[str, str]
    headers: Mapping[str, str]
    url: str


@dataclass
class App:
    """Answers each path with its document; None: nobody is there; a number: that status."""

    documents: dict[str, Any]
    asked: list[Asked] = field(default_factory=list)

    def __call__(
        self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        path = url.partition("#")[0].removeprefix(APP)
        self.asked.append(Asked(method, path, dict(form), headers, url))
        found = self.documents.get(path, "")
        if found is None:
            return NOBODY
        if isinstance(found, int):
            return Response(found)
        return Response(200, f"<Response>{found}</Response>")

    def forms(self, path: str) -> list[Mapping[str, str]]:
        """What was sent to a path, in its order."""
        return [one.form for one in self.asked if one.path == path]

    def told(self, path: str, name: str) -> list[str]:
        """One field of all that was sent to a path."""
        return [form.get(name, "") for form in self.forms(path)]


@dataclass
class World:
    """The exchange, its app and its clock."""

    exchange: Exchange
    app: App
    clock: SimulatedClock
    telephony: LocalTelephony
    http: Inside

    def call(self) -> str:
        """Somebody calls; what follows at once has happened."""
        sid = self.exchange.dial(CALLER)
        self.exchange.advance()
        return sid


def world(
    documents: dict[str, Any], *, chaos: Chaos = CALM, seed: int = 7, strict: bool = True
) -> World:
    """A line whose app has these documents by path."""
    clock = SimulatedClock(MORNING)
    app = App(documents)
    manners = Manners(chaos=chaos, strict=strict)
    exchange = Exchange(clock, app, seed, token=TOKEN, line=LINE, manners=manners)
    http = Inside(exchange)
    telephony = LocalTelephony("http://phone.test", TOKEN, APP, LINE.number, clock, http)
    return World(exchange, app, clock, telephony, http)
