"""Which devices this machine has: one TOML file that names each by something that stays the same.

[[device]]
name = "sheets"                     # what the apps call it
driver = "cups"                     # which driver speaks to it
identity = "ipp://localhost/ipp/print"   # by-id path, address or serial number; never ttyUSB0
[device.options]                    # what that driver wants to know besides
queue = "okienko"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

DRIVERS = frozenset(
    {
        "virtual_printer",
        "virtual_reader",
        "virtual_keypad",
        "virtual_headphones",
        "cups",
        "escpos",
        "serial_reader",
        "pcsc",
        "keypad",
        "headphones",
    }
)
_NEEDS_NO_IDENTITY = frozenset(driver for driver in DRIVERS if driver.startswith("virtual")) | {
    "pcsc"
}
_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
# Numbered in the order the cables were found: after the next start they mean another device.
_UNSTABLE = re.compile(
    r"(^|/)(tty(USB|ACM|S|AMA)[0-9]+|event[0-9]+|usb/lp[0-9]+|lp[0-9]+|hidraw[0-9]+)$"
)


class ConfigFault(ValueError):
    """The configuration cannot be used; the message is one line that says what to change."""


class Device(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One device of this machine. `identity` is a stable path, an address or a serial number."""

    name: str
    driver: str
    identity: str = ""
    options: dict[str, Any] = {}

    @property
    def path(self) -> Path | None:
        """The device node's stable name, where that is its identity."""
        return Path(self.identity) if self.identity.startswith("/dev/") else None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    device: list[Device]


def virtual_devices(printer: str) -> tuple[Device, ...]:
    """The set without a single cable, for `make run`; each has its buttons in the lab."""
    return (
        Device(printer, "virtual_printer"),
        Device("reader", "virtual_reader"),
        Device("keypad", "virtual_keypad"),
        Device("headphones", "virtual_headphones"),
    )


def read_devices(path: Path) -> tuple[Device, ...]:
    """The devices a file names, in its order. Raises ConfigFault."""
    try:
        devices = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).device
    except OSError as fault:
        raise ConfigFault(f"{path}: {fault.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise ConfigFault(f"{path}: {fault}") from None
    for device in devices:
        problem = _problem(device, [other.name for other in devices])
        if problem:
            raise ConfigFault(f"{path}: device {device.name!r}: {problem}")
    return tuple(devices)


def _problem(device: Device, names: list[str]) -> str:
    if not _NAME.fullmatch(device.name):
        return "a name is small letters, digits and hyphens, and begins with a letter"
    if names.count(device.name) > 1:
        return "the name is there twice"
    if device.driver not in DRIVERS:
        return f"no driver {device.driver!r}; there are {', '.join(sorted(DRIVERS))}"
    if not device.identity and device.driver not in _NEEDS_NO_IDENTITY:
        return "it needs an identity: a by-id path, an address or a serial number"
    if _UNSTABLE.search(device.identity):
        return (
            f"{device.identity} means another device after the next start; "
            "name it as in /dev/serial/by-id, /dev/input/by-id or by a udev rule's own name"
        )
    return ""
