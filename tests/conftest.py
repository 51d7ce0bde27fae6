"""How every run of the tests is set up."""

from __future__ import annotations

from shared.garbage import settle


def pytest_collection_finish() -> None:
    """As the apps do: what is loaded by now stays, and is not walked through after each test."""
    settle()
