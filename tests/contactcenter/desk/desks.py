"""A city with a desk, and two clerks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from contactcenter import agents
from contactcenter.agents import ensure_agent
from contactcenter.center import EXTENSION
from shared.models import AgentRole
from tests.contactcenter.city import PASSWORD, City, build_city

CLERKS = {"tomek": "Tomek Kos", "ula": "Ula Kot"}


@contextmanager
def city_with_desk(folder: Path, points_file: Path) -> Iterator[City]:
    """A city whose only place is a desk with three counters."""
    city = build_city(folder)
    room = city.app.extensions[EXTENSION]
    settings = replace(room.settings, desk_points=points_file)
    city.app.extensions[EXTENSION] = replace(room, settings=settings)
    hire(city, AgentRole.CLERK, **CLERKS)
    try:
        yield city
    finally:
        city.close()


def hire(city: City, role: AgentRole, **names: str) -> None:
    """People of this role, with everybody's password."""
    with quick_hashes():
        for sign_in, name in names.items():
            ensure_agent(city.store, sign_in, name, PASSWORD, city.clock.now(), role=role)


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Passwords hashed quickly: argon2 is slow on purpose."""
    quick = agents.PasswordHasher(time_cost=1, memory_cost=1024)
    with patch.object(agents, "_hasher", quick):
        yield
