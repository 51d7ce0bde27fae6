"""A call in an agent's hands, without a telephone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from contactcenter.telephony.numbers import index_of, seal_number
from shared.models import Agent, Call, CallDirection, CallMedium, CallState, CommandState
from shared.models import TelephonyCommand as Command
from tests.contactcenter.city import City

MOBILE = "+48600100200"


def agent_id(city: City, sign_in: str = "anna") -> str:
    with city.store.read() as db:
        return db.scalars(select(Agent.id).where(Agent.sign_in == sign_in)).one()


def talk(city: City, call_id: str = "call-1", number: str | None = MOBILE, **more: Any) -> str:
    """Anna talks with somebody; answers the call's path."""
    secret = city.settings.city_secret
    values = {
        "medium": CallMedium.PHONE,
        "direction": CallDirection.INBOUND,
        "state": CallState.TALKING,
        "agent_id": agent_id(city),
        "began_at": city.clock.now(),
        "number_sealed": seal_number(secret, number, call_id) if number else None,
        "number_index": index_of(secret, number) if number else None,
    }
    with city.store.write() as db:
        db.add(Call(id=call_id, **values | more))
    return f"/calls/{call_id}"


def commands(city: City) -> list[Command]:
    """What the telephone provider is to be asked."""
    with city.store.read() as db:
        waiting = select(Command).where(Command.state == CommandState.WAITING)
        return list(db.scalars(waiting.order_by(Command.id)))
