"""What the interview is about: one topic the citizen chose, or everything."""

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
    return visit.topic is None and len(_judged(knowledge)) > FEW_SERVICES


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
    visit.topic = topic
    return True


def about(visit: Visit, knowledge: Knowledge) -> Collection[str]:
    """The services the interview is about."""
    judged = _judged(knowledge)
    if visit.topic in (None, EVERYTHING):
        return judged
    return frozenset(s for s in judged if knowledge.services[s].topic == visit.topic)


def _judged(knowledge: Knowledge) -> frozenset[str]:
    """What is judged at all: help is for everybody."""
    return frozenset(s.id for s in knowledge.services.values() if s.kind == "entitlement")
