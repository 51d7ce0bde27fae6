"""The screen of a waiting room: numbers and counters, and nothing of anybody.

It is reached without signing in, at an address nobody can guess: it is made from the city's secret,
and another one as soon as the point's `board` is counted up.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from contactcenter.desk import tickets
from contactcenter.desk.points import Point, Points
from shared.crypto import derive

KEY_BYTES = 20
MOST_SHOWN = 5  # what fits on a screen and can be read from across the room


class Shown(NamedTuple):
    """One number on the screen; `turn` changes whenever it is called."""

    name: str
    letter: str
    number: int
    counter: int
    language: str
    turn: str


class Screen(NamedTuple):
    """What the screen shows now: who was called, the latest first, and how many wait."""

    called: tuple[Shown, ...]
    waiting: int


def board_key(secret: bytes, point: Point) -> str:
    """The unguessable part of the screen's address, 32 letters and digits."""
    about = f"{point.id} {point.board}".encode()
    made = hmac.digest(derive(secret, "desk board"), about, hashlib.sha256)[:KEY_BYTES]
    return base64.b32encode(made).decode().lower()


def find_point(points: Points, key: str, secret: bytes) -> Point | None:
    """The desk whose screen has this address."""
    given = key.encode()
    fits = [
        one
        for one in points.values()
        if hmac.compare_digest(board_key(secret, one).encode(), given)
    ]
    return fits[0] if fits else None


def screen(db: Session, point: Point, at: datetime) -> Screen:
    """What the screen of this desk shows."""
    called = tickets.called(db, point.id, at)[:MOST_SHOWN]
    shown = tuple(
        Shown(
            one.name, one.letter, one.number, one.counter or 0, one.language,
            f"{one.name} {one.counter} {one.calls}",
        )
        for one in called
    )  # fmt: skip
    return Screen(shown, tickets.waiting_count(db, point.id, at))
