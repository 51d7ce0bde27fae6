"""One city for every file below: what a test left is taken away before the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contactcenter.agencies.parties import forget_the_last_test
from tests.contactcenter.city import City, build_city


@pytest.fixture(scope="module")
def one_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """One city for the whole file."""
    city = build_city(tmp_path_factory.mktemp("city"))
    yield city
    city.close()


@pytest.fixture
def city(one_city: City) -> City:
    """The city, with nothing in it but its people."""
    forget_the_last_test(one_city)
    return one_city
