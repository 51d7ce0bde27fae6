"""Every record we publish is valid HSDS 3.0."""

from __future__ import annotations

from shared.export.hsds import hsds_tables
from shared.export.nested import full, full_door, full_organization, listed
from shared.export.published import Published
from shared.export.tables import Row
from tests.city import real_knowledge
from tests.contract.contracts import needs_contracts, schema
from tests.shared.export.catalog import TUESDAY
from tests.tally import tally


def faults(name: str, record: Row) -> list[str]:
    """What the schema says against a record."""
    return [
        f"{record.get('name', record['id'])}: {error.instance_path}: {error.message}"
        for error in schema(name).iter_errors(record)
    ]


@needs_contracts
def test_all_services_organizations_and_doors_are_valid() -> None:
    tables = hsds_tables(Published(real_knowledge(), TUESDAY, "https://uslugi.example"))
    rows = tables.rows
    found: list[str] = []
    for row in rows["service"]:
        found += faults("service.json", full(tables, "service", row))
        found += faults("service_list.json", listed(tables, "service", row))
    for row in rows["organization"]:
        found += faults("organization_list.json", row)
        found += faults("organization_list.json", full_organization(tables, row))
    for row in rows["service_at_location"]:
        found += faults("service_at_location_list.json", listed(tables, "service_at_location", row))
        found += faults("service_at_location_list.json", full_door(tables, row))
    assert found == []
    records = sum(len(rows[name]) for name in ("service", "organization", "service_at_location"))
    tally("HSDS 3.0: records valid against the compiled schemas", records=records, faults=0)


@needs_contracts
def test_the_schema_would_say_what_is_wrong() -> None:
    assert faults("service.json", {"id": "1", "name": "x", "status": "open"}) != []
