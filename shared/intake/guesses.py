"""How often a slip may be guessed at: per source first, then per slip, then in the whole city.

A source that used up its tries is turned away before anything else is counted, so one caller can
lock out only themself. Tries are told apart by blind index: no telephone number is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from shared.crypto import blind_index
from shared.models import GuessWindow
from shared.store.once import insert_once

MINUTE_SECONDS = 60
HOUR_SECONDS = 60 * MINUTE_SECONDS


@dataclass(frozen=True)
class GuessLimits:
    """How many wrong guesses are too many, and within how many seconds they count.

    With 1,024 words, `per_slip` tries in a slip's whole life find the word in 2 cases of 100.
    """

    per_source: int = 10
    per_source_seconds: int = 15 * MINUTE_SECONDS
    per_slip: int = 20
    per_slip_seconds: int = 72 * HOUR_SECONDS
    everywhere: int = 200
    everywhere_seconds: int = HOUR_SECONDS


class _Limit(NamedTuple):
    who: bytes
    most: int
    seconds: int


class Guesses:
    """The tries of one source at one number, locked for the length of this transaction."""

    def __init__(self, db: Session, at: datetime, limits: Iterable[_Limit]) -> None:
        self._db = db
        self._at = at
        self._limits = tuple(limits)

    def may_guess(self) -> bool:
        """Whether one more try is open, to this source, at this slip, in this city."""
        return all(len(self._wrong(limit)) < limit.most for limit in self._limits)

    def note_wrong(self) -> None:
        """Count one wrong guess everywhere it counts."""
        for limit in self._limits:
            window = self._db.get_one(GuessWindow, limit.who)
            window.wrong_at = [*self._wrong(limit), self._at.timestamp()]
            window.latest_at = self._at

    def _wrong(self, limit: _Limit) -> list[float]:
        """The instants, in seconds, of the wrong guesses that still count."""
        insert_once(self._db, GuessWindow, who=limit.who, wrong_at=[], latest_at=self._at)
        window = self._db.get_one(GuessWindow, limit.who, with_for_update=True)
        since = self._at.timestamp() - limit.seconds
        return [instant for instant in window.wrong_at if instant > since]


def guesses(
    db: Session, secret: bytes, at: datetime, source: str, number: str, limits: GuessLimits
) -> Guesses:
    """The tries of `source` (a telephone number, a desk) at the slip called `number`."""

    def who(kind: str, value: str = "") -> bytes:
        return blind_index(secret, f"guess {kind}", value)

    return Guesses(
        db,
        at,
        (
            _Limit(who("source", source), limits.per_source, limits.per_source_seconds),
            _Limit(who("slip", number), limits.per_slip, limits.per_slip_seconds),
            _Limit(who("everywhere"), limits.everywhere, limits.everywhere_seconds),
        ),
    )
