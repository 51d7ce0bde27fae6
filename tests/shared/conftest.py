"""The two databases, for every test below."""

from __future__ import annotations

from tests.databases import bare_store, postgresql_store, sqlite_store, store

__all__ = ["bare_store", "postgresql_store", "sqlite_store", "store"]
