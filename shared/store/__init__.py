"""One database behind one door: `open_store(url)`, then `read()` or `write()`."""

from __future__ import annotations

from shared.store.database import Store, open_store

__all__ = ["Store", "open_store"]
