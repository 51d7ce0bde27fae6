"""What is offered by number: dangers, topics, life events, agencies, districts and places.

At most PAGE_SIZE at a time, since nobody keeps more in mind; MORE leads to the next ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.hours import PERSON, messages
from contactcenter.telephony.menu.offices import districts, offices, places
from contactcenter.telephony.menu.onward import Offer
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, read, voice
from shared.catalog.life_event import LifeEvent

PAGE_SIZE = 5
MORE = str(PAGE_SIZE + 1)
TOPICS = ("money", "housing", "family", "disability", "school", "work", "safety")

Source = Callable[[Scene, tuple[str, ...]], tuple[Offer, ...]]


class Page(NamedTuple):
    """A few offers, and where those after them are; None where these are the last."""

    offers: tuple[Offer, ...]
    more: str | None

    @property
    def leads(self) -> Mapping[str, str]:
        """Where the keys lead."""
        keys = {str(key): offer.reference for key, offer in enumerate(self.offers, start=1)}
        return keys if self.more is None else {**keys, MORE: self.more}

    def said(self, scene: Scene) -> tuple[Say, ...]:
        """The offers read out, each with its key."""
        named = enumerate(self.offers, start=1)
        said = [part for key, offer in named for part in _said(scene, offer, key)]
        if self.more is not None:
            said.append(message(scene, "phone-more", pressed=voice(scene).digits(MORE)))
        return (*said, *messages(scene, (PERSON,)))


def page(scene: Scene, name: str, source: str, about: tuple[str, ...]) -> Page:
    """One page of what `source` offers at node `name`; the last of `about` is the page's number."""
    offers = LISTS[source](scene, about)
    last = max(1, -(-len(offers) // PAGE_SIZE))
    number = min(max(_count(about[-1:]), 1), last)
    more = None if number == last else ".".join((name, *about[:-1], str(number + 1)))
    return Page(offers[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], more)


def topics(scene: Scene, _about: tuple[str, ...]) -> tuple[Offer, ...]:
    """What life events are about; those with the most of them first."""
    return tuple(
        Offer((message(scene, f"phone-topic-{topic}"),), f"events.{TOPICS.index(topic) + 1}.1")
        for topic in sorted(TOPICS, key=lambda one: -len(_events_of(scene, one)))
        if _events_of(scene, topic)
    )


def events(scene: Scene, about: tuple[str, ...]) -> tuple[Offer, ...]:
    """The life events of a topic, those in which somebody may be in danger first."""
    topic = TOPICS[min(max(_count(about[:1]), 1), len(TOPICS)) - 1]
    found = sorted(_events_of(scene, topic), key=lambda e: (e.crisis is None, e.order))
    return tuple(Offer((read(scene, event.names),), f"pick.{event.id}") for event in found)


def dangers(scene: Scene, _about: tuple[str, ...]) -> tuple[Offer, ...]:
    """The life events in which somebody may be in danger, in the content's order."""
    found = [event for event in scene.knowledge.life_events.values() if event.crisis]
    found.sort(key=lambda event: event.order)
    return tuple(Offer((read(scene, event.names),), f"pick.{event.id}") for event in found)


def _events_of(scene: Scene, topic: str) -> list[LifeEvent]:
    every = scene.knowledge.life_events.values()
    return [event for event in every if event.topics and event.topics[0] == topic]


def _said(scene: Scene, offer: Offer, key: int) -> tuple[Say, ...]:
    """The name, and the key that chooses it; in one breath where both are in one language."""
    pressed = message(scene, "phone-press", pressed=voice(scene).digits(str(key)))
    *before, last = offer.name
    if last.language == pressed.language:
        return (*before, Say(f"{last.text.rstrip('.')}: {pressed.text}", last.language))
    return (*offer.name, pressed)


def _count(about: tuple[str, ...]) -> int:
    """A number out of an address; 0 for anything else."""
    return int(about[0]) if about and about[0].isdecimal() and len(about[0]) < 4 else 0


LISTS: Mapping[str, Source] = {
    "dangers": dangers,
    "topics": topics,
    "events": events,
    "offices": offices,
    "districts": districts,
    "places": places,
}
