"""Our OpenAPI document is true: whatever is asked, the answer is one it describes, never a 5xx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from contactcenter.hsds_openapi import LISTS, openapi
from contactcenter.open_data import open_data
from shared.export.tables import Tables
from tests.contactcenter.city import City, build_city
from tests.tally import count, tally

REQUESTS = count(132, 12_100)  # an operation without parameters is soon exhausted
OPERATIONS = 1 + 2 * len(LISTS)  # the document itself is fetched to begin with


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder: Path = tmp_path_factory.mktemp("api")
    city = build_city(folder)
    yield city
    city.close()


@pytest.mark.proof
def test_whatever_is_asked_the_answer_is_one_that_is_described(api: City) -> None:
    described = schemathesis.openapi.from_wsgi("/api/hsds/openapi.json", api.app)
    seen: Counter[int] = Counter()
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == OPERATIONS
    ids = sorted(row["id"] for rows in everything(api).rows.values() for row in rows)
    for operation in operations:
        good = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        bad = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        ask(
            st.one_of(good, bad) if operation.query or operation.path_parameters else good,
            ids,
            seen,
        )
    assert sum(seen.values()) >= REQUESTS * 5 // 6
    assert set(seen) <= {200, 404, 422}
    assert seen[200]
    assert seen[422]
    by_status = {f"answered_{status}": times for status, times in sorted(seen.items())}
    tally("HSDS API: answers as described, none 5xx", requests=sum(seen.values()), **by_status)


def everything(api: City) -> Tables:
    """What the API publishes."""
    with api.app.test_request_context():
        return open_data().tables


def ask(cases: st.SearchStrategy[schemathesis.Case], ids: list[str], seen: Counter[int]) -> None:
    """Send many cases of one operation, the same ones every time; some ask for what there is."""

    @seed(20261122)
    @settings(
        max_examples=REQUESTS // OPERATIONS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, known=st.none() | st.sampled_from(ids))
    def one(case: schemathesis.Case, known: str | None) -> None:
        if known and "id" in case.path_parameters:
            case.path_parameters["id"] = known
        seen[case.call_and_validate().status_code] += 1

    one()


def test_the_document_names_only_schemas_it_holds() -> None:
    document = openapi("https://uslugi.example/api/hsds")
    held = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    def references(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield from ([node["$ref"]] if "$ref" in node else [])
            for below in node.values():
                yield from references(below)
        elif isinstance(node, list):
            for below in node:
                yield from references(below)

    assert set(references(document)) <= held
