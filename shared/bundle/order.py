"""Put what was written in its one order, in the structs the engine and the pages read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from shared.bundle.files import (
    DECIMAL,
    FactsFile,
    ServiceFile,
    WrittenAmount,
    WrittenBasis,
    WrittenCondition,
    WrittenDefinition,
    WrittenExclusion,
    WrittenFact,
    WrittenIncomeLink,
    WrittenParameter,
    WrittenValue,
    WrittenVersion,
)
from shared.bundle.gather import Written
from shared.bundle.knowledge import Content
from shared.catalog.gazetteer import Gazetteer
from shared.catalog.life_event import LifeEvent
from shared.catalog.model import KisClass, Service, Synonyms, Topic
from shared.diagnosis.income import IncomeBook
from shared.diagnosis.model import (
    MINOR_UNITS,
    Amount,
    Basis,
    Choice,
    Condition,
    Definition,
    DocumentNeed,
    Exclusion,
    Fact,
    IncomeLink,
    Parameter,
    ParameterValue,
    Rule,
    Version,
)
from shared.text import Text

NUMBER = re.compile(DECIMAL)


def to_content(written: Written) -> Content:
    """The compiled content: whatever the order of the files, services and topics by their order."""
    services = sorted((page.record for page in written.services), key=lambda s: (s.order, s.id))
    topics = sorted((page.record for page in written.facts), key=lambda t: (t.order, t.topic))
    parameters = [item for page in written.parameters for item in page.record.parameters]
    definitions = [item for page in written.definitions for item in page.record.definitions]
    return Content(
        services=tuple(_service(service) for service in services),
        rules=tuple(to_rule(service) for service in services),
        topics=tuple(Topic(id=t.topic, order=t.order, names=t.names) for t in topics),
        facts=to_facts(topics),
        parameters=tuple(to_parameter(p) for p in sorted(parameters, key=lambda p: p.id)),
        organizations=tuple(sorted((p.record for p in written.organizations), key=lambda o: o.id)),
        locations=tuple(sorted((p.record for p in written.locations), key=lambda o: o.id)),
        documents=tuple(
            document for page in written.documents for document in page.record.documents
        ),
        acts=tuple(act for page in written.acts for act in page.record.acts),
        definitions=tuple(_definition(d) for d in sorted(definitions, key=lambda d: d.id)),
        crisis_words=tuple(words for page in written.crisis for words in page.record.crisis_words),
        synonyms=_synonyms(written),
        incomes=_incomes(written),
        gazetteer=_gazetteer(written),
        life_events=_life_events(written),
        abbreviations=tuple(a for page in written.abbreviations for a in page.record.abbreviations),
        classes=in_order_of_start(one for page in written.kis for one in page.record.classes),
    )


def in_order_of_start(classes: Iterable[KisClass]) -> tuple[KisClass, ...]:
    """The classes, the earliest first."""
    return tuple(sorted(classes, key=lambda one: (one.starts_on, one.id)))


def to_facts(topics: list[FactsFile]) -> tuple[Fact, ...]:
    """The facts of these topics; `order` counts on from topic to topic."""
    pairs = [(topic.topic, fact) for topic in topics for fact in topic.facts]
    return tuple(_fact(topic, order, fact) for order, (topic, fact) in enumerate(pairs))


def to_parameter(written: WrittenParameter) -> Parameter:
    """One parameter, its values oldest first."""
    values = tuple(_value(value, written.each_next) for value in written.values)
    names = written.names
    return Parameter(
        id=written.id,
        names=Text(pl=names.pl, plain=names.plain, uk=names.uk, en=names.en),
        unit=written.unit,
        values=values,
    )


def to_rule(service: ServiceFile) -> Rule:
    """What the service asks of a household."""
    return Rule(
        service_id=service.id,
        kind=service.kind,
        conditions=tuple(_condition(condition) for condition in service.conditions),
        amount=_amount(service.amount) if service.amount else None,
        documents=tuple(DocumentNeed(id=doc.id, when=doc.when) for doc in service.documents),
        definitions=tuple(_definition(definition) for definition in service.definitions),
        versions=tuple(_version(version) for version in service.versions),
        excludes=tuple(_exclusion(written) for written in service.excludes),
        counts_as_income_for=tuple(_link(written) for written in service.counts_as_income_for),
        not_income_for=tuple(_link(written) for written in service.not_income_for),
    )


def _life_events(written: Written) -> tuple[LifeEvent, ...]:
    events = [event for page in written.life_events for event in page.record.life_events]
    return tuple(sorted(events, key=lambda event: (event.order, event.id)))


def _gazetteer(written: Written) -> Gazetteer:
    places = [page.record for page in written.places]
    shapes = [page.record for page in written.shapes]
    return Gazetteer(
        osiedla=tuple(osiedle for page in places for osiedle in page.osiedla),
        landmarks=tuple(landmark for page in places for landmark in page.landmarks),
        outlines=tuple(outline for page in shapes for outline in page.outlines),
        streets=tuple(street for page in shapes for street in page.streets),
        attributions=(*(p.attribution for p in places), *(s.attribution for s in shapes)),
    )


def _incomes(written: Written) -> IncomeBook:
    pages = [page.record for page in written.incomes]
    return IncomeBook(
        kinds=tuple(kind for page in pages for kind in page.kinds),
        definitions=tuple(one for page in pages for one in page.definitions),
    )


def _synonyms(written: Written) -> Synonyms:
    pages = [page.record for page in written.synonyms]
    return Synonyms(
        asked=tuple(group for page in pages for group in page.asked),
        alike=tuple(row for page in pages for row in page.alike),
        elsewhere=tuple(phrase for page in pages for phrase in page.elsewhere),
    )


def _service(written: ServiceFile) -> Service:
    return Service(**{name: getattr(written, name) for name in Service.__struct_fields__})


def _fact(topic: str, order: int, written: WrittenFact) -> Fact:
    span = written.range
    return Fact(
        id=written.id,
        entity=written.entity,
        type=written.type,
        topic=topic,
        order=order,
        question=written.question,
        unit=written.unit,
        minimum=_bound(written.type, span.min) if span else None,
        maximum=_bound(written.type, span.max) if span else None,
        choices=tuple(Choice(choice.id, choice.names) for choice in written.choices),
        cost=written.cost,
        sensitive=written.sensitive,
        question_other=written.question_other,
        phone=written.phone,
        phone_other=written.phone_other,
        help=written.help,
        per_household_note=written.per_household_note,
        asked=written.asked,
        derived=written.derived,
        income=written.income,
        of_everybody=written.of_everybody,
    )


def _bound(kind: str, written: str) -> int | None:
    """In minor units, a day as its ordinal; None for what the checks will find wrong."""
    if kind == "date":
        return ordinal(written)
    return int(Decimal(written) * MINOR_UNITS.get(kind, 1)) if NUMBER.match(written) else None


def ordinal(written: str) -> int | None:
    """The ordinal of a day written as 2026-11-22; None where there is no such day."""
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:
        return None


def _value(written: WrittenValue, each_next: str | None) -> ParameterValue:
    return ParameterValue(
        value=written.value,
        from_on=written.from_,
        to_on=written.to,
        known_until_on=written.known_until,
        each_next=written.each_next or each_next,
        act=written.act,
        article=written.article,
        status=written.status,
        source=written.source,
        checked_on=written.checked_on,
        note=written.note,
    )


def _version(written: WrittenVersion) -> Version:
    return Version(
        from_on=written.from_,
        to_on=written.to,
        conditions=tuple(_condition(condition) for condition in written.conditions),
        amount=_amount(written.amount) if written.amount else None,
        basis=_basis(written.basis),
    )


def _exclusion(written: WrittenExclusion) -> Exclusion:
    return Exclusion(
        services=written.services,
        about=written.about,
        basis=_basis(written.basis),
        status=written.status,
        text=written.text,
    )


def _link(written: WrittenIncomeLink) -> IncomeLink:
    return IncomeLink(services=written.services, basis=_basis(written.basis), status=written.status)


def _definition(written: WrittenDefinition) -> Definition:
    return Definition(
        id=written.id,
        names=written.names,
        exactly=written.is_,
        basis=_basis(written.basis),
        status=written.status,
        note=written.note,
    )


def _condition(written: WrittenCondition) -> Condition:
    return Condition(
        id=written.id,
        text=written.text,
        basis=_basis(written.basis),
        when=written.when,
        assessed_by_official=written.assessed_by_official,
        status=written.status,
    )


def _amount(written: WrittenAmount) -> Amount:
    return Amount(
        period=written.period,
        lowest=written.from_,
        highest=written.to,
        exactly=written.is_,
        discretionary=written.discretionary,
        basis=_basis(written.basis),
        status=written.status,
        note=written.note,
    )


def _basis(written: WrittenBasis) -> Basis:
    return Basis(written.act, written.article)
