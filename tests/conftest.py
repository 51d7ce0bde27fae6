"""How every run of the tests is set up."""

from __future__ import annotations

import gc
import os
from typing import Any

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

from shared.garbage import settle
from tests.apps import share_between_apps
from tests.chromium import browser, chromium
from tests.order import Companions, slow_ones_first
from tests.prepared import share_prepared

__all__ = ["browser", "chromium"]  # the fixtures every file shares


def pytest_sessionstart() -> None:
    """As the apps do: nearly all that is loaded stays, so nobody looks for garbage meanwhile."""
    gc.disable()
    share_between_apps()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Several workers share the work by files, mostly."""
    return Companions(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: whoever begins them last is waited for."""
    slow_ones_first(items)


def pytest_collection_finish() -> None:
    """As the apps do: what is loaded by now is not walked through again after each test."""
    settle()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _one_prepared_state(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What takes long to make ready is made ready by one of the workers."""
    place = tmp_path_factory.getbasetemp()
    share_prepared(place.parent if "PYTEST_XDIST_WORKER" in os.environ else place)
