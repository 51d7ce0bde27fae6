"""A city with a telephone: the exchange in this process, its webhooks signed, one clock for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from sqlalchemy import select

from contactcenter.center import EXTENSION, Center
from contactcenter.queue import activity
from contactcenter.queue.keeper import go_round
from contactcenter.telephony import control
from contactcenter.telephony.local_provider import signing
from contactcenter.telephony.local_provider.chaos import CALM, Chaos
from contactcenter.telephony.local_provider.client import LocalTelephony
from contactcenter.telephony.local_provider.exchange import Exchange, Manners
from contactcenter.telephony.local_provider.inside import Inside
from contactcenter.telephony.local_provider.parts import Line as Number
from contactcenter.telephony.local_provider.post import TOKEN_HEADER, Response
from contactcenter.telephony.reconcile import Reconciler
from contactcenter.telephony.sending import Dispatcher
from contactcenter.telephony.settings import TelephonySettings
from shared.clock import SimulatedClock
from shared.models import (
    Activity,
    Agent,
    Call,
    CallEvent,
    CallLeg,
    Reservation,
    ReservationState,
    Task,
    TelephonyCommand,
)
from tests.contactcenter.city import NINE_O_CLOCK, City, build_city

TOKEN = "a token that both sides of the line know"
LINE_NUMBER = "+48800111222"
CALLER = "+48600100200"
ORIGIN = "http://127.0.0.1:8620"
MONDAY_NINE = NINE_O_CLOCK


@dataclass
class Line:
    """One telephone line with everything at both ends of it."""

    city: City
    exchange: Exchange
    inside: Inside
    dispatcher: Dispatcher
    reconciler: Reconciler
    client: FlaskClient
    posted: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    @property
    def center(self) -> Center:
        center: Center = self.city.app.extensions[EXTENSION]
        return center

    def agent(self, sign_in: str = "anna") -> str:
        """The id of an agent."""
        with self.city.store.read() as db:
            return db.scalars(select(Agent.id).where(Agent.sign_in == sign_in)).one()

    def ready(self, sign_in: str = "anna") -> str:
        """An agent whose phone is registered and who may be rung."""
        agent_id, at = self.agent(sign_in), self.city.clock.now()
        self.exchange.register(agent_id)
        with self.city.store.write() as db:
            activity.phone_seen(db, agent_id, at)
            activity.set_activity(db, agent_id, Activity.READY, None, at)
        return agent_id

    def turn(self, seconds: float = 0.0) -> None:
        """Let time pass; everybody does what there is to do, also our own workers."""
        self.exchange.advance(seconds)
        for _ in range(4):
            self.dispatcher.work_off()
            self.exchange.advance()
        self.reconciler.work()
        self.dispatcher.work_off()
        self.exchange.advance()

    def dial(self, number: str = CALLER) -> str:
        """Somebody calls and hears the greeting."""
        sid = self.exchange.dial(number)
        self.exchange.advance()
        return sid

    def wait_for_a_person(self, number: str = CALLER) -> str:
        """Somebody calls and asks for a person."""
        sid = self.dial(number)
        self.exchange.press(sid, "0")
        self.exchange.advance()
        return sid

    def offer(self) -> str:
        """The line goes round once; the id of the offer that rings."""
        with self.city.store.write() as db:
            go_round(db, self.city.clock.now())
            pending = Reservation.state == ReservationState.PENDING
            return db.scalars(select(Reservation.id).where(pending)).one()

    def talk(self, sign_in: str = "anna", number: str = CALLER) -> tuple[str, str]:
        """A citizen and an agent in conversation: the citizen's sid, the agent's id."""
        agent_id = self.ready(sign_in)
        sid = self.wait_for_a_person(number)
        outcome = control.accept(self.center, self.offer(), agent_id)
        assert isinstance(outcome, control.Done)
        self.pick_up(agent_id)
        return sid, agent_id

    def pick_up(self, agent_id: str) -> None:
        """An agent's browser answers what rings."""
        self.turn()
        for leg in self.exchange.live_legs():
            if leg.to.startswith(f"client:{agent_id}") and leg.status == "ringing":
                self.exchange.answer(leg.sid)
        self.turn()

    def call(self, sid: str | None = None) -> Call:
        """The call of this sid, or the only one."""
        query = select(Call) if sid is None else select(Call).where(Call.provider_sid == sid)
        with self.city.store.read() as db:
            return db.scalars(query).one()

    def rows(self, table: type[Any], *conditions: Any) -> list[Any]:
        """Rows in the order they were made."""
        with self.city.store.read() as db:
            return list(db.scalars(select(table).where(*conditions).order_by(table.id)))

    def task(self, call: Call) -> Task:
        """The task of a call."""
        with self.city.store.read() as db:
            return db.get_one(Task, call.task_id)

    def legs(self, call: Call) -> list[CallLeg]:
        """The legs of a call."""
        return self.rows(CallLeg, CallLeg.call_id == call.id)

    def events(self, call: Call) -> list[str]:
        """The names on a call's timeline."""
        return [one.name for one in self.rows(CallEvent, CallEvent.call_id == call.id)]

    def commands(self, name: str) -> list[TelephonyCommand]:
        """All commands of this name."""
        return self.rows(TelephonyCommand, TelephonyCommand.name == name)

    def post(self, path: str, form: Mapping[str, str], token: str | None = None) -> Any:
        """One webhook, signed, straight to the app."""
        headers = {signing.HEADER: signing.sign(f"{ORIGIN}{path}", form, TOKEN)}
        if token is not None:
            headers[TOKEN_HEADER] = token
        return self.client.post(path, data=form, headers=headers)


def build_line(
    folder: Path, chaos: Chaos = CALM, seed: int = 7, database_url: str | None = None
) -> Line:
    """A line into a city of its own."""
    clock = SimulatedClock(MONDAY_NINE)
    posted: list[tuple[str, dict[str, str], dict[str, str]]] = []
    deliver: list[Callable[..., Response]] = []
    number = Number(
        LINE_NUMBER,
        voice_url=f"{ORIGIN}/telephony/voice",
        status_url=f"{ORIGIN}/telephony/status/call",
        message_url=f"{ORIGIN}/telephony/message",
        fallback_url=f"{ORIGIN}/telephony/fallback",
    )
    exchange = Exchange(
        clock,
        lambda *errand: deliver[0](*errand),
        seed,
        token=TOKEN,
        line=number,
        manners=Manners(chaos=chaos),
    )
    inside = Inside(exchange)
    provider = LocalTelephony(ORIGIN, TOKEN, ORIGIN, LINE_NUMBER, clock, inside)
    settings = TelephonySettings(kind="local", tokens=(TOKEN,), line_number=LINE_NUMBER)
    city = build_city(
        folder, telephony=settings, provider=provider, clock=clock, database_url=database_url
    )
    client = city.app.test_client()
    deliver.append(_deliverer(client, posted))
    center = city.app.extensions[EXTENSION]
    return Line(city, exchange, inside, Dispatcher(center), Reconciler(center), client, posted)


def _deliverer(
    client: FlaskClient, posted: list[tuple[str, dict[str, str], dict[str, str]]]
) -> Callable[..., Response]:
    def deliver(
        method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        posted.append((target, dict(form), dict(headers)))
        came = client.open(target, method=method, data=dict(form), headers=dict(headers))
        return Response(came.status_code, came.get_data(as_text=True))

    return deliver
