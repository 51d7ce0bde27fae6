"""Whose work a transaction makes: noted where it is made, rung once it is committed.

A worker that nobody rings looks by itself all the same, only later; a bell too many costs one look.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

NOTED = "bells"


class Bell(StrEnum):
    """A worker, or several of one kind, by what there is to do."""

    CARRIERS = "carriers"  # something is to be asked of the provider
    LINE = "line"  # somebody waits, or an agent has become ready
    SOUNDS = "sounds"  # a message was left, or is to be forgotten
    SCREENS = "screens"  # somebody's screen shows something else
    ROUNDS = "rounds"  # these look by the clock; only what a person does hurries them


def note(db: Session, bell: Bell) -> None:
    """There will be work for these when the transaction is committed."""
    db.info.setdefault(NOTED, set()).add(bell)


def noted(db: Session) -> frozenset[Bell]:
    """Whom to ring after the commit."""
    return frozenset(db.info.get(NOTED, ()))
