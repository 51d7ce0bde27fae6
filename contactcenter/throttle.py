"""Slows down whoever guesses, without letting them lock anybody else out.

Tries are counted in the database, so that every process of the center counts the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.crypto import blind_index
from shared.models import GuessWindow
from shared.store.once import insert_once


@dataclass(frozen=True)
class Throttle:
    """At most so many tries by key inside a moving window.

    A key is whatever is slowed down together, such as an address and a name; only its blind index
    is kept. A try is counted before anybody knows how it ends, so that many at once are not all let
    through; one that succeeded is given back.
    """

    purpose: str
    most: int
    window_seconds: int

    def take(self, db: Session, secret: bytes, key: str, at: datetime) -> bool:
        """Count one try; False, and nothing is counted, when there were too many lately."""
        who = self._who(secret, key)
        insert_once(db, GuessWindow, who=who, wrong_at=[], latest_at=at)
        window = db.get_one(GuessWindow, who, with_for_update=True)
        recent = [one for one in window.wrong_at if one > at.timestamp() - self.window_seconds]
        if len(recent) >= self.most:
            return False
        window.wrong_at = [*recent, at.timestamp()]
        window.latest_at = at
        return True

    def give_back(self, db: Session, secret: bytes, key: str, at: datetime) -> None:
        """The try taken at `at` was no failure."""
        window = db.get(GuessWindow, self._who(secret, key), with_for_update=True)
        if window is not None and at.timestamp() in window.wrong_at:
            left = list(window.wrong_at)
            left.remove(at.timestamp())
            window.wrong_at = left

    def forget(self, db: Session, secret: bytes, key: str) -> None:
        """Clear the slate of `key`: it has succeeded."""
        db.execute(delete(GuessWindow).where(GuessWindow.who == self._who(secret, key)))

    def _who(self, secret: bytes, key: str) -> bytes:
        return blind_index(secret, f"tries {self.purpose}", key)
