"""Classes of the Social Integration Club that have not ended: when, and whether there is room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.bundle import Knowledge
from shared.catalog.model import KisClass
from shared.text import Phrase
from shared.web import wording
from shared.web.present.words import Words

SERVICE = "kis"


@dataclass(frozen=True)
class ClassLine:
    """One class in words; `room` is None where nobody told us how many places are left."""

    name: Phrase
    days: str
    hours: Phrase | None
    room: str | None
    to_confirm: bool


def class_lines(
    knowledge: Knowledge, service_id: str, words: Words, on: date
) -> tuple[ClassLine, ...]:
    """The classes a service's card shows, the earliest first; none for any other service."""
    if service_id != SERVICE:
        return ()
    coming = (one for one in knowledge.content.classes if (one.ends_on or one.starts_on) >= on)
    return tuple(_line(one, words) for one in coming)


def _line(one: KisClass, words: Words) -> ClassLine:
    days = [wording.long_date(day, words.language) for day in (one.starts_on, one.ends_on) if day]
    left = one.places_left
    room = None
    if left is not None:
        room = words.say("classes-left", left=left) if left else words.say("classes-full")
    return ClassLine(
        name=words.read(one.names),
        days=" – ".join(days),
        hours=words.read(one.hours) if one.hours else None,
        room=room,
        to_confirm=one.status == "to_confirm",
    )
