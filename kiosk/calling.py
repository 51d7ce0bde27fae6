"""Calls from this screen: begun and ended in the city, kept alive by the page that talks.

What is known of a call lives in the visit and goes with it. Only the farewell outlives a visit: it
is repeated until the city has heard it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import TypeVar

import msgspec
import urllib3

from kiosk.call import ENDED, Call
from kiosk.city_line import OK, CityLine
from kiosk.visit import Visit, Visits
from shared.clock import Clock
from shared.intake.kiosk_call import Begin, CallNow

READ_SECONDS = 4.0
WAITING_KEEPS = timedelta(minutes=4)  # then whoever waits is asked whether they are still there
AGAIN_SECONDS = 3.0
IDLE_SECONDS = 60.0
MOST_FAREWELLS = 20  # the city ends a call that has gone silent by itself
NOT_FOUND = 404
CONFLICT = 409
JSON = {"Content-Type": "application/json"}

Shape = TypeVar("Shape")

OPEN = "open"


class Trouble(StrEnum):
    """Why no call began; each has its own sentence."""

    AWAY = "away"
    CLOSED = "closed"
    NOBODY = "nobody"


class Line(msgspec.Struct, frozen=True):
    """Whether somebody could answer now."""

    state: str


class Calling:
    """The kiosk's side of calls."""

    def __init__(self, line: CityLine, visits: Visits, clock: Clock) -> None:
        self.line = line
        self._visits = visits
        self._clock = clock
        self._farewells: dict[str, None] = {}  # in the order they were said
        self._guard = Lock()

    def close(self) -> None:
        """Let the connections to the city go."""
        self.line.close()

    def trouble(self, language: str) -> Trouble | None:
        """What stands in the way of a call in this language now; None when nothing does."""
        line = _read(self.line.ask("GET", f"/kiosk-api/calls/line/{language}"), Line)
        if line is None:
            return Trouble.AWAY
        return None if line.state == OPEN else _trouble(line)

    def begin(self, begin: Begin) -> Call | Trouble:
        """A new call; the same key begins it only once."""
        answer = self.line.ask("POST", "/kiosk-api/calls", msgspec.json.encode(begin), JSON)
        if answer is not None and answer.status == CONFLICT:
            return _trouble(_read(answer, Line, CONFLICT))
        now = _read(answer, CallNow)
        if now is None:
            return Trouble.AWAY
        return Call(begin.key, now, self._clock.now(), wants_share=begin.slip is not None)

    def pulse(self, visit: Visit, call: Call, body: bytes) -> CallNow:
        """Take the page's sign of life to the city and bring back how the call stands.

        With the line down the call stands as it stood, without signals.
        """
        heard = self._ask_about(call.now.call_id, body) if call.is_live else call.now
        at = self._clock.now()
        with visit.lock:
            if call.is_live:  # it may have been hung up while the city was asked
                call.note(heard, at)
            self._keep(visit, call, at)
            return call.now if heard else msgspec.structs.replace(call.now, signals=[])

    def hang_up(self, call: Call) -> None:
        """The citizen has had enough: over for them at once, for the city as soon as it hears."""
        if call.is_live:
            self._say_farewell(call.now.call_id)
            call.now = CallNow(call.now.call_id, ENDED, why="citizen")

    def leave(self, visit: Visit) -> None:
        """The visit is over, and its call with it."""
        if visit.call is not None:
            self.hang_up(visit.call)
            visit.call = None

    def work(self) -> float:
        """Say the farewells nobody has heard yet; how long until the next look."""
        with self._guard:
            waiting = list(self._farewells)
        for call_id in waiting:
            answer = self.line.ask("POST", f"/kiosk-api/calls/{call_id}/leave", b"")
            if answer is None or answer.status not in (OK, NOT_FOUND):
                return AGAIN_SECONDS
            with self._guard:
                self._farewells.pop(call_id, None)
        return IDLE_SECONDS

    def _ask_about(self, call_id: str, body: bytes) -> CallNow | None:
        answer = self.line.ask("POST", f"/kiosk-api/calls/{call_id}", body, JSON)
        if answer is not None and answer.status == NOT_FOUND:
            return CallNow(call_id, ENDED, why="gone")
        return _read(answer, CallNow)

    def _say_farewell(self, call_id: str) -> None:
        with self._guard:
            self._farewells[call_id] = None
            while len(self._farewells) > MOST_FAREWELLS:
                del self._farewells[next(iter(self._farewells))]

    def _keep(self, visit: Visit, call: Call, at: datetime) -> None:
        """Who talks is here. Who waits is believed for some minutes after the last touch."""
        if visit.seen_at != call.kept_at:
            call.keeps_until = visit.seen_at + WAITING_KEEPS
        if call.is_talk or (call.is_live and call.keeps_until and at < call.keeps_until):
            self._visits.touch(visit)
            call.kept_at = visit.seen_at


def _trouble(line: Line | None) -> Trouble:
    return Trouble.NOBODY if line == Line("nobody") else Trouble.CLOSED


def _read(
    answer: urllib3.BaseHTTPResponse | None, shape: type[Shape], status: int = OK
) -> Shape | None:
    """What the city answered; None when it did not, or not in that shape."""
    if answer is None or answer.status != status:
        return None
    try:
        return msgspec.json.decode(answer.data, type=shape)
    except msgspec.MsgspecError:
        return None
