"""Takes the sealed envelopes to the city and fetches slip numbers, whenever the line is there.

An envelope may be sent any number of times: its key makes a repeat harmless.
"""

from __future__ import annotations

from random import Random
from typing import TypeVar

import msgspec

from kiosk.city_line import OK, CityLine
from kiosk.settings import Settings
from shared.clock import Clock
from shared.intake.numbers import count_numbers, keep_numbers
from shared.intake.outbox import Waiting, count_waiting, waiting_envelopes
from shared.intake.retention import settle_envelope
from shared.models import EnvelopeState
from shared.store import Store

FEWEST_NUMBERS = 20
NUMBERS_AT_ONCE = 40
IDLE_SECONDS = 30.0
AT_ONCE = 0.0
FIRST_WAIT_SECONDS = 0.2
LONGEST_WAIT_SECONDS = 60.0
READ_SECONDS = 10.0

Shape = TypeVar("Shape")


class Told(msgspec.Struct, frozen=True):
    """What the city says of an envelope (received, duplicate, refused) or of a request for help."""

    state: str


class Leased(msgspec.Struct, frozen=True):
    """What the city answers to a request for numbers."""

    numbers: list[str]


class Outbox:
    """Delivers in the order the envelopes were made; backs off when the city does not answer."""

    def __init__(self, store: Store, settings: Settings, clock: Clock, seed: int = 0) -> None:
        self.store = store
        self.settings = settings
        self.line = CityLine(settings, READ_SECONDS)
        self.clock = clock
        self._random = Random(seed)  # noqa: S311  # spreads retries, keeps no secret
        self._failures = 0

    def close(self) -> None:
        """Let the connections to the city go."""
        self.line.close()

    def work(self) -> float:
        """Deliver what waits and top the numbers up; how long to rest before the next look."""
        is_done = self.top_up() & self.deliver()
        self._failures = 0 if is_done else self._failures + 1
        if not is_done:
            return self.wait_seconds(self._failures)
        return AT_ONCE if self._has_more() else IDLE_SECONDS

    def _has_more(self) -> bool:
        """Whether more had piled up than was taken along in one go."""
        with self.store.read() as db:
            return count_waiting(db) > 0

    def wait_seconds(self, failures: int) -> float:
        """How long to leave the city alone after so many failures: doubling, capped, jittered."""
        longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2.0 ** min(failures, 10))
        return longest * (0.5 + self._random.random() / 2)

    def deliver(self) -> bool:
        """Send every waiting envelope; whether the city took them all.

        When the line is down the others wait too; one the city will not take holds nobody up.
        """
        with self.store.read() as db:
            waiting = waiting_envelopes(db)
        is_done = True
        for envelope in waiting:
            is_taken = self._send(envelope)
            if is_taken is None:
                return False
            is_done = is_done and is_taken
        return is_done

    def deliver_one(self, key: str) -> bool:
        """Send one envelope ahead of the others; whether the city has it now."""
        with self.store.read() as db:
            ahead = [one for one in waiting_envelopes(db) if one.key == key]
        return all(self._send(envelope) for envelope in ahead)

    def top_up(self) -> bool:
        """Lease numbers while few are left; False when the city lends none."""
        with self.store.read() as db:
            left = count_numbers(db)
        if left >= FEWEST_NUMBERS:
            return True
        body = msgspec.json.encode({"count": NUMBERS_AT_ONCE - left})
        headers = {"Content-Type": "application/json"}
        answer = self.line.ask("POST", "/kiosk-api/leases", body, headers)
        if answer is None or answer.status != OK:
            return False
        return self._keep(answer.data)

    def _keep(self, body: bytes) -> bool:
        leased = _read(body, Leased)
        if leased is None:
            return False
        with self.store.write() as db:
            keep_numbers(db, self.settings.kiosk_id, leased.numbers, self.clock.now())
        return True

    def _send(self, envelope: Waiting) -> bool | None:
        """Whether the city took it; None when the line is down. A success ends the backing off."""
        headers = {"Idempotency-Key": envelope.key, "Content-Type": "application/octet-stream"}
        answer = self.line.ask("POST", "/kiosk-api/envelopes", envelope.sealed, headers)
        if answer is None:
            return None
        if answer.status != OK:
            return False
        is_refused = _read(answer.data, Told) == Told("refused")
        state = EnvelopeState.REFUSED if is_refused else EnvelopeState.DELIVERED
        with self.store.write() as db:
            settle_envelope(db, envelope.key, state)
        self._failures = 0
        return True

    def help_state(self, key: str) -> str | None:
        """How far the center has come with a request for help; None when the line is down."""
        answer = self.line.ask("GET", f"/kiosk-api/help/{key}")
        told = _read(answer.data, Told) if answer is not None and answer.status == OK else None
        return told.state if told is not None else None


def _read(body: bytes, shape: type[Shape]) -> Shape | None:
    """A JSON answer; None when it is not of that shape."""
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.MsgspecError:
        return None
