"""A kiosk for every test below."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.store import open_store
from tests.kiosk.device import Citizen, Device, build_device


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all its tables, to be copied."""
    path = tmp_path_factory.mktemp("database") / "kiosk.db"
    store = open_store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture
def device(tmp_path: Path, empty_database: Path) -> Iterator[Device]:
    """An assembled kiosk at nine in the morning, its threads standing still."""
    shutil.copyfile(empty_database, tmp_path / "kiosk.db")
    device = build_device(tmp_path)
    yield device
    device.kiosk.outbox.close()
    device.kiosk.calling.close()
    device.kiosk.store.close()


@pytest.fixture
def citizen(device: Device) -> Citizen:
    """Somebody who has touched the screen and chosen Polish."""
    return device.citizen().begin()
