"""A state made ready once in a run of the tests, and copied for every stack that starts."""

from __future__ import annotations

import atexit
import fcntl
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from provisioning.prepare import prepare
from provisioning.state import read_state
from shared.clock import SystemClock
from tests.stack import PORTS, free_ports

_shared_places: list[Path] = []


def share_prepared(place: Path) -> None:
    """Keep it in `place`, where the other workers of the run keep it, too."""
    _shared_places[:] = [place / "prepared"]


def copy_prepared(folder: Path) -> None:
    """Fill `folder` with keys, content and databases as the first start makes them."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True)


@cache
def _prepared() -> Path:
    """Made by whoever needs it first; the others wait for it."""
    place = _shared_places[0] if _shared_places else _place_of_its_own()
    place.mkdir(exist_ok=True)
    state, is_made = place / "state", place / "made"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made.exists():
            ports = free_ports(len(PORTS))
            named = {name: str(port) for name, port in zip(PORTS, ports, strict=True)}
            prepare(read_state({"OKIENKO_STATE": str(state), **named}), SystemClock())
            is_made.touch()
    return state


def _place_of_its_own() -> Path:
    place = Path(mkdtemp(prefix="okienko-prepared-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place
