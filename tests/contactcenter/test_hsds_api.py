"""The open API: HSDS pages, refused parameters, ETags, anybody's scripts."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.export.names import uuid_of
from tests.contactcenter.city import City

NOBODY = "00000000-0000-4000-8000-000000000000"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")


def get(city: City, path: str, **headers: str) -> TestResponse:
    """What the API says to somebody without a cookie."""
    return city.app.test_client().get(f"/api/hsds{path}", headers=headers)


def told(city: City, path: str) -> Any:
    """A good answer's JSON."""
    response = get(city, path)
    assert response.status_code == 200, response.text
    return response.get_json()


def test_it_says_which_standard_it_speaks_and_where_its_description_is(city: City) -> None:
    meta = told(city, "/")
    assert meta["version"] == "3.0"
    assert meta["openapi_url"] == f"{city.settings.public_url}/api/hsds/openapi.json"
    assert told(city, "/openapi.json")["servers"] == [
        {"url": f"{city.settings.public_url}/api/hsds"}
    ]


def test_a_list_comes_in_pages_that_add_up(city: City) -> None:
    first, second = (told(city, f"/services?per_page=2&page={number}") for number in (1, 2))
    assert (first["total_items"], first["total_pages"], first["size"]) == (3, 2, 2)
    assert (first["first_page"], first["last_page"], first["empty"]) == (True, False, False)
    assert (second["first_page"], second["last_page"], second["size"]) == (False, True, 1)
    ids = [one["id"] for page in (first, second) for one in page["contents"]]
    assert ids == [uuid_of("service", one) for one in ("zasilek", "dodatek", "schronienie")]


def test_past_the_last_page_there_is_an_empty_one(city: City) -> None:
    page = told(city, "/services?page=3")
    assert (page["empty"], page["last_page"], page["contents"]) == (True, True, [])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=%D9%A1", "page"),
        ("page=1e1", "page"),
        ("page=99999999999999999999", "page"),
        ("page=1&page=2", "page"),
        ("per_page=101", "per_page"),
        ("per_page=", "per_page"),
        ("full=yes", "full"),
        ("organization_id=mops", "organization_id"),
        ("search=dodatek", "search"),
        ("modified_after=2026-01-01", "modified_after"),
    ],
)
def test_a_parameter_that_will_not_do_is_named_and_never_ignored(
    city: City, query: str, parameter: str
) -> None:
    response = get(city, f"/services?{query}")
    assert response.status_code == 422
    assert response.get_json()["parameter"] == parameter


def test_services_are_filtered_by_agency_term_and_taxonomy(city: City) -> None:
    sensitive = uuid_of("taxonomy_term", "kind", "sensitive")
    found = told(city, f"/services?taxonomy_term_id={sensitive}")["contents"]
    assert [one["name"] for one in found] == ["schronienie przed przemocą"]
    topics = told(city, f"/services?taxonomy_id={uuid_of('taxonomy', 'topic')}")
    assert topics["total_items"] == 3
    assert told(city, f"/services?organization_id={NOBODY}")["total_items"] == 0
    mops = uuid_of("organization", "mops")
    assert told(city, f"/service_at_locations?organization_id={mops}")["total_items"] == 3
    kinds = told(city, f"/taxonomy_terms?taxonomy_id={uuid_of('taxonomy', 'kind')}")
    assert {one["code"] for one in kinds["contents"]} == {"entitlement", "help", "sensitive"}


def test_a_list_in_full_says_as_much_as_the_records_themselves(city: City) -> None:
    for name in ("services", "service_at_locations", "organizations"):
        for one in told(city, f"/{name}?full=true")["contents"]:
            assert one == told(city, f"/{name}/{one['id']}")


@pytest.mark.parametrize("name", LISTS)
def test_every_record_of_a_list_can_be_fetched_and_no_other(city: City, name: str) -> None:
    for one in told(city, f"/{name}")["contents"]:
        assert told(city, f"/{name}/{one['id']}")["id"] == one["id"]
    for nothing in (NOBODY, "x", "..%2f", "%00"):
        response = get(city, f"/{name}/{nothing}")
        assert (response.status_code, response.mimetype) == (404, "application/json")


def test_who_has_it_already_is_told_so_and_keeps_it_for_a_while(city: City) -> None:
    first = get(city, "/services")
    etag = first.headers["ETag"]
    assert not etag.startswith("W/")
    again = get(city, "/services", **{"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "public, max-age=300"
    assert get(city, "/services?per_page=1").headers["ETag"] != etag
    assert get(city, "/services", **{"If-None-Match": '"other"'}).status_code == 200


def test_anybodys_script_may_read_and_only_read_and_no_cookie_is_set(city: City) -> None:
    for response in (get(city, "/services"), get(city, "/services?page=0")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "Set-Cookie" not in response.headers
    preflight = city.app.test_client().options("/api/hsds/services")
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


def test_head_says_the_same_without_a_body_and_nothing_can_be_written(city: City) -> None:
    client = city.app.test_client()
    head = client.head("/api/hsds/services")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get(city, "/services").headers["ETag"]
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = client.open("/api/hsds/services", method=method)
        assert refused.status_code == 405
        assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        assert refused.get_json() == {"error": "method_not_allowed"}


def test_what_is_not_there_is_said_in_json(city: City) -> None:
    response = get(city, "/programs")
    assert (response.status_code, response.get_json()) == (404, {"error": "not_found"})


def test_a_new_day_is_a_new_catalog(city: City) -> None:
    before = city.app.extensions.get("okienko_open_data")
    told(city, "/services")
    first = city.app.extensions["okienko_open_data"]
    told(city, "/services")
    assert city.app.extensions["okienko_open_data"] is first is not before
    city.clock.advance(86_400)
    told(city, "/services")
    assert city.app.extensions["okienko_open_data"] is not first
