"""Services as a person looks through them: short entries, under topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from shared.bundle import Knowledge
from shared.catalog.model import Service, TopicId
from shared.text import Phrase
from shared.web.present import Words
from shared.web.present.results import polish_name


@dataclass(frozen=True)
class Entry:
    """One service in a list."""

    service_id: str
    name: Phrase
    polish_name: str | None
    summary: Phrase


@dataclass(frozen=True)
class Shelf:
    """A topic and what is under it."""

    topic: str
    entries: tuple[Entry, ...]


def entries(services: Iterable[Service], words: Words) -> tuple[Entry, ...]:
    """Services as list entries, in the order given."""
    return tuple(_entry(service, words) for service in services)


def by_topic(knowledge: Knowledge, words: Words, *, quietly: bool = False) -> tuple[Shelf, ...]:
    """Every topic that has a service, each with its services in content order.

    `quietly`: without the services that would tell a bystander too much.
    """
    services = sorted(knowledge.services.values(), key=lambda service: service.order)
    if quietly:
        services = [service for service in services if not service.safety_sensitive]
    shelves = (
        Shelf(topic, entries((s for s in services if s.topic == topic), words))
        for topic in get_args(TopicId)
    )
    return tuple(shelf for shelf in shelves if shelf.entries)


def _entry(service: Service, words: Words) -> Entry:
    name, summary = words.read(service.names), words.read(service.summary)
    return Entry(service.id, name, polish_name(service, words), summary)
