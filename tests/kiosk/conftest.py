"""A kiosk for every test below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.device import Citizen, Device, build_device


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """An assembled kiosk at nine in the morning, its threads standing still."""
    device = build_device(tmp_path)
    yield device
    device.kiosk.outbox.close()
    device.kiosk.store.close()


@pytest.fixture
def citizen(device: Device) -> Citizen:
    """Somebody who has touched the screen and chosen Polish."""
    return device.citizen().begin()
