"""The devices on the lab's bench: how each is, in words, and what a person can do to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hardware.client import (
    DeviceStatus,
    Fault,
    HardwareAway,
    HardwareClient,
    Health,
    Kind,
)

CITY_ZONE = ZoneInfo("Europe/Warsaw")
SIMULATE = "simulate"
REPAIR = "repair"


class Bench(NamedTuple):
    """What the lab stands on: the printer's folder, the daemon and the printer's name."""

    paper: Path
    client: HardwareClient
    printer: str
    socket: Path


class Button(NamedTuple):
    """One button: what it asks of the device (its name is `fault` or an action), words, icon."""

    action: str
    value: str
    label: str
    icon: str


class Line(NamedTuple):
    """One device as it is now: the lamp's color, the words and since when (city time)."""

    name: str
    kind: str
    health: str
    words: str
    since: datetime | None


_MEND = Button(SIMULATE, REPAIR, "Mend everything", "check")
_UNPLUG = Button(SIMULATE, Fault.OFF, "Pull the cable", "power")
_PLUG_IN = Button(SIMULATE, REPAIR, "Put it in again", "check")

BUTTONS: Mapping[str, tuple[Button, ...]] = {
    Kind.PAGE_PRINTER: (
        Button(SIMULATE, Fault.OUT_OF_PAPER, "Take the paper away", "file-x"),
        Button(SIMULATE, Fault.COVER_OPEN, "Open the cover", "folder-open"),
        Button(SIMULATE, Fault.JAM, "Jam it now", "triangle-alert"),
        Button(SIMULATE, "jam_next", "Jam the next sheet", "hourglass"),
        Button(SIMULATE, Fault.OFF, "Unplug it", "power"),
        Button(SIMULATE, Fault.SERVICE_DOWN, "Kill the spooler", "x"),
        _MEND,
    ),
    Kind.CARD_READER: (_UNPLUG, _PLUG_IN),
    Kind.KEYPAD: (_UNPLUG, _PLUG_IN),
    Kind.HEADPHONES: (
        Button("plug", "", "Plug headphones in", "headphones"),
        Button("unplug", "", "Pull headphones out", "volume-x"),
        _UNPLUG,
        _PLUG_IN,
    ),
}
KEYS = (
    ("1", "2", "3", "up", "help"),
    ("4", "5", "6", "left", "repeat"),
    ("7", "8", "9", "right", "louder"),
    ("back", "0", "ok", "down", "quieter"),
)
ICON_OF_KEY = {
    "up": "arrow-up",
    "down": "arrow-down",
    "left": "arrow-left",
    "right": "arrow-right",
    "ok": "check",
    "back": "undo-2",
    "help": "circle-help",
    "repeat": "refresh-cw",
    "louder": "plus",
    "quieter": "minus",
}
ARGUMENTS = {SIMULATE: "fault", "tap": "number", "scan": "text", "press": "key"}

_WORDS = {
    Fault.OUT_OF_PAPER: "has no paper",
    Fault.COVER_OPEN: "its cover is open",
    Fault.JAM: "a sheet is jammed",
    Fault.OFF: "is switched off",
    Fault.UNPLUGGED: "its cable is out",
    Fault.SERVICE_DOWN: "its spooler or service is gone",
    Fault.NOT_ANSWERING: "does not answer",
    Fault.DRIVER_STOPPED: "its driver stopped and is being started again",
}
_POSITIONS = {"plugged": "ready, headphones are in", "unplugged": "ready, no headphones in"}


def read_devices(client: HardwareClient) -> tuple[Line, ...] | HardwareAway:
    """Every device as the daemon last saw it."""
    devices = client.devices()
    if isinstance(devices, HardwareAway):
        return devices
    return tuple(
        Line(d.name, d.kind, d.health, in_words(d), d.since.astimezone(CITY_ZONE)) for d in devices
    )


def act(
    client: HardwareClient, device: str, action: str, value: str
) -> DeviceStatus | HardwareAway:
    """Do to the device what the button says. Raises HardwareRefused for what it does not know."""
    if action == SIMULATE:
        return client.simulate(device, value)
    name = ARGUMENTS.get(action)
    return client.act(device, action, **({name: value} if name else {}))


def in_words(status: DeviceStatus) -> str:
    if status.health is Health.OK:
        return _POSITIONS.get(status.position, "ready")
    words = [_WORDS.get(reason, reason.value.replace("_", " ")) for reason in status.reasons]
    return ", ".join(words) or "nothing is known of it yet"
