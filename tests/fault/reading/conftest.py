"""Peers for every mishap at a reader: a serial line and a pcscd, both real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.listening import Ear
from tests.peers.pcsc import Pcsc, pcsc_room
from tests.peers.serial_line import SerialLine


@pytest.fixture
def ear() -> Ear:
    """Hears what the driver tells."""
    return Ear()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[SerialLine]:
    """A reader's cable, plugged in."""
    line = SerialLine(tmp_path / "by-id" / "usb-Reader_0001-if00").plug_in()
    yield line
    line.pull_out()


@pytest.fixture
def pcsc() -> Iterator[Pcsc]:
    """A pcscd that runs, with an empty reader."""
    with pcsc_room() as room:
        yield room
