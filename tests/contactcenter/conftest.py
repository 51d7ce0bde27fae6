"""A city for every test below, with or without a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contactcenter.city import City, build_city
from tests.contactcenter.telephony.line import Line, build_line


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """An assembled contact center over a database of its own, at nine in the morning."""
    city = build_city(tmp_path)
    yield city
    city.close()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A city with a telephone, at nine on a Monday morning; nobody calls yet."""
    line = build_line(tmp_path)
    yield line
    line.city.close()
