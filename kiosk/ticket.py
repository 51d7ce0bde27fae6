"""A number for the desk beside the kiosk: given by the city, once per visit, and on paper at once.

Without the city there is no number: it is the city's line one stands in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.city_line import OK, CityLine
from shared.web import wording

DESK, TICKETS = "/kiosk-api/desk", "/kiosk-api/tickets"
JSON = {"Content-Type": "application/json"}
GIVEN = "given"
CODE_LENGTH = 4
LOOK_SECONDS = 60.0
LABELS = ("number", "watch", "no-name")


class NoTicket(StrEnum):
    """Why there is no number; each has its own sentence."""

    NONE = "none"  # no desk stands here
    CLOSED = "closed"
    UNKNOWN = "unknown"  # no appointment today has this code
    OTHER_DAY = "other_day"
    UNFIT = "unfit"  # not four digits: the city is not asked
    AWAY = "away"


class Desk(msgspec.Struct, frozen=True):
    """What the city says of the desk here: none, closed or open, and how many wait."""

    state: str
    waiting: int = 0
    appointments: bool = False


class Ticket(msgspec.Struct, frozen=True):
    """One number, as it stands on the paper; nothing of who holds it."""

    name: str
    ahead: int
    place: str
    day: date
    given_at: datetime


class _Told(msgspec.Struct, frozen=True):
    state: str


class TicketDoor:
    """Asks the city for numbers, and now and then whether there is a desk at all."""

    def __init__(self, line: CityLine) -> None:
        self.line = line
        self.is_here = False

    def work(self) -> float:
        """Ask whether a desk stands here; how long until the next time."""
        found = self.look()
        if found is not None:
            self.is_here = found.state != NoTicket.NONE
        return LOOK_SECONDS

    def look(self) -> Desk | None:
        """The desk now; None when the line is down."""
        answer = self.line.ask("GET", DESK)
        if answer is None or answer.status != OK:
            return None
        try:
            return msgspec.json.decode(answer.data, type=Desk)
        except msgspec.MsgspecError:
            return None

    def take(self, key: str, language: str, code: str = "") -> Ticket | NoTicket:
        """A number; the same `key` is given one number. `code`: of an appointment."""
        if code and not (len(code) == CODE_LENGTH and code.isdecimal()):
            return NoTicket.UNFIT
        wish = {"key": key, "language": language, "code": code}
        answer = self.line.ask("POST", TICKETS, msgspec.json.encode(wish), JSON)
        if answer is None or answer.status != OK:
            return NoTicket.AWAY
        return _read(answer.data)


def ticket_sheet(ticket: Ticket, language: str, say: Callable[..., str]) -> dict[str, Any]:
    """The paper's words; `say`: a voice in the citizen's language."""
    return {
        "language": wording.babel_locale(language),
        "name": ticket.name,
        "place": ticket.place,
        "day": wording.long_date(ticket.day, language),
        "at": wording.clock_time(ticket.given_at, language),
        "ahead": say("ticket-ahead", count=ticket.ahead),
        "words": {label.replace("-", "_"): say(f"ticket-{label}") for label in LABELS},
    }


def _read(body: bytes) -> Ticket | NoTicket:
    try:
        state = msgspec.json.decode(body, type=_Told).state
        return msgspec.json.decode(body, type=Ticket) if state == GIVEN else NoTicket(state)
    except (msgspec.MsgspecError, ValueError):
        return NoTicket.AWAY
