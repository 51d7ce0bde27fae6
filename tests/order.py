"""What each worker runs: files that share something costly stay together, the slow go first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

# Folders whose files share what one worker starts once: a stack in a browser, a fleet to hurt.
TOGETHER = {
    "tests/e2e/": "a stack",
    "tests/fault/test_": "a fleet",
    "tests/fault/reading/test_daemon_killed.py": "a fleet",
}
# What waits for processes most of the time; the others fill the pauses.
SLOW = (*TOGETHER, "tests/lint/", "tests/fault/", "tests/provisioning/", "tests/scale/")


class Companions(LoadScopeScheduling):
    """One unit of work is a file, or all files that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        company = (what for place, what in TOGETHER.items() if nodeid.startswith(place))
        return next(company, nodeid.split("::", 1)[0])


def slow_ones_first(items: list[pytest.Item]) -> None:
    """Put the tests in the order in which the workers take them."""
    items.sort(key=lambda item: _rank(item.nodeid, SLOW))


def _rank(nodeid: str, places: Sequence[str]) -> int:
    found = (rank for rank, place in enumerate(places) if nodeid.startswith(place))
    return next(found, len(places))
