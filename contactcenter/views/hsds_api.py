"""The catalog for other programs: read-only HSDS 3.0, for anybody, as the standard pages it.

Nothing is ignored in silence: a parameter we do not know is refused, or somebody would take an
unfiltered list for a filtered one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from contactcenter.hsds_openapi import openapi
from contactcenter.open_answers import answer, answer_with, share
from contactcenter.open_data import Nest, open_data
from shared.export.exports import as_json
from shared.export.nested import full, full_door, full_organization, listed
from shared.export.tables import Row, Tables
from shared.web import audience

views = Blueprint("hsds_api", __name__, url_prefix="/api/hsds")

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0.0/hsds/"
USUAL_PAGE, LARGEST_PAGE, LAST_PAGE = 50, 100, 10_000
Parse = Callable[[str], Any]


class BadParameter(ValueError):
    """A query parameter that will not do; `wanted` says what would."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(name)
        self.name, self.wanted = name, wanted


@views.errorhandler(BadParameter)
def _refuse(fault: BadParameter) -> ResponseReturnValue:
    return jsonify(error="bad_parameter", parameter=fault.name, wanted=fault.wanted), 422


@views.after_request
def _share(response: Response) -> Response:
    return share(response)


@views.get("/")
@audience("anyone")
def meta() -> Response:
    """Which standard this is, and where its description lies."""
    _parameters({})
    base = open_data().published.base
    return answer(
        {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": f"{base}/api/hsds/openapi.json",
            "description": "Usługi społeczne Łodzi",
            "publisher": {"name": "Miasto Łódź"},
        }
    )


@views.get("/openapi.json")
@audience("anyone")
def description() -> Response:
    """The description of this API."""
    _parameters({})
    return answer(openapi(f"{open_data().published.base}/api/hsds"))


@views.get("/services")
@audience("anyone")
def services() -> Response:
    """Services, by agency, term or taxonomy."""
    asked = _parameters(
        {
            "organization_id": _id,
            "taxonomy_term_id": _id,
            "taxonomy_id": _id,
            "full": _truth,
        }
    )
    tables = open_data().tables
    rows = [row for row in tables.rows["service"] if _is_wanted(tables, row, asked)]
    nest = _full_service if asked.get("full") else _listed_service
    return _page(rows, asked, nest)


@views.get("/services/<id_>")
@audience("anyone")
def service(id_: str) -> ResponseReturnValue:
    """One service with everything below it."""
    return _one("service", id_, _full_service)


@views.get("/service_at_locations")
@audience("anyone")
def doors() -> Response:
    """Services at their locations."""
    asked = _parameters({"organization_id": _id, "full": _truth})
    tables = open_data().tables
    rows = [row for row in tables.rows["service_at_location"] if _is_run_by(tables, row, asked)]
    return _page(rows, asked, full_door if asked.get("full") else _listed_door)


@views.get("/service_at_locations/<id_>")
@audience("anyone")
def door(id_: str) -> ResponseReturnValue:
    """One service at one location, both in full."""
    return _one("service_at_location", id_, full_door)


@views.get("/organizations")
@audience("anyone")
def organizations() -> Response:
    """Agencies."""
    asked = _parameters({"full": _truth})
    tables = open_data().tables
    nest = full_organization if asked.get("full") else _bare
    return _page(tables.rows["organization"], asked, nest)


@views.get("/organizations/<id_>")
@audience("anyone")
def organization(id_: str) -> ResponseReturnValue:
    """One agency with its locations."""
    return _one("organization", id_, full_organization)


@views.get("/taxonomies")
@audience("anyone")
def taxonomies() -> Response:
    """The ways services are sorted."""
    tables = open_data().tables
    return _page(tables.rows["taxonomy"], _parameters({}), _bare)


@views.get("/taxonomies/<id_>")
@audience("anyone")
def taxonomy(id_: str) -> ResponseReturnValue:
    """One of them."""
    return _one("taxonomy", id_, _bare)


@views.get("/taxonomy_terms")
@audience("anyone")
def terms() -> Response:
    """Topics, kinds and life events, by taxonomy."""
    asked = _parameters({"taxonomy_id": _id})
    tables, wanted = open_data().tables, asked.get("taxonomy_id")
    rows = [row for row in tables.rows["taxonomy_term"] if wanted in (None, row["taxonomy_id"])]
    return _page(rows, asked, _full_term)


@views.get("/taxonomy_terms/<id_>")
@audience("anyone")
def term(id_: str) -> ResponseReturnValue:
    """One of them."""
    return _one("taxonomy_term", id_, _full_term)


def _one(entity: str, id_: str, nest: Nest) -> ResponseReturnValue:
    _parameters({})
    tables = open_data().tables
    rows = tables.find(entity, "id", id_)
    if not rows:
        return jsonify(error="not_found"), 404
    return answer_with(open_data().written(nest, rows[0]))


def _page(rows: list[Row], asked: Mapping[str, Any], nest: Nest) -> Response:
    """One page of rows in the standard's wrapping; past the last one it is empty."""
    number, size = asked.get("page", 1), asked.get("per_page", USUAL_PAGE)
    shown = rows[(number - 1) * size : number * size]
    pages = -(-len(rows) // size)
    wrapping = as_json(
        {
            "total_items": len(rows),
            "total_pages": pages,
            "page_number": number,
            "size": len(shown),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not shown,
        }
    )
    written = open_data().written
    contents = b",".join(written(nest, row) for row in shown)
    return answer_with(wrapping[:-1] + b',"contents":[' + contents + b"]}")


def _parameters(known: Mapping[str, Parse]) -> dict[str, Any]:
    """The query, parsed; every list is paged. Raises BadParameter for what will not do."""
    is_list = request.url_rule is not None and request.url_rule.rule.endswith("s")
    paging: Mapping[str, Parse] = {"page": _page_number, "per_page": _page_size} if is_list else {}
    parsers = {**known, **paging}
    for name, values in request.args.lists():
        if name not in parsers:
            raise BadParameter(name, f"one of: {', '.join(sorted(parsers)) or 'none'}")
        if len(values) > 1:
            raise BadParameter(name, "one value")
    return {name: _parse(name, parse) for name, parse in parsers.items() if name in request.args}


def _parse(name: str, parse: Parse) -> Any:
    try:
        return parse(request.args[name])
    except ValueError as fault:
        raise BadParameter(name, str(fault)) from fault


def _page_number(written: str) -> int:
    return _number(written, LAST_PAGE)


def _page_size(written: str) -> int:
    return _number(written, LARGEST_PAGE)


def _number(written: str, most: int) -> int:
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(most))
    if not (is_number and 1 <= int(written) <= most):
        raise ValueError(f"a whole number from 1 to {most}")
    return int(written)


def _id(written: str) -> str:
    try:
        return str(UUID(written))
    except ValueError:
        raise ValueError("a uuid") from None


def _truth(written: str) -> bool:
    if written not in ("true", "false"):
        raise ValueError("true or false")
    return written == "true"


def _is_wanted(tables: Tables, row: Row, asked: Mapping[str, Any]) -> bool:
    attributes = tables.find("attribute", "link_id", row["id"])
    terms_of = {one["taxonomy_term_id"] for one in attributes}
    sorts = {tables.find("taxonomy_term", "id", one)[0]["taxonomy_id"] for one in terms_of}
    return (
        asked.get("organization_id") in (None, row["organization_id"])
        and asked.get("taxonomy_term_id") in {None, *terms_of}
        and asked.get("taxonomy_id") in {None, *sorts}
    )


def _is_run_by(tables: Tables, row: Row, asked: Mapping[str, Any]) -> bool:
    (service_row,) = tables.find("service", "id", row["service_id"])
    return asked.get("organization_id") in (None, service_row["organization_id"])


def _full_service(tables: Tables, row: Row) -> Row:
    return full(tables, "service", row)


def _listed_service(tables: Tables, row: Row) -> Row:
    return listed(tables, "service", row)


def _listed_door(tables: Tables, row: Row) -> Row:
    return listed(tables, "service_at_location", row)


def _full_term(tables: Tables, row: Row) -> Row:
    return full(tables, "taxonomy_term", row)


def _bare(_: Tables, row: Row) -> Row:
    return dict(row)
