"""The stack's own processes, for tests that hurt them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.intake.numbers import count_numbers
from shared.store import open_store
from tests.fleet import Fleet, await_that, running_fleet

MEMBERS = ("hardware daemon", "contact center", "kiosk")


@pytest.fixture(scope="session")
def whole_fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with running_fleet(tmp_path_factory.mktemp("fleet"), *MEMBERS) as running:
        yield running


@pytest.fixture
def fleet(whole_fleet: Fleet) -> Fleet:
    """One fleet for all of them, complete again whatever the test before did to it."""
    for name in MEMBERS:
        if name not in whole_fleet.running:
            whole_fleet.start(name)
    await_that(lambda: has_numbers(whole_fleet), "the kiosk has no numbers to give out")
    return whole_fleet


def has_numbers(fleet: Fleet) -> bool:
    store = open_store(fleet.state.database_url("kiosk"))
    with store.read() as db:
        left = count_numbers(db)
    store.close()
    return left > 0
