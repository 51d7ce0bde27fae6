"""A waiting room without a screen: a store with clerks in it, and everything in one line each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from contactcenter.desk import tickets
from contactcenter.desk.tickets import Held, NoTicket, Wish
from contactcenter.queue import activity
from shared.models import Activity, Agent, AgentRole, new_id
from shared.store import Store

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock in the city
POINT = "punkt"
Result = TypeVar("Result")


class Room:
    """One point's waiting room, its clock standing still until told to move."""

    def __init__(self, store: Store, at: datetime = MONDAY) -> None:
        self.store, self.at = store, at

    def write(self, deed: Callable[[Session], Result]) -> Result:
        """One transaction."""
        with self.store.write() as db:
            return deed(db)

    def clerk(self, name: str, languages: tuple[str, ...] = ("pl",), counter: int = 1) -> str:
        """A clerk at a counter."""

        def hire(db: Session) -> str:
            row = Agent(
                id=new_id(), name=name, sign_in=name, password_hash="x", role=AgentRole.CLERK,
                languages=languages, created_at=self.at,
            )  # fmt: skip
            db.add(row)
            db.flush()
            tickets.sit(db, row.id, POINT, counter, self.at)
            activity.set_activity(db, row.id, Activity.DESK, None, self.at)
            return row.id

        return self.write(hire)

    def ticket(self, key: str = "", language: str = "pl", point: str = POINT) -> Held:
        """Somebody comes in."""
        wish = Wish(key or new_id(), point, language)
        return self.write(lambda db: tickets.give(db, wish, self.at))

    def call(self, clerk: str, ticket_id: str | None = None) -> Held | NoTicket:
        """The clerk calls."""
        return self.write(lambda db: tickets.call_next(db, clerk, self.at, ticket_id))

    def finish(self, clerk: str, held: Held, disposition: str = "helped") -> bool:
        """The clerk is done."""
        return self.write(lambda db: tickets.finish(db, held.id, clerk, disposition, self.at))

    def pass_(self, **time: float) -> None:
        """Time passes."""
        self.at += timedelta(**time)
