"""A telephone line, and a supervisor, for every test below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contactcenter.agents import ensure_agent
from shared.models import AgentRole
from tests.contactcenter.city import PASSWORD
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line, build_line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A line at nine on a Monday morning; nobody calls yet."""
    line = build_line(tmp_path)
    yield line
    line.city.store.close()
    line.center.store.close()


@pytest.fixture
def chief(line: Line) -> Console:
    """The browser of somebody who looks after the others."""
    at, store = line.city.clock.now(), line.city.store
    ensure_agent(store, "iza", "Iza Maj", PASSWORD, at, role=AgentRole.SUPERVISOR)
    return line.city.console("iza")
