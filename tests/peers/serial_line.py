"""A serial device on a real pty, with a by-id name that comes and goes with its cable."""

from __future__ import annotations

import os
import tty
from dataclasses import dataclass
from pathlib import Path


@dataclass
class SerialLine:
    """The device's end of the line; `path` is what the driver is told to open."""

    path: Path
    _device: int = -1
    _driver_end: int = -1

    def plug_in(self) -> SerialLine:
        """The device appears under its name, as udev would make it."""
        self._device, self._driver_end = os.openpty()
        tty.setraw(self._device)
        tty.setraw(self._driver_end)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.symlink_to(os.ttyname(self._driver_end))
        return self

    def send(self, data: bytes) -> None:
        """The device sends; a whole buffer of it, however long."""
        while data:
            data = data[os.write(self._device, data) :]

    def pull_out(self) -> None:
        """The cable is pulled: the name goes, and whoever reads is told so by the kernel."""
        if self._device < 0:
            return
        self.path.unlink()
        os.close(self._device)
        os.close(self._driver_end)
        self._device = self._driver_end = -1
