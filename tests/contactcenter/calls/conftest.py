"""A telephone line for every test below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contactcenter.telephony.line import Line, build_line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A line at nine on a Monday morning; nobody calls yet."""
    line = build_line(tmp_path)
    yield line
    line.city.store.close()
    line.center.store.close()
