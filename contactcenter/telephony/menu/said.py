"""What somebody said instead of pressing a key."""

from __future__ import annotations

import re

from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import spoken_language
from contactcenter.telephony.menu.words import leads_to
from shared.bundle import Knowledge
from shared.catalog.life_event import LifeEvent

LIKELY = 3  # how many services of the search are looked at
# How people begin before they say what it is about: "dobry" alone once found a service by its name.
GREETINGS = re.compile(
    r"\b(dzień dobry|dzien dobry|dobry wieczór|dobry wieczor|halo|proszę pani|proszę pana"
    r"|добрий день|доброго дня|добрий вечір|алло|hello|good (morning|afternoon|evening))\b",
    re.IGNORECASE,
)


def understood(scene: Scene, text: str) -> Onward | None:
    """Danger first, then words that do what a key does, then what it is about."""
    kinds = scene.knowledge.search.crisis_kinds(text)
    if kinds:
        return Onward(scene, f"danger.{kinds[0]}")
    reference = leads_to(text)
    if reference is not None:
        return Onward(scene, reference)
    event = _event(scene, GREETINGS.sub(" ", text))
    return Onward(scene, f"pick.{event.id}") if event else None


def _event(scene: Scene, text: str) -> LifeEvent | None:
    """The life event that begins with, or else names, the service they seem to mean."""
    found = scene.knowledge.search.find(text, spoken_language(scene.language), limit=LIKELY)
    for hit in found.hits:
        event = _about(scene.knowledge, hit.service.id)
        if event is not None:
            return event
    return None


def _about(knowledge: Knowledge, service_id: str) -> LifeEvent | None:
    naming = [
        event
        for event in knowledge.life_events.values()
        if service_id in event.services and event.crisis is None
    ]
    return min(naming, key=lambda event: event.services.index(service_id), default=None)
