"""What the lab shows: the sheets in the tray, newest first, and how the printer is."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hardware.client import DeviceStatus, Fault, HardwareAway, HardwareClient, Health

CITY_ZONE = ZoneInfo("Europe/Warsaw")
MOST_SHEETS = 60
_NAME_TIME = "%Y%m%dT%H%M%S.%fZ"


class Bench(NamedTuple):
    """What the lab stands on: the printer's folder, the daemon and the printer's name."""

    paper: Path
    client: HardwareClient
    printer: str


class Breakage(NamedTuple):
    """One button: what it does to the printer, and its words and icon."""

    fault: str
    label: str
    icon: str


BREAKAGES = (
    Breakage("out_of_paper", "Take the paper away", "file-x"),
    Breakage("jam", "Jam it now", "triangle-alert"),
    Breakage("jam_next", "Jam the next sheet", "hourglass"),
    Breakage("off", "Switch it off", "power"),
    Breakage("repair", "Mend everything", "check"),
)
_WORDS = {
    Fault.OUT_OF_PAPER: "It has no paper",
    Fault.JAM: "A sheet is jammed",
    Fault.OFF: "It is switched off",
    Fault.NOT_ANSWERING: "It does not answer",
    Fault.DRIVER_STOPPED: "Its driver stopped and is being started again",
}


class Sheet(NamedTuple):
    """One printed document: its file name, when it came out (city time) and how large it is."""

    name: str
    printed_at: datetime
    kilobytes: int


class View(NamedTuple):
    """All that the page shows; `version` changes whenever any of it does."""

    health: str
    words: str
    sheets: tuple[Sheet, ...]
    version: str


def look(bench: Bench) -> View:
    """The printer and its tray as they are now."""
    health, words = _printer(bench.client, bench.printer)
    sheets = read_tray(bench.paper)
    seen = "|".join([health, words, *(sheet.name for sheet in sheets)])
    return View(health, words, sheets, hashlib.sha256(seen.encode()).hexdigest()[:16])


def read_tray(paper: Path) -> tuple[Sheet, ...]:
    """The newest sheets in the folder; none while there is no folder."""
    found = sorted(paper.glob("*.pdf"), key=lambda path: path.name, reverse=True)
    return tuple(_sheet(path) for path in found[:MOST_SHEETS])


def _sheet(path: Path) -> Sheet:
    stat = path.stat()
    try:
        at = datetime.strptime(path.name.partition("-")[0], _NAME_TIME).replace(tzinfo=UTC)
    except ValueError:  # put there by hand
        at = datetime.fromtimestamp(stat.st_mtime, UTC)
    return Sheet(path.name, at.astimezone(CITY_ZONE), -(-stat.st_size // 1024))


def _printer(client: HardwareClient, printer: str) -> tuple[str, str]:
    devices = client.devices()
    if isinstance(devices, HardwareAway):
        return Health.UNKNOWN, "The hardware daemon does not answer"
    status = next((device for device in devices if device.name == printer), None)
    if status is None:
        return Health.ABSENT, "The daemon knows no such printer"
    return status.health, _in_words(status)


def _in_words(status: DeviceStatus) -> str:
    if status.health is Health.OK:
        return "It is ready"
    words = [_WORDS.get(reason, reason.value) for reason in status.reasons]
    return ", ".join(words) or "Nothing is known of it yet"
