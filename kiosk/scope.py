"""What the interview is about: one topic or one event the citizen chose, or everything."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.shelf import Shelf, by_topic
from kiosk.visit import Visit
from shared.bundle import Knowledge
from shared.web.present import Words

EVERYTHING = "everything"

# With few services one interview covers all; asking what it is about would be one question more.
FEW_SERVICES = 15


def must_choose(visit: Visit, knowledge: Knowledge) -> bool:
    """Whether to ask first what it is about."""
    chosen = visit.topic is not None or visit.event is not None
    return not chosen and len(_judged(knowledge)) > FEW_SERVICES


def topics(knowledge: Knowledge, words: Words) -> tuple[Shelf, ...]:
    """What the interview can be about."""
    judged = _judged(knowledge)
    shelves = by_topic(knowledge, words)
    return tuple(s for s in shelves if any(entry.service_id in judged for entry in s.entries))


def choose(visit: Visit, knowledge: Knowledge, topic: str) -> bool:
    """Take the choice; False when there is no such topic."""
    known = {knowledge.services[service_id].topic for service_id in _judged(knowledge)}
    if topic != EVERYTHING and topic not in known:
        return False
    visit.topic, visit.event = topic, None
    return True


def choose_event(visit: Visit, knowledge: Knowledge, event_id: str) -> bool:
    """Ask about what happened; False when there is no such event, or nothing to ask about."""
    event = knowledge.life_events.get(event_id)
    if event is None or not _judged(knowledge).intersection(event.services):
        return False
    visit.topic, visit.event = None, event_id
    return True


def about(visit: Visit, knowledge: Knowledge) -> Collection[str]:
    """The services the interview is about."""
    judged = _judged(knowledge)
    event = knowledge.life_events.get(visit.event or "")
    if event is not None:
        return judged.intersection(event.services)
    if visit.topic in (None, EVERYTHING):
        return judged
    return frozenset(s for s in judged if knowledge.services[s].topic == visit.topic)


def _judged(knowledge: Knowledge) -> frozenset[str]:
    """What is judged at all: help is for everybody."""
    return frozenset(s.id for s in knowledge.services.values() if s.kind == "entitlement")
