"""Open Referral HSDS 3.0: the whole catalog as tables, every id a stable uuid.

HSDS asks for every column of an address, so a postal code nobody told is an empty text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shared.catalog.model import Location, Service, Translation
from shared.export.hsds_hours import next_window
from shared.export.hsds_places import (
    TO_CONFIRM,
    add_location,
    add_organization,
    area_words,
)
from shared.export.names import uuid_of
from shared.export.published import Published
from shared.export.tables import Tables
from shared.export.topics import TOPICS
from shared.text import Text

SENSITIVE = Text(
    pl="Nie nazywaj tej pomocy na papierze, w SMS-ie ani na ekranie, który widzi ktoś inny.",
    uk="Не називайте цю допомогу на папері, в SMS чи на екрані, який бачить хтось інший.",
    en="Never name this help on paper, in a text message, or on a screen others can see.",
)
KINDS = {
    "entitlement": Text(pl="Świadczenie", uk="Виплата або пільга", en="Entitlement"),
    "help": Text(pl="Pomoc dla każdego", uk="Допомога для кожного", en="Help for everybody"),
    "sensitive": Text(pl="Pomoc, której się nie nazywa", uk="Делікатна допомога", en="Sensitive"),
}


OURS = Translation()  # no speaker has read these either


def hsds_tables(published: Published) -> Tables:
    """All rows of the catalog as it is published."""
    tables = Tables()
    for organization in published.knowledge.content.organizations:
        add_organization(tables, organization)
    for location in published.locations:
        add_location(tables, published, location)
    _add_taxonomies(tables, published)
    for service in published.services:
        _add_service(tables, published, service)
    return tables


def _add_service(tables: Tables, published: Published, service: Service) -> None:
    key = uuid_of("service", service.id)
    texts = _service_texts(published, service)
    polish = {name: text.pl for name, text in texts.items() if text}
    row = tables.add("service", id=key, **_service_columns(published, service), **polish)
    tables.translate("service", row, texts, service.translation)
    for location in published.doors[service.id]:
        _add_door(tables, service, location)
    _add_helplines(tables, key, service)
    _add_documents(tables, key, published, service)
    _add_cost(tables, key, service)
    _add_windows(tables, key, published, service)
    _add_attributes(tables, key, published, service)


def _service_texts(published: Published, service: Service) -> Mapping[str, Text | None]:
    """What is told in words, by column; in another language only where all of it exists."""
    conditions = [published.filled(one.text) for one in published.conditions(service)]
    return {
        "name": service.names,
        "description": _joined([service.summary, service.description], "\n\n"),
        "application_process": _joined(list(_application(service)), "\n"),
        "fees_description": service.cost.text if service.cost else None,
        "wait_time": service.decision.text if service.decision else None,
        "eligibility_description": _joined(conditions, "\n", "• "),
    }


def _service_columns(published: Published, service: Service) -> Mapping[str, str | None]:
    organization = published.knowledge.organizations[service.organization]
    edited = service.edited_on
    return {
        "organization_id": uuid_of("organization", service.organization),
        "alternate_name": service.names.plain,
        "url": published.page_of(service),
        "email": organization.email,
        "status": "active" if published.is_in_force(service) else "inactive",
        "assured_date": service.checked_on.isoformat(),
        "alert": TO_CONFIRM if service.status == "to_confirm" else None,
        "last_modified": f"{edited}T00:00:00Z" if edited else None,
    }


def _application(service: Service) -> Iterator[Text]:
    if service.application:
        yield service.application.text
        for channel in service.application.channels:
            yield channel.text
    if service.appeal:
        yield service.appeal.text


def _joined(texts: Sequence[Text], between: str, before: str = "") -> Text | None:
    def of(language: str) -> str | None:
        parts = [getattr(text, language) for text in texts]
        return between.join(before + part for part in parts) if all(parts) else None

    return Text(pl=of("pl") or "", uk=of("uk"), en=of("en")) if texts else None


def _add_door(tables: Tables, service: Service, location: Location) -> None:
    tables.add(
        "service_at_location",
        id=uuid_of("service_at_location", service.id, location.id),
        service_id=uuid_of("service", service.id),
        location_id=uuid_of("location", location.id),
        description=area_words(location) if service.where.rule == "by_district" else None,
    )


def _add_helplines(tables: Tables, key: str, service: Service) -> None:
    for line in service.helplines:
        doubt = f" {TO_CONFIRM}" if line.status == "to_confirm" else ""
        tables.add(
            "phone",
            id=uuid_of("phone", key, line.number),
            service_id=key,
            number=line.number,
            type="voice",
            description=line.names.pl + doubt,
        )


def _add_documents(tables: Tables, key: str, published: Published, service: Service) -> None:
    for document, is_always in published.documents(service):
        id_ = uuid_of("required_document", service.id, document.id)
        named = document.names if is_always else _sometimes(document.names)
        row = tables.add("required_document", id=id_, service_id=key, document=named.pl)
        tables.translate("required_document", row, {"document": named}, None)


def _sometimes(names: Text) -> Text:
    return Text(
        pl=f"{names.pl} (nie zawsze)",
        uk=names.uk and f"{names.uk} (не завжди)",
        en=names.en and f"{names.en} (not always)",
    )


def _add_cost(tables: Tables, key: str, service: Service) -> None:
    cost = service.cost
    if cost:
        tables.add(
            "cost_option",
            id=uuid_of("cost_option", service.id),
            service_id=key,
            option="Opłata",
            currency="PLN" if cost.amount else None,
            amount=float(cost.amount) if cost.amount else None,
            amount_description=cost.text.pl,
        )


def _add_windows(tables: Tables, key: str, published: Published, service: Service) -> None:
    """When one can apply: the part of the year that lasts, or the next one."""
    for window in service.application.windows if service.application else ():
        begins, ends = next_window(window, published.on)
        said = f": {window.note.pl}" if window.note else ""
        tables.add(
            "schedule",
            id=uuid_of("schedule", key, window.from_, window.to),
            service_id=key,
            valid_from=begins.isoformat(),
            valid_to=ends.isoformat(),
            description=f"Składanie wniosków{said}",
        )


def _add_taxonomies(tables: Tables, published: Published) -> None:
    _add_taxonomy(tables, "topic", "Tematy", "O co chodzi w usłudze.")
    for topic, names in TOPICS.items():
        _add_term(tables, "topic", topic, names, names)
    _add_taxonomy(tables, "kind", "Rodzaje", "Świadczenie z warunkami czy pomoc dla każdego.")
    for kind, names in KINDS.items():
        _add_term(tables, "kind", kind, names, SENSITIVE if kind == "sensitive" else names)
    _add_taxonomy(tables, "life_event", "Zdarzenia życiowe", "Co się stało i co wtedy sprawdzić.")
    for event in published.knowledge.content.life_events:
        _add_term(tables, "life_event", event.id, event.names, event.summary, event.translation)


def _add_taxonomy(tables: Tables, taxonomy: str, name: str, description: str) -> None:
    id_ = uuid_of("taxonomy", taxonomy)
    tables.add("taxonomy", id=id_, name=name, description=description, version="1")


def _add_term(
    tables: Tables,
    taxonomy: str,
    code: str,
    names: Text,
    meaning: Text,
    marks: Translation | None = OURS,
) -> None:
    row = tables.add(
        "taxonomy_term",
        id=uuid_of("taxonomy_term", taxonomy, code),
        code=code,
        name=names.pl,
        description=meaning.pl,
        language="pl",
        taxonomy_id=uuid_of("taxonomy", taxonomy),
    )
    texts = {"name": names, "description": meaning}
    tables.translate("taxonomy_term", row, texts, marks)


def _add_attributes(tables: Tables, key: str, published: Published, service: Service) -> None:
    for taxonomy, code in _terms(published, service):
        tables.add(
            "attribute",
            id=uuid_of("attribute", service.id, taxonomy, code),
            link_id=key,
            taxonomy_term_id=uuid_of("taxonomy_term", taxonomy, code),
            link_type=taxonomy,
            link_entity="service",
        )


def _terms(published: Published, service: Service) -> Iterator[tuple[str, str]]:
    yield "topic", service.topic
    yield "kind", service.kind
    if service.safety_sensitive:
        yield "kind", "sensitive"
    for event in published.events(service):
        yield "life_event", event.id
