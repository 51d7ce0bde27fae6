"""What carries the sound of a call, seen from the line: a telephone provider, or two browsers.

Every method writes down, in an open transaction, what is to happen; it happens after commit.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy.orm import Session

from shared.models import Call, CallLeg


class Ability(StrEnum):
    """What a medium may or may not be able to do beyond two people talking."""

    HOLD = "hold"
    HAND_OVER = "hand_over"  # to another agent, without a talk before
    TALK_FIRST = "talk_first"  # with whoever takes it over, while the citizen waits
    THIRD_PARTY = "third_party"  # a number outside
    COACH = "coach"  # be heard by the agent alone
    LISTEN = "listen"
    BACK_IN_LINE = "back_in_line"


class Media(Protocol):
    """One way sound travels. `at`: now."""

    abilities: frozenset[Ability]

    def connect(
        self, db: Session, call: Call, leg: CallLeg, to: str, at: datetime, coached: str | None
    ) -> None:
        """Bring a party in: "client:<agent id>" or a number. `coached`: who alone hears them."""

    def fetch_citizen(self, db: Session, call: Call, leg: CallLeg, at: datetime) -> None:
        """Bring the citizen in; asking twice for the same leg is asking once."""

    def let_wait(self, db: Session, call: Call, at: datetime) -> None:
        """Take the citizen out of the conversation, to wait for somebody else."""

    def dial_citizen(
        self, db: Session, call: Call, leg: CallLeg, number: str, at: datetime
    ) -> None:
        """Ring the citizen."""

    def hold(self, db: Session, call: Call, leg: CallLeg, at: datetime, *, is_held: bool) -> None:
        """Let one party wait with music, or fetch them back."""

    def mute(self, db: Session, call: Call, leg: CallLeg, at: datetime, *, is_muted: bool) -> None:
        """Close or open one party's microphone."""

    def coach(
        self, db: Session, call: Call, leg: CallLeg, coached: str | None, at: datetime
    ) -> None:
        """Who alone hears this party; None: all do."""

    def announce(self, db: Session, call: Call, path: str, at: datetime) -> None:
        """Read the document at `path` to all who talk."""

    def drop(self, db: Session, call: Call, leg: CallLeg, at: datetime) -> None:
        """End one party's part in it."""

    def end(self, db: Session, call: Call, at: datetime) -> None:
        """End the citizen's own connection."""
