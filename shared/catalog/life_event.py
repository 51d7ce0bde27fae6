"""What happens in a life, in a citizen's own words, and which door to knock at first.

A life event is not a service: it names where to begin, what else to check, and what the questions
are to be about. In HSDS terms it is a taxonomy term, in CPSV-AP a cv:LifeEvent.
"""

from __future__ import annotations

from datetime import date

from shared.catalog.model import CrisisKind, Id, Record, Status, TopicId, Translation
from shared.text import Text


class FirstDoor(Record, frozen=True):
    """Where to begin, in words; and the service, the place or the agency it is, exactly one."""

    text: Text
    service: Id | None = None
    location: Id | None = None
    organization: Id | None = None


class LifeEvent(Record, frozen=True):
    """One thing that happens to people. `services`: what to check, the likeliest first.

    `topics`: where it belongs, the first one above all. `crisis`: of what kind, where somebody may
    be in danger: the numbers to call stand first and the page can vanish.
    """

    id: Id
    order: int
    names: Text
    summary: Text
    first_door: FirstDoor
    services: tuple[Id, ...]
    topics: tuple[TopicId, ...]
    status: Status
    source: str
    checked_on: date
    crisis: CrisisKind | None = None
    translation: Translation | None = None
    edited_on: date | None = None
