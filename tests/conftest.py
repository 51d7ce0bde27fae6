"""How every run of the tests is set up."""

from __future__ import annotations

import gc

from shared.garbage import settle
from tests.apps import share_between_apps
from tests.chromium import browser

__all__ = ["browser"]  # the fixture every file shares


def pytest_sessionstart() -> None:
    """As the apps do: nearly all that is loaded stays, so nobody looks for garbage meanwhile."""
    gc.disable()
    share_between_apps()


def pytest_collection_finish() -> None:
    """As the apps do: what is loaded by now is not walked through again after each test."""
    settle()
    gc.enable()
