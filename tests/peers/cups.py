"""A real print scheduler and a real IPP Everywhere printer, started and stopped by the tests.

cupsd and ippeveprinter come from Debian (`provisioning/setup`). Each keeps to a folder of its own
and to loopback; the scheduler runs on the very configuration that the kiosk gets. What cannot be
started fails the tests that need it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.peers.ipp_printer import IppPrinter
from tests.peers.process import DIES_WITH_US, PeerFailed, await_that, end_group, program

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "provisioning" / "kiosk" / "cups"
ON_THE_KIOSK = "/run/okienko-cups"

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>
"""


@dataclass
class Scheduler:
    """cupsd on the kiosk's own configuration, moved into a folder of the test's."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return self.folder / "cups.sock"

    def install(self) -> None:
        """Lay the folders out as the unit does on the kiosk."""
        for name in ("etc/ppd", "spool/tmp", "cache", "state/certs", "log"):
            (self.folder / name).mkdir(parents=True)
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, group="lp")
        for name, mode in (("", 0o755), ("spool", 0o710), ("spool/tmp", 0o1770), ("cache", 0o770)):
            (self.folder / name).chmod(mode)
        self.configure()

    def configure(self, **directives: str) -> None:
        """Write the configuration, with some directives changed; takes effect at the next start."""
        for name in ("cupsd.conf", "cups-files.conf"):
            lines = (CONFIGURATION / name).read_text().replace(ON_THE_KIOSK, str(self.folder))
            changed = [_changed(line, directives) for line in lines.splitlines()]
            (self.folder / "etc" / name).write_text("\n".join(changed) + "\n")

    def start(self, *, wiping: bool = True) -> None:
        """Start cupsd as the unit does, wiping the spool first; returns when it answers."""
        if wiping:
            subprocess.run([CONFIGURATION / "wipe-spool", self.folder], check=True)
        self.socket.unlink(missing_ok=True)
        etc = self.folder / "etc"
        files = ("-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf")
        command = [*DIES_WITH_US, program("cupsd"), "-f", *files]
        with (self.folder / "log" / "out").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        process = self.process
        await_that(lambda: self._answers() or process.poll() is not None, "cupsd is silent")
        if process.poll() is not None:
            logs = [path.read_text(errors="replace") for path in (self.folder / "log").iterdir()]
            raise PeerFailed(f"cupsd ended ({process.returncode}): " + "\n".join(logs)[-800:])

    def kill(self) -> None:
        """kill -9, and nothing else: what it started lives on."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None

    def stop(self) -> None:
        """End it in peace, with whatever it started."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process = None
        end_strays(self.folder)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0


@dataclass
class PrintShop:
    """Both of them, and the queue's name."""

    printer: IppPrinter
    scheduler: Scheduler
    queue: str = "okienko"


@contextmanager
def running_print_shop() -> Iterator[PrintShop]:
    """A scheduler and a printer, alone with each other; both are gone afterwards.

    Not in pytest's own folder: filters run as another user, who may not look in there.
    """
    folder = Path(tempfile.mkdtemp(prefix="okienko-print-"))
    folder.chmod(0o755)
    shop = PrintShop(IppPrinter(folder / "printer"), Scheduler(folder / "cups"))
    try:
        with private_bus(folder) as bus:
            shop.printer.install()
            shop.scheduler.install()
            shop.printer.switch_on(bus)
            shop.scheduler.start()
            try:
                yield shop
            finally:
                shop.scheduler.stop()
                shop.printer.cut_power()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """A message bus of one's own, which ippeveprinter needs to start; nothing is announced."""
    path = folder / "bus.sock"
    (folder / "bus.conf").write_text(BUS_CONFIGURATION.format(socket=path))
    command = [
        *DIES_WITH_US,
        program("dbus-daemon"),
        f"--config-file={folder / 'bus.conf'}",
        "--nofork",
    ]
    with (folder / "bus.log").open("wb") as log:
        bus = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        await_that(lambda: path.exists() or bus.poll() is not None, "dbus-daemon is silent")
        if bus.poll() is not None:
            raise PeerFailed("dbus-daemon ended")
        yield f"unix:path={path}"
    finally:
        end_group(bus)


def end_strays(folder: Path) -> None:
    """Kill filters and backends that a killed scheduler left: those that work in `folder`."""
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if f"CUPS_REQUESTROOT={folder}/".encode() in environment:
            os.kill(int(process.name), signal.SIGKILL)


def _changed(line: str, directives: dict[str, str]) -> str:
    name = line.split(maxsplit=1)[0] if line.strip() else ""
    return f"{name} {directives[name]}" if name in directives else line
