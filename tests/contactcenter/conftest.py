"""A city for every test below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contactcenter.city import City, build_city


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """An assembled contact center over a database of its own, at nine in the morning."""
    city = build_city(tmp_path)
    yield city
    city.store.close()
    city.app.extensions["okienko_center"].store.close()
