"""What there is to publish on one day: services in force, their open doors, texts in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from shared.bundle.knowledge import Knowledge
from shared.catalog.life_event import LifeEvent
from shared.catalog.model import Document, Location, Organization, Service, Translation
from shared.diagnosis import fill
from shared.diagnosis.model import Amount, Condition, Version
from shared.routing.place import place
from shared.text import Text

TRANSLATED = ("uk", "en")
NOON = time(12)


class Said(NamedTuple):
    """A text in one language; a draft is one that no speaker has read."""

    text: str
    language: str
    is_draft: bool

    @property
    def tag(self) -> str:
        """The BCP 47 tag; a draft says so in a private subtag, which filters by language keep."""
        return f"{self.language}-x-draft" if self.is_draft else self.language


def in_all(text: Text, marks: Translation | None) -> Iterator[Said]:
    """The text in every language it exists in, Polish first."""
    yield Said(text.pl, "pl", is_draft=False)
    for language in TRANSLATED:
        translated = getattr(text, language)
        if translated:
            yield Said(translated, language, getattr(marks, language, None) != "reviewed")


@dataclass(frozen=True)
class Published:
    """The knowledge as it stands on the local date `on`.

    `base`: the web address of our pages, without a slash at its end; without it nothing is linked.
    """

    knowledge: Knowledge
    on: date
    base: str | None = None

    @property
    def services(self) -> tuple[Service, ...]:
        """All services, in the order of the content."""
        return self.knowledge.content.services

    @cached_property
    def locations(self) -> tuple[Location, ...]:
        """Every place that is not closed."""
        return tuple(one for one in self.knowledge.content.locations if self._stands(one))

    @cached_property
    def doors(self) -> Mapping[str, tuple[Location, ...]]:
        """By service: where to go, closed places replaced by what has taken their place."""
        at = datetime.combine(self.on, NOON)
        return {
            service.id: tuple(
                placement.location
                for placement in place(service.where, self.knowledge.locations, at=at)
                if self._stands(placement.location)
            )
            for service in self.services
        }

    def page_of(self, service: Service) -> str | None:
        """The address of the public page of a service, if there is one."""
        return f"{self.base}/uslugi/{service.id}" if self.base else None

    def conditions(self, service: Service) -> tuple[Condition, ...]:
        """The conditions in force; none where the law has none for this day."""
        rule = self.knowledge.rules[service.id]
        return next((v.conditions for v in rule.versions if self._holds(v)), rule.conditions)

    def amount(self, service: Service) -> Amount | None:
        """How the amount is found, as it is in force."""
        rule = self.knowledge.rules[service.id]
        return next((v.amount for v in rule.versions if self._holds(v)), rule.amount)

    def is_in_force(self, service: Service) -> bool:
        """Whether the law knows this service on this day; a rule without versions always holds."""
        versions = self.knowledge.rules[service.id].versions
        return not versions or any(self._holds(version) for version in versions)

    def documents(self, service: Service) -> tuple[tuple[Document, bool], ...]:
        """The papers asked for, and whether always."""
        known = self.knowledge.documents
        return tuple((known[one.id], one.when is None) for one in service.documents)

    def events(self, service: Service) -> tuple[LifeEvent, ...]:
        """The life events in which this service is one of those to check."""
        events = self.knowledge.content.life_events
        return tuple(event for event in events if service.id in event.services)

    def filled(self, text: Text) -> Text:
        """A sentence of a rule with the numbers of the day in it."""
        engine, on = self.knowledge.engine, self.on
        return Text(
            **{
                language: fill(words, engine, on)
                for language in ("pl", "plain", "uk", "en")
                if (words := getattr(text, language))
            }
        )

    @property
    def changed_on(self) -> date:
        """The last day anything in the catalog was checked or edited."""
        content = self.knowledge.content
        checked: tuple[Service | Organization | Location, ...] = (
            *content.services,
            *content.organizations,
            *content.locations,
        )
        days = (day for one in checked for day in (one.checked_on, one.edited_on))
        return max(day for day in days if day is not None)

    def _holds(self, version: Version) -> bool:
        is_begun = version.from_on <= self.on
        return is_begun and (version.to_on is None or self.on <= version.to_on)

    def _stands(self, location: Location) -> bool:
        return location.closed_from is None or location.closed_from > self.on
