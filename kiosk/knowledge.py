"""What this device knows: the last good content, swapped only while nobody stands before it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from kiosk.settings import Settings
from shared.bundle import BundleFault, Knowledge, read_bundle
from shared.diagnosis import ContentError
from shared.web.environment import SettingsFault


class Holder:
    """The content in use, and a newer one that waits for the present visit to end."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.now = knowledge
        self._waiting: Knowledge | None = None

    @property
    def newest_hash(self) -> str:
        """The hash of the newest content the device has, in use or waiting."""
        return (self._waiting or self.now).content_hash

    def put_by(self, knowledge: Knowledge) -> None:
        """Keep a newer content until nobody is there."""
        self._waiting = knowledge

    def swap(self) -> None:
        """Use what waits, if something does. Only between visits (`Visits.between`)."""
        waiting = self._waiting
        if waiting is not None:
            self.now, self._waiting = waiting, None


def load_knowledge(settings: Settings) -> Knowledge:
    """The signed content: what was fetched last, or where that is none, what came with the device.

    Raises SettingsFault when neither is what the city signed.
    """
    fetched = _read_fetched(settings)
    if fetched is not None:
        return fetched
    loaded = read_bundle(settings.content_bundle.read_bytes(), settings.content_public_key)
    if isinstance(loaded, BundleFault):
        raise SettingsFault(f"OKIENKO_CONTENT_BUNDLE: {loaded}")
    return loaded


def read_checked(data: bytes, settings: Settings) -> Knowledge | None:
    """Content the city signed and this program can use, built; None for anything else."""
    known = read_bundle(data, settings.content_public_key)
    if isinstance(known, BundleFault):
        return None
    return known if _builds(known) else None


def write_whole(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, also when the power goes."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read_fetched(settings: Settings) -> Knowledge | None:
    """What was fetched, unless the device was set up anew since; a spoiled file is no reason to
    stand still."""
    path = settings.fetched_bundle
    try:
        is_newer = path.stat().st_mtime >= settings.content_bundle.stat().st_mtime
        return read_checked(path.read_bytes(), settings) if is_newer else None
    except OSError:
        return None


def _builds(known: Knowledge) -> bool:
    """Build what is slow now, not while a citizen waits."""
    steps: tuple[Callable[[], object], ...] = (lambda: known.engine, lambda: known.search)
    try:
        for build in steps:
            build()
    except ContentError:
        return False
    return True
