"""A city for every test below."""

from __future__ import annotations

from tests.contactcenter.conftest import city

__all__ = ["city"]
