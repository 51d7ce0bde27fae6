"""Everything the city has told us, compiled: what both apps read at run time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from shared.catalog.gazetteer import Gazetteer
from shared.catalog.life_event import LifeEvent
from shared.catalog.model import (
    Abbreviation,
    Act,
    CrisisWords,
    Document,
    KisClass,
    Location,
    Organization,
    Record,
    Service,
    Synonyms,
    Topic,
)
from shared.diagnosis.income import IncomeBook
from shared.diagnosis.model import Definition, Fact, Parameter, Rule

if TYPE_CHECKING:
    from shared.catalog.search import Search
    from shared.diagnosis.engine import Engine


class Content(Record, frozen=True):
    """The compiled content as it is hashed, signed and sent: records in a fixed order, no maps.

    Worked examples (`cases`) are left out: they prove the rules, they do not change them.
    """

    services: tuple[Service, ...]
    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    parameters: tuple[Parameter, ...]
    organizations: tuple[Organization, ...]
    locations: tuple[Location, ...]
    documents: tuple[Document, ...]
    acts: tuple[Act, ...]
    crisis_words: tuple[CrisisWords, ...] = ()
    definitions: tuple[Definition, ...] = ()
    synonyms: Synonyms = Synonyms()
    incomes: IncomeBook = IncomeBook()
    gazetteer: Gazetteer = Gazetteer()
    life_events: tuple[LifeEvent, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    classes: tuple[KisClass, ...] = ()


def hash_content(content: Content) -> str:
    """SHA-256 (hex) over the content as JSON: the same on every machine, in any file order."""
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


@dataclass(frozen=True)
class Knowledge:
    """The compiled content, looked up by id; mappings keep the content's order."""

    content: Content
    content_hash: str

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """Services by id."""
        return {service.id: service for service in self.content.services}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of the services, by service id, in the same order."""
        return {rule.service_id: rule for rule in self.content.rules}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Headings of questions by id."""
        return {topic.id: topic for topic in self.content.topics}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """What may be asked, by id."""
        return {fact.id: fact for fact in self.content.facts}

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Dated numbers of the law, by id."""
        return {parameter.id: parameter for parameter in self.content.parameters}

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """Formulas that every rule may name, by id."""
        return {definition.id: definition for definition in self.content.definitions}

    @cached_property
    def organizations(self) -> Mapping[str, Organization]:
        """Agencies by id."""
        return {organization.id: organization for organization in self.content.organizations}

    @cached_property
    def locations(self) -> Mapping[str, Location]:
        """Places by id."""
        return {location.id: location for location in self.content.locations}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Papers by id."""
        return {document.id: document for document in self.content.documents}

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        """Legal acts by id."""
        return {act.id: act for act in self.content.acts}

    @cached_property
    def life_events(self) -> Mapping[str, LifeEvent]:
        """What happens to people, by id."""
        return {event.id: event for event in self.content.life_events}

    @property
    def incomes(self) -> IncomeBook:
        """Kinds of income, and what each act makes of them."""
        return self.content.incomes

    @property
    def crisis_words(self) -> tuple[CrisisWords, ...]:
        """Words of danger, by kind, the gravest first."""
        return self.content.crisis_words

    @property
    def gazetteer(self) -> Gazetteer:
        """Neighborhoods, landmarks, and the shapes of the map."""
        return self.content.gazetteer

    @cached_property
    def search(self) -> Search:
        """The catalog made searchable, built once."""
        from shared.catalog.search import Search

        return Search(self.content.services, self.content.synonyms, self.crisis_words)

    @cached_property
    def engine(self) -> Engine:
        """The engine over these rules, built once. Raises ContentError on content never checked."""
        from shared.diagnosis.engine import Engine

        return Engine(
            self.facts,
            self.parameters,
            self.content.rules,
            self.content_hash,
            self.content.definitions,
        )


def know(content: Content) -> Knowledge:
    """Knowledge of this content under its own hash."""
    return Knowledge(content, hash_content(content))
