"""A telephone line with a supervisor, for the folders that name these in their conftest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.models import AgentRole
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line, build_line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A line at nine on a Monday morning; nobody calls yet. Marek looks after the others."""
    line = build_line(tmp_path)
    line.city.change_agent("marek", role=AgentRole.SUPERVISOR)
    yield line
    line.city.close()


@pytest.fixture
def chief(line: Line) -> Console:
    """The supervisor's browser."""
    return line.city.console("marek")
