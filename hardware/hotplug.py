"""Notices that a cable went in or out: what the kernel says, and a full look every minute.

The kernel's word may be lost, and some machines give none; so the names the configuration uses are
looked at again and again too. Either way whoever waits for a device is woken and looks by itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

log = logging.getLogger(__name__)

RESCAN_SECONDS = 60.0
POLL_SECONDS = 1.0
MOST_LOSSES = 3  # in a row
SUBSYSTEMS = ("usb", "tty", "input", "usbmisc", "sound")


class Uevent(NamedTuple):
    """One thing the kernel said: `add`, `remove`, `change`, …; of what kind; its device node."""

    action: str
    subsystem: str
    node: str = ""


class EventSource(Protocol):
    """Where the kernel's words come from: udev, or a recording."""

    def poll(self, seconds: float) -> Uevent | None:
        """The next word, or None when there is none for so long. Raises OSError when lost."""


class UdevSource:
    """udev's own events, after its rules have made the stable names."""

    def __init__(self) -> None:
        import pyudev

        self._monitor = pyudev.Monitor.from_netlink(pyudev.Context())
        for subsystem in SUBSYSTEMS:
            self._monitor.filter_by(subsystem)
        self._monitor.start()

    def poll(self, seconds: float) -> Uevent | None:
        """The next event of a subsystem our devices are in."""
        device = self._monitor.poll(seconds)
        if device is None:
            return None
        return Uevent(device.action or "", device.subsystem or "", device.device_node or "")


class Hotplug:
    """Calls `wake` when something came or went, or may have.

    `paths` are the stable names the configuration uses. Without a source (`None`), or after it was
    lost, only the full look is left.
    """

    def __init__(
        self,
        source: EventSource | None,
        paths: Iterable[Path],
        *,
        rescan_seconds: float = RESCAN_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._paths = tuple(paths)
        self._rescan_seconds = rescan_seconds
        self._monotonic = monotonic
        self._losses = 0
        self._stop = threading.Event()
        self._there = self._look()
        self._looked_at = monotonic()
        self._thread: threading.Thread | None = None

    def start(self, wake: Callable[[], None]) -> None:
        """Watch in a thread of its own."""
        self._thread = threading.Thread(target=self._watch, args=(wake,), name="hotplug")
        self._thread.daemon = True
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2 * POLL_SECONDS)

    def step(self, wake: Callable[[], None]) -> None:
        """Wait a moment for an event, and look by ourselves when a minute is over."""
        event = self._next_event(wake)
        if event is not None and event.action in {"add", "remove", "change", "bind"}:
            log.info("%s %s", event.subsystem, event.action)
            wake()
        if self._monotonic() - self._looked_at >= self._rescan_seconds:
            self.rescan(wake)

    def rescan(self, wake: Callable[[], None]) -> None:
        """Look at every name; wake if one came or went without a word."""
        there = self._look()
        if there != self._there:
            log.info("something came or went without a word from the kernel")
            wake()
        self._there = there
        self._looked_at = self._monotonic()

    def _watch(self, wake: Callable[[], None]) -> None:
        while not self._stop.is_set():
            self.step(wake)

    def _next_event(self, wake: Callable[[], None]) -> Uevent | None:
        """One word of the kernel's. After a queue that ran over, whoever waits must look."""
        if self._source is None:
            self._stop.wait(POLL_SECONDS)
            return None
        try:
            event = self._source.poll(POLL_SECONDS)
            self._losses = 0
        except OSError as fault:
            self._lose(fault)
            wake()
            return None
        return event

    def _lose(self, fault: OSError) -> None:
        self._losses += 1
        log.warning("words of the kernel's were lost (%s)", fault.strerror)
        if self._losses == MOST_LOSSES:
            log.warning("nothing is heard from the kernel any more; looking every minute")
            self._source = None

    def _look(self) -> frozenset[Path]:
        return frozenset(path for path in self._paths if path.exists())
