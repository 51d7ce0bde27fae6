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
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "provisioning" / "kiosk" / "cups"
ENGINE = Path(__file__).with_name("print_engine.sh")
ON_THE_KIOSK = "/run/okienko-cups"
PATIENCE_SECONDS = 20.0
# Whatever ends the tests, the kernel ends the peers.
DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>
"""
PRESS_PANEL = """{ NAME "Look at the switches" OPERATION Print-Job
GROUP operation-attributes-tag ATTR charset attributes-charset utf-8
ATTR language attributes-natural-language en ATTR uri printer-uri $uri
ATTR name job-name panel ATTR mimeMediaType document-format application/pdf FILE $filename }
"""
ASK_FOR_JOB = """{ NAME "Is the job canceled?" OPERATION Get-Job-Attributes
GROUP operation-attributes-tag ATTR charset attributes-charset utf-8
ATTR language attributes-natural-language en ATTR uri printer-uri $uri
ATTR integer job-id $job-id ATTR keyword requested-attributes job-state-reasons }
"""


class PeerFailed(AssertionError):
    """A peer did not start: the tests that need it fail, they are not skipped."""


def program(name: str) -> str:
    """Where a Debian program lies. Raises PeerFailed when it is not installed."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        raise PeerFailed(f"{name} is not installed: run provisioning/setup")
    return found


def await_that(is_so: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until `is_so`; fail with `what` when it does not come."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not is_so():
        if time.monotonic() > deadline:
            raise PeerFailed(what)
        pause.wait(0.01)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody answers on a loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class IppPrinter:
    """ippeveprinter with an engine that writes down each sheet, and that can be broken."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def install(self) -> None:
        """Put the engine and the bus in place."""
        for name in ("engine", "spool"):
            (self.folder / name).mkdir(parents=True)
        engine = ENGINE.read_text(encoding="utf-8")
        engine = engine.replace("@FOLDER@", str(self.folder / "engine"))
        (self.folder / "print").write_text(engine.replace("@PRINTER@", self.uri))
        (self.folder / "print").chmod(0o755)
        (self.folder / "engine" / "job.ipp").write_text(ASK_FOR_JOB)
        (self.folder / "engine" / "panel.ipp").write_text(PRESS_PANEL)

    def switch_on(self, bus: str) -> None:
        """Start it; returns when it answers."""
        command = [
            *DIES_WITH_US, program("ippeveprinter"), "-p", str(self.port), "-n", "localhost", "-r", "off",
            "-d", str(self.folder / "spool"), "-s", "60",
            "-f", "application/pdf,image/pwg-raster,image/jpeg",
            "-c", str(self.folder / "print"), "-M", "Okienko", "-m", "Peer", "Peer",
        ]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus},
            )  # fmt: skip
        self._bus = bus
        (self.folder / "engine" / "told").unlink(missing_ok=True)
        await_that(lambda: listens(self.port) or self.has_ended(), "ippeveprinter is silent")
        if self.has_ended():
            raise PeerFailed((self.folder / "log").read_text(errors="replace")[-800:])

    def switch_on_again(self) -> None:
        """The power is back; what it knew of its jobs is gone."""
        self.switch_on(self._bus)

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def cut_power(self) -> None:
        """Everything in the printer stops at once, in the middle of whatever it does."""
        if self.process is not None:
            end_group(self.process)
        self.process = None

    def break_with(self, *reasons: str) -> None:
        """Begin to report these printer-state-reasons and to put no more sheets out."""
        write_at_once(self.folder / "engine" / "state", "\n".join(reasons) + "\n")
        await_that(self._has_noticed, "the printer does not notice that it is broken")

    def take_paper_out(self) -> None:
        """No paper is left; said on the printer's own page, as ippeveprinter watches its trays."""
        (self.folder / "engine" / "empty").touch()
        self._load(0)

    def _load(self, sheets: int) -> None:
        form = f"size1=iso_a4_210x297mm&type1=stationery&level1={sheets}"
        page = f"http://localhost:{self.port}/media?{form}&size3=iso_dl_110x220mm&type3=envelope"
        with urllib.request.urlopen(f"{page}&level3=-2") as answer:
            answer.read()

    def repair(self) -> None:
        """All is well again."""
        for name in ("state", "hold", "empty"):
            (self.folder / "engine" / name).unlink(missing_ok=True)
        self._load(250)
        await_that(self._has_noticed, "the printer does not notice that it is mended")

    def _has_noticed(self) -> bool:
        """Whether it says what the switches say; an idle one looks when its panel is pressed."""
        if ",".join(self._read("state").split()) == self._read("told").strip():
            return True
        panel = self.folder / "engine" / "panel.ipp"
        command = [program("ipptool"), "-T", "2", "-f", str(panel), self.uri, str(panel)]
        subprocess.run(command, capture_output=True, check=False)
        return ",".join(self._read("state").split()) == self._read("told").strip()

    def _read(self, name: str) -> str:
        path = self.folder / "engine" / name
        return path.read_text() if path.exists() else ""

    def hold_after(self, sheets: int) -> None:
        """Stand still after so many sheets of a job, without a word."""
        write_at_once(self.folder / "engine" / "hold", f"{sheets}\n")

    def go_on(self) -> None:
        """Stand still no longer."""
        (self.folder / "engine" / "hold").unlink(missing_ok=True)

    def sheets(self, key: str | None = None) -> int:
        """How many sheets have come out, altogether or of the job called `key`."""
        try:
            lines = (self.folder / "engine" / "paper.log").read_text().splitlines()
        except FileNotFoundError:
            return 0
        return sum(1 for line in lines if key is None or line.split(maxsplit=2)[2] == key)

    def await_sheets(self, count: int, key: str | None = None) -> None:
        await_that(lambda: self.sheets(key) >= count, f"no {count} sheets came out")


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


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a group of its own, with everything in the group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


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


def write_at_once(path: Path, content: str) -> None:
    """Write a file that nobody sees half written."""
    part = path.with_name(path.name + ".part")
    part.write_text(content)
    part.rename(path)


def _changed(line: str, directives: dict[str, str]) -> str:
    name = line.split(maxsplit=1)[0] if line.strip() else ""
    return f"{name} {directives[name]}" if name in directives else line
