"""A state made ready once in a run of the tests, and copied for every stack that starts."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from provisioning.prepare import prepare
from provisioning.state import read_state
from shared.clock import SystemClock
from tests.stack import PORTS, free_ports


def copy_prepared(folder: Path) -> None:
    """Fill `folder` with keys, content and databases as the first start makes them."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True)


@cache
def _prepared() -> Path:
    folder = Path(mkdtemp(prefix="okienko-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ports = {name: str(port) for name, port in zip(PORTS, free_ports(len(PORTS)), strict=True)}
    prepare(read_state({"OKIENKO_STATE": str(folder), **ports}), SystemClock())
    return folder
