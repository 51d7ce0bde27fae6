"""A floor, on SQLite; on both databases for whatever the databases could do differently."""

from __future__ import annotations

import pytest

from shared.store import Store
from tests.contactcenter.queue.floor import Floor
from tests.databases import postgresql_store, sqlite_store, store

__all__ = ["postgresql_store", "sqlite_store", "store"]


@pytest.fixture
def floor(sqlite_store: Store) -> Floor:
    """A floor on SQLite."""
    return Floor(sqlite_store)


@pytest.fixture
def either_floor(store: Store) -> Floor:
    """A floor; the test runs once on SQLite and once on PostgreSQL."""
    return Floor(store)
