"""A day at the line on a simulated clock: a center of its own in this process, gone afterwards.

The same app, routes, signatures, queue and menu as always; only the clock, the exchange and the
people are made up. One seed, one journal.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from sqlalchemy import func, select

from contactcenter import create_app
from contactcenter.center import EXTENSION, Center
from contactcenter.queue import figures
from contactcenter.queue.figures import Figures
from contactcenter.queue.keeper import look
from contactcenter.queue.match import OFFERED
from contactcenter.settings import Settings
from contactcenter.simulation.callers import Caller
from contactcenter.simulation.crew import Crew, give_phones, hire
from contactcenter.simulation.play import Entry, Play
from contactcenter.telephony.local_provider.chaos import CALM, Chaos
from contactcenter.telephony.local_provider.client import LocalTelephony
from contactcenter.telephony.local_provider.exchange import Exchange, Manners
from contactcenter.telephony.local_provider.inside import Inside
from contactcenter.telephony.local_provider.parts import Line
from contactcenter.telephony.local_provider.post import Deliver, Response
from contactcenter.telephony.local_provider.settings import TRIAL_LINE
from contactcenter.telephony.reconcile import Reconciler
from contactcenter.telephony.sending import Dispatcher
from contactcenter.telephony.settings import TelephonySettings
from shared.bundle import Knowledge, write_bundle
from shared.clock import SimulatedClock
from shared.models import Call, Task, TaskState
from shared.store import open_store

ORIGIN = "http://127.0.0.1:8620"
STEP_SECONDS = 2.0
OVER = (TaskState.COMPLETED, TaskState.CANCELED)
LOOK_SECONDS = 10.0
RECONCILED_SECONDS = 20.0
LONGEST = timedelta(hours=14)  # by then everybody was called back, or never will be


@dataclass(frozen=True)
class Told:
    """What a simulation came to. `calls`: by how they ended; `webhooks`: how many the app got."""

    journal: tuple[Entry, ...]
    counts: Mapping[str, int]
    figures: Figures
    calls: Mapping[str, int]
    tasks: Mapping[str, int]
    webhooks: int


def live_through(
    knowledge: Knowledge,
    callers: Sequence[Caller],
    begins_at: datetime,
    agents: int,
    seed: int,
    *,
    chaos: Chaos = CALM,
) -> Told:
    """Let these callers call, from `begins_at` on, with so many agents at work, to the end.

    `chaos`: what goes wrong with webhooks on the way.
    """
    with (
        TemporaryDirectory(prefix="okienko-day-") as folder,
        _Day.begun(Path(folder), knowledge, begins_at, seed, chaos) as day,
    ):
        return day.run(callers, agents, seed)


class _Day:
    """One center, one exchange, one clock."""

    def __init__(self, app: Flask, exchange: Exchange, clock: SimulatedClock) -> None:
        self._center: Center = app.extensions[EXTENSION]
        self._exchange = exchange
        self._clock = clock
        self._dispatcher = Dispatcher(self._center)
        self._reconciler = Reconciler(self._center)
        self._reconciled_at = self._looked_at = clock.now()
        self._heard = self._served = 0

    @classmethod
    @contextmanager
    def begun(
        cls, folder: Path, knowledge: Knowledge, begins_at: datetime, seed: int, chaos: Chaos
    ) -> Iterator[_Day]:
        """Everything a day needs, in a folder."""
        clock, token = SimulatedClock(begins_at), secrets.token_urlsafe(32)
        settings = _settings(folder, knowledge, token)
        store = open_store(settings.database_url)
        store.migrate()
        store.close()
        deliver: list[Deliver] = []
        exchange = Exchange(
            clock,
            lambda *errand: deliver[0](*errand),
            seed,
            token=token,
            line=_line(),
            manners=Manners(chaos=chaos, strict=False),
        )
        provider = LocalTelephony(ORIGIN, token, ORIGIN, TRIAL_LINE, clock, Inside(exchange))
        app = create_app(settings, clock, provider)
        day = cls(app, exchange, clock)
        deliver.append(day._deliverer(app))
        try:
            yield day
        finally:
            day._center.store.close()

    def run(self, callers: Sequence[Caller], agents: int, seed: int) -> Told:
        """Time passes until nobody calls, waits or writes any more."""
        began_at = self._clock.now()
        crew = None
        if agents:
            agent_ids = hire(self._center.store, agents, began_at)
            give_phones(self._exchange, agent_ids)
            crew = Crew(self._center, agent_ids, seed)
        play = Play(self._exchange, callers)
        play.start()
        while self._clock.now() - began_at < LONGEST:
            self._step(crew)
            if play.is_busy:
                continue
            wakes_at = self._wakes_at(play, has_agents=crew is not None)
            if wakes_at is None:
                break
            self._clock.advance(max(0.0, (wakes_at - self._clock.now()).total_seconds()))
        return self._told(play, began_at)

    def _step(self, crew: Crew | None) -> None:
        """A little time; our own workers look when the app heard something, and now and then."""
        self._exchange.advance(STEP_SECONDS)
        at = self._clock.now()
        has_waited = at - self._looked_at >= timedelta(seconds=LOOK_SECONDS)
        if not has_waited and not self._heard and not (crew is not None and crew.is_due(at)):
            return
        self._looked_at, self._heard = at, 0
        look(self._center.store, at)
        if crew is not None:
            crew.work()
        self._dispatcher.work_off()
        if at - self._reconciled_at >= timedelta(seconds=RECONCILED_SECONDS):
            self._reconciled_at = at
            self._reconciler.work()

    def _deliverer(self, app: Flask) -> Deliver:
        """Webhooks straight to the app, without a socket."""
        client = app.test_client()

        def deliver(
            method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]
        ) -> Response:
            self._heard += 1
            self._served += 1
            parts = urlsplit(url)
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            came = client.open(target, method=method, data=dict(form), headers=dict(headers))
            return Response(came.status_code, came.get_data(as_text=True))

        return deliver

    def _wakes_at(self, play: Play, *, has_agents: bool) -> datetime | None:
        """When there is something to do again, nobody being on the line; None: never again."""
        moments = [] if play.next_dial_at is None else [play.next_dial_at]
        if has_agents:
            with self._center.store.read() as db:
                open_ = (Task.kind.in_(OFFERED), Task.state.not_in(OVER))
                slots = db.scalars(select(Task.not_before_at).where(*open_))
                moments += [slot or self._clock.now() for slot in slots]
        return min(moments, default=None)

    def _told(self, play: Play, began_at: datetime) -> Told:
        at = self._clock.now()
        with self._center.store.read() as db:
            ended = db.execute(
                select(Call.ended, func.count()).group_by(Call.ended).order_by(Call.ended)
            )
            tasks = db.execute(
                select(Task.kind, func.count()).group_by(Task.kind).order_by(Task.kind)
            )
            return Told(
                tuple(play.journal),
                play.counts(),
                figures.between(db, began_at, at, at),
                {how or "going_on": number for how, number in ended},
                {kind.value: number for kind, number in tasks},
                self._served,
            )


def _settings(folder: Path, knowledge: Knowledge, token: str) -> Settings:
    """Keys of its own, for this once."""
    signing_key = Ed25519PrivateKey.generate()
    bundle = folder / "content.bundle"
    bundle.write_bytes(write_bundle(knowledge, signing_key))
    return Settings(
        database_url=f"sqlite:///{folder / 'city.db'}",
        content_bundle=bundle,
        content_public_key=signing_key.public_key().public_bytes_raw(),
        secret_key=secrets.token_bytes(32),
        city_private_key=secrets.token_bytes(32),
        city_secret=secrets.token_bytes(32),
        public_url=ORIGIN,
        telephony=TelephonySettings(kind="local", tokens=(token,), line_number=TRIAL_LINE),
    )


def _line() -> Line:
    routes = f"{ORIGIN}/telephony"
    return Line(
        TRIAL_LINE,
        voice_url=f"{routes}/voice",
        status_url=f"{routes}/status/call",
        message_url=f"{routes}/message",
        fallback_url=f"{routes}/fallback",
    )
