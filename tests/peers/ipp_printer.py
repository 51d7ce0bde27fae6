"""A real IPP Everywhere printer, Debian's ippeveprinter, with an engine that can be broken."""

from __future__ import annotations

import os
import subprocess
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests.peers.process import (
    DIES_WITH_US,
    PeerFailed,
    await_that,
    end_group,
    free_port,
    listens,
    program,
    write_at_once,
)

ENGINE = Path(__file__).with_name("print_engine.sh")
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
            *DIES_WITH_US, program("ippeveprinter"),
            "-p", str(self.port), "-n", "localhost", "-r", "off",
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
