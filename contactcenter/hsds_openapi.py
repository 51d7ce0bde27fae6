"""OpenAPI 3.1 of our HSDS API; its schemas are made from the columns the rows are made from."""

from __future__ import annotations

from functools import cache
from typing import Any

from shared.export.nested import LISTED, PARTS, Many
from shared.export.tables import COLUMNS

Schema = dict[str, Any]
NUMBERS = frozenset({"latitude", "longitude", "amount"})
ENUMS = {
    ("service", "status"): ["active", "inactive", "defunct", "temporarily closed"],
    ("location", "location_type"): ["physical", "postal", "virtual"],
    ("schedule", "freq"): ["WEEKLY"],
    ("translation", "status"): ["draft", "reviewed"],
}
REQUIRED = {
    "organization": ["id", "name", "description"],
    "service": ["id", "name", "status", "organization_id"],
    "location": ["id", "location_type"],
    "phone": ["id", "number"],
    "taxonomy": ["id", "name", "description"],
    "taxonomy_term": ["id", "name", "description"],
}
PAGING = {
    "page": {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": 100, "default": 50},
}
UUID: Schema = {"type": "string", "format": "uuid"}
TRUTH: Schema = {"type": "boolean", "default": False}
COUNT: Schema = {"type": "integer", "minimum": 0}
LISTS = {
    "services": (
        "service",
        {"organization_id": UUID, "taxonomy_term_id": UUID, "taxonomy_id": UUID, "full": TRUTH},
    ),
    "service_at_locations": ("service_at_location", {"organization_id": UUID, "full": TRUTH}),
    "organizations": ("organization", {"full": TRUTH}),
    "taxonomies": ("taxonomy", {}),
    "taxonomy_terms": ("taxonomy_term", {"taxonomy_id": UUID}),
}
EXTRAS = {
    "organization": {
        "locations": {"type": "array", "items": {"$ref": "#/components/schemas/location"}}
    }
}


@cache
def openapi(server: str) -> Schema:
    """The whole document; `server` is the address of the API, without a slash at its end."""
    paths: Schema = {"/": _get("The standard and its profile", [], _ref("meta"))}
    for name, (entity, filters) in LISTS.items():
        paths[f"/{name}"] = _get(
            f"A page of {name}", _query({**filters, **PAGING}), _listing(entity)
        )
        paths[f"/{name}/{{id}}"] = _get(f"One of {name}", [_path_id()], _ref(entity), one=True)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Usługi społeczne Łodzi, HSDS 3.0",
            "version": "1.0.0",
            "description": "Read-only. Texts are Polish; `translations` holds the other languages "
            "and says which are drafts. Unknown parameters are refused.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _get(summary: str, parameters: list[Schema], content: Schema, *, one: bool = False) -> Schema:
    responses = {
        "200": {"description": "Found", "content": {"application/json": {"schema": content}}},
        "304": {"description": "Not changed since the ETag that was sent"},
        "422": _refusal("A parameter that will not do"),
    }
    if one:
        responses["404"] = _refusal("There is none of this id")
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def _refusal(description: str) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": _ref("error")}}}


def _query(schemas: dict[str, Schema]) -> list[Schema]:
    return [{"name": name, "in": "query", "schema": schema} for name, schema in schemas.items()]


def _path_id() -> Schema:
    return {"name": "id", "in": "path", "required": True, "schema": UUID}


def _listing(entity: str) -> Schema:
    """A page; in it the records as they are listed, or whole where `full` was asked for."""
    counts = ("total_items", "total_pages", "page_number", "size")
    truths = ("first_page", "last_page", "empty")
    properties: Schema = {name: COUNT for name in counts}
    properties |= {name: {"type": "boolean"} for name in truths}
    properties["contents"] = {"type": "array", "maxItems": 100, "items": _ref(entity)}
    return _object(properties, list(properties))


def _schemas() -> Schema:
    text = {"type": "string"}
    publisher = _object({"name": text}, ["name"])
    meta = {name: text for name in ("version", "profile", "openapi_url", "description")}
    error = {name: text for name in ("error", "parameter", "wanted")}
    return {entity: _record(entity) for entity in COLUMNS} | {
        "meta": _object(meta | {"publisher": publisher}, [*meta, "publisher"]),
        "error": _object(error, ["error"]),
    }


def _record(entity: str) -> Schema:
    properties = {column: _column(entity, column) for column in COLUMNS[entity]}
    for part in (*PARTS.get(entity, ()), *LISTED.get(entity, ())):
        many = {"type": "array", "items": _ref(part.entity)}
        properties[part.field] = many if isinstance(part, Many) else _ref(part.entity)
    properties |= EXTRAS.get(entity, {})
    return _object(properties, REQUIRED.get(entity, ["id"]))


def _column(entity: str, column: str) -> Schema:
    if column == "id" or column.endswith("_id"):
        return UUID
    if column in NUMBERS:
        return {"type": "number"}
    choices = ENUMS.get((entity, column))
    return {"type": "string", "enum": choices} if choices else {"type": "string"}


def _object(properties: Schema, required: list[str]) -> Schema:
    """Nothing but what is said here is ever sent."""
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _ref(entity: str) -> Schema:
    return {"$ref": f"#/components/schemas/{entity}"}
