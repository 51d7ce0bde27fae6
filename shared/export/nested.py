"""HSDS records with what belongs to them inside, as the standard nests them for the wire."""

from __future__ import annotations

from typing import NamedTuple

from shared.export.tables import Row, Tables


class Many(NamedTuple):
    """Rows of another entity that name this one in `key`, as a list in `field`."""

    field: str
    entity: str
    key: str


class One(NamedTuple):
    """The row of another entity that this one names in `key`, as an object in `field`."""

    field: str
    entity: str
    key: str


Part = Many | One
TRANSLATIONS = Many("translations", "translation", "link_id")

# What hangs on each entity; the ways up are left out, so that nothing contains itself.
PARTS: dict[str, tuple[Part, ...]] = {
    "organization": (Many("phones", "phone", "organization_id"), TRANSLATIONS),
    "location": (
        Many("addresses", "address", "location_id"),
        Many("phones", "phone", "location_id"),
        Many("schedules", "schedule", "location_id"),
        Many("languages", "language", "location_id"),
        Many("accessibility", "accessibility", "location_id"),
        TRANSLATIONS,
    ),
    "attribute": (One("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),),
    "taxonomy_term": (One("taxonomy_detail", "taxonomy", "taxonomy_id"), TRANSLATIONS),
    "required_document": (TRANSLATIONS,),
    "service_at_location": (One("location", "location", "location_id"),),
    "service": (
        One("organization", "organization", "organization_id"),
        Many("phones", "phone", "service_id"),
        Many("schedules", "schedule", "service_id"),
        Many("service_at_locations", "service_at_location", "service_id"),
        Many("required_documents", "required_document", "service_id"),
        Many("cost_options", "cost_option", "service_id"),
        Many("attributes", "attribute", "link_id"),
        TRANSLATIONS,
    ),
}
# In a list only what is there once for each.
LISTED: dict[str, tuple[Part, ...]] = {
    "service": (One("organization", "organization", "organization_id"),),
    "service_at_location": (
        One("location", "location", "location_id"),
        One("service", "service", "service_id"),
    ),
}


def full(tables: Tables, entity: str, row: Row) -> Row:
    """A record with everything below it."""
    found = dict(row)
    for part in PARTS.get(entity, ()):
        found |= _part(tables, part, row)
    return found


def listed(tables: Tables, entity: str, row: Row) -> Row:
    """A record as it stands in a list."""
    found = dict(row)
    for part in LISTED.get(entity, ()):
        found[part.field] = dict(tables.find(part.entity, "id", row[part.key])[0])
    return found


def full_door(tables: Tables, row: Row) -> Row:
    """A service at a location with both of them in full."""
    (service,) = tables.find("service", "id", row["service_id"])
    return full(tables, "service_at_location", row) | {
        "service": listed(tables, "service", service)
    }


def full_organization(tables: Tables, row: Row) -> Row:
    """An organization with its locations in full."""
    locations = tables.find("location", "organization_id", row["id"])
    inside = [full(tables, "location", location) for location in locations]
    return full(tables, "organization", row) | ({"locations": inside} if inside else {})


def _part(tables: Tables, part: Part, row: Row) -> Row:
    if isinstance(part, One):
        (found,) = tables.find(part.entity, "id", row[part.key])
        return {part.field: full(tables, part.entity, found)}
    rows = tables.find(part.entity, part.key, row["id"])
    return {part.field: [full(tables, part.entity, one) for one in rows]} if rows else {}
