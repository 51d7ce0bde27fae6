"""What happened in a call, moment by moment: its timeline in words, without a name of a citizen."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from contactcenter.agents import names_of
from contactcenter.telephony import timeline


class Moment(NamedTuple):
    """One line. `what`: the key of its words; `who`: the one of us it is about, where one is."""

    at: datetime
    what: str
    who: str | None


def course_of(db: Session, call_id: str) -> list[Moment]:
    """The whole of it, the oldest first."""
    events = timeline.of(db, call_id)
    names = names_of(db, {whose for one in events if (whose := one.fields.get("agent_id"))})
    return [
        Moment(one.at, word_of(one.name), names.get(one.fields.get("agent_id") or ""))
        for one in events
    ]


def word_of(name: str) -> str:
    """The key of the words for an event of this name."""
    return f"course-{name.replace('_', '-')}"
