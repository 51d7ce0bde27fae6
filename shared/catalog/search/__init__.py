"""Search: what a frightened person types, in whatever spelling, to the right service."""

from shared.catalog.search.fold import fold
from shared.catalog.search.search import Found, Hit, Search

__all__ = ["Found", "Hit", "Search", "fold"]
