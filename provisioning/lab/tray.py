"""The sheets in the virtual printer's tray, newest first."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from provisioning.lab.bench import CITY_ZONE

MOST_SHEETS = 12
_NAME_TIME = "%Y%m%dT%H%M%S.%fZ"


class Sheet(NamedTuple):
    """One printed document: its file name, when it came out (city time) and how large it is."""

    name: str
    printed_at: datetime
    kilobytes: int


class Tray(NamedTuple):
    """The sheets; `version` changes whenever they do."""

    sheets: tuple[Sheet, ...]

    @property
    def version(self) -> str:
        """What a page that shows these sheets has seen."""
        names = "|".join(sheet.name for sheet in self.sheets)
        return hashlib.sha256(names.encode()).hexdigest()[:16]


def read_tray(paper: Path) -> Tray:
    """The newest sheets in the folder; none while there is no folder."""
    found = sorted(paper.glob("*.pdf"), key=lambda path: path.name, reverse=True)
    return Tray(tuple(_sheet(path) for path in found[:MOST_SHEETS]))


def _sheet(path: Path) -> Sheet:
    stat = path.stat()
    try:
        at = datetime.strptime(path.name.partition("-")[0], _NAME_TIME).replace(tzinfo=UTC)
    except ValueError:  # put there by hand
        at = datetime.fromtimestamp(stat.st_mtime, UTC)
    return Sheet(path.name, at.astimezone(CITY_ZONE), -(-stat.st_size // 1024))
