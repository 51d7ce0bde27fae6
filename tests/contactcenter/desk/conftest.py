"""A desk at the only place of the small city, on SQLite or on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from contactcenter.desk.points import Point, read_points
from tests.databases import postgresql_store, sqlite_store, store

__all__ = ["postgresql_store", "sqlite_store", "store"]

POINTS = """
- id: punkt
  counters: 3
  slots:
    - {days: [mon, tue], from: "09:00", to: "10:00", minutes: 30, places: 2}
  day_end: callback
  board: 1
  status: to_confirm
"""


@pytest.fixture(scope="session")
def points_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desks of the small city."""
    path = tmp_path_factory.mktemp("desks") / "points.yaml"
    path.write_text(POINTS, encoding="utf-8")
    return path


@pytest.fixture
def point(points_file: Path) -> Point:
    """The desk at the small city's place: three counters, appointments on Mondays at nine."""
    return read_points(points_file)["punkt"]
