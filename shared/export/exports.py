"""Every export by its name: the files it is made of, and writing them into a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from shared.export.csv_files import csv_files
from shared.export.hsds import hsds_tables
from shared.export.nested import full, full_door, full_organization
from shared.export.published import Published
from shared.export.schema_org import schema_org_graph

Files = Iterable[tuple[str, bytes]]


def hsds_files(published: Published) -> Files:
    """HSDS as JSON: services, organizations and the rest, nested as the standard says."""
    tables = hsds_tables(published)
    rows = tables.rows
    services = [full(tables, "service", row) for row in rows["service"]]
    yield "services.json", as_json(services)
    yield (
        "organizations.json",
        as_json([full_organization(tables, row) for row in rows["organization"]]),
    )
    yield (
        "service_at_locations.json",
        as_json([full_door(tables, row) for row in rows["service_at_location"]]),
    )
    yield "taxonomies.json", as_json(rows["taxonomy"])
    terms = [full(tables, "taxonomy_term", row) for row in rows["taxonomy_term"]]
    yield "taxonomy_terms.json", as_json(terms)


def table_files(published: Published) -> Files:
    """HSDS as CSV, one file a table."""
    return csv_files(hsds_tables(published))


def schema_org_files(published: Published) -> Files:
    """All services in one JSON-LD document."""
    yield "services.jsonld", as_json(schema_org_graph(published))


def cpsv_ap_files(published: Published) -> Files:
    """CPSV-AP as Turtle and JSON-LD."""
    from shared.export.cpsv_ap import cpsv_ap_graph
    from shared.export.rdf import files

    return files(cpsv_ap_graph(published), "services")


def dcat_files(published: Published) -> Files:
    """All the other exports in folders of their own, and the catalog that describes them."""
    from shared.export.dcat import dcat_graph
    from shared.export.rdf import files

    exports = {name: list(made(published)) for name, made in DATASETS.items()}
    for name, inside in exports.items():
        for path, content in inside:
            yield f"{name}/{path}", content
    yield from files(dcat_graph(published, exports), "catalog")


DATASETS: Mapping[str, Callable[[Published], Files]] = {
    "hsds": hsds_files,
    "cpsv-ap": cpsv_ap_files,
    "schema-org": schema_org_files,
    "csv": table_files,
}
EXPORTS: Mapping[str, Callable[[Published], Files]] = {**DATASETS, "dcat": dcat_files}


def write(files: Files, folder: Path) -> list[tuple[str, bytes]]:
    """Write the files below `folder`; raises OSError where that cannot be done."""
    written = []
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append((name, content))
    return written


def as_json(value: Any) -> bytes:
    """JSON for files and for the wire: compact UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
