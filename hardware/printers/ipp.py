"""Asks an IPP printer itself, past CUPS: how it is, and what it printed (RFC 8011, PWG 5100.14).

CUPS knows what it sent; only the printer knows what it printed. `ipptool`, of Debian's
cups-ipp-utils, speaks the protocol; it is run without a shell and is gone within seconds.
"""

from __future__ import annotations

import getpass
import plistlib
import subprocess
from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from hardware.device import Fault, Health

QUESTIONS = Path(__file__).with_name("printer_says.ipp")
CANCEL = Path(__file__).with_name("cancel_job.ipp")
PATIENCE_SECONDS = 2
_END = b"</plist>"


class JobState(IntEnum):
    """job-state, RFC 8011 section 5.3.7; CUPS uses the same numbers."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to the job."""
        return self >= JobState.CANCELED


class PrinterJob(msgspec.Struct, frozen=True):
    """A line of the printer's own job list. `impressions`: sides put out, None if it won't say."""

    name: str
    state: JobState
    impressions: int | None
    number: int = 0


class PrinterWord(msgspec.Struct, frozen=True):
    """What a printer said when it was asked. `up_seconds`: how long its memory reaches back."""

    is_stopped: bool
    is_accepting: bool
    reasons: tuple[str, ...]
    up_seconds: int
    jobs: tuple[PrinterJob, ...]

    def named(self, key: str) -> tuple[PrinterJob, ...]:
        """The jobs that bear this name."""
        return tuple(job for job in self.jobs if job.name == key)


class Silence(msgspec.Struct, frozen=True):
    """The printer did not answer. `is_off`: nobody is there; otherwise it is there and says nothing
    that could be understood."""

    is_off: bool


def ask_printer(uri: str) -> PrinterWord | Silence:
    """Ask the printer at `uri`; takes two seconds at most when it does not answer."""
    return read_answer(_run("-X", uri, str(QUESTIONS)))


def cancel_at_printer(uri: str, job: PrinterJob) -> None:
    """Ask the printer to end a job; whether it did is seen in its list."""
    user = getpass.getuser()
    _run("-d", f"job-id={job.number}", "-d", f"user={user}", uri, str(CANCEL))


def _run(*arguments: str) -> bytes:
    """What ipptool says; nothing when it takes too long."""
    command = ["ipptool", "-T", str(PATIENCE_SECONDS), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - no shell; the address is from our configuration
            command, capture_output=True, timeout=PATIENCE_SECONDS + 1, check=False
        ).stdout
    except subprocess.TimeoutExpired:
        return b""


def read_answer(output: bytes) -> PrinterWord | Silence:
    """What ipptool's property list says; anything unexpected is silence."""
    try:
        document = plistlib.loads(output[: output.index(_END) + len(_END)])
        if not document["Tests"]:
            return Silence(is_off="Unable to connect" in str(document.get("ErrorMessage")))
        printer, jobs = (test["ResponseAttributes"][1:] for test in document["Tests"])
        return _word(printer[0], jobs)
    except (ValueError, LookupError, TypeError, ExpatError, plistlib.InvalidFileException):
        return Silence(is_off=False)


def health_of(word: PrinterWord | Silence) -> tuple[Health, tuple[Fault, ...]]:
    """How the printer is, by its own word."""
    if isinstance(word, Silence):
        return (Health.ABSENT, (Fault.OFF,)) if word.is_off else _SILENT
    stops, warns = stopping(word), _faults(word.reasons, _WARNING)
    if stops:
        return Health.BROKEN, stops
    return (Health.ATTENTION, warns) if warns else (Health.OK, ())


def stopping(word: PrinterWord) -> tuple[Fault, ...]:
    """What keeps the printer from putting out another sheet."""
    faults = _faults(word.reasons, _STOPPING)
    if not faults and (word.is_stopped or not word.is_accepting):
        return (Fault.STOPPED,)
    return faults


_SILENT = (Health.UNKNOWN, (Fault.NOT_ANSWERING,))

# printer-state-reasons: RFC 8011 section 5.4.12 and PWG 5100.9; the first part tells enough.
_STOPPING: Mapping[str, Fault] = {
    "media-empty": Fault.OUT_OF_PAPER,
    "media-needed": Fault.OUT_OF_PAPER,
    "input-tray-missing": Fault.OUT_OF_PAPER,
    "media-jam": Fault.JAM,
    "door-open": Fault.COVER_OPEN,
    "cover-open": Fault.COVER_OPEN,
    "interlock-open": Fault.COVER_OPEN,
    "marker-supply-empty": Fault.SUPPLIES_EMPTY,
    "toner-empty": Fault.SUPPLIES_EMPTY,
    "output-area-full": Fault.STOPPED,
    "paused": Fault.STOPPED,
    "shutdown": Fault.STOPPED,
}
_WARNING: Mapping[str, Fault] = {
    "media-low": Fault.PAPER_LOW,
    "marker-supply-low": Fault.SUPPLIES_LOW,
    "toner-low": Fault.SUPPLIES_LOW,
    "output-area-almost-full": Fault.STOPPED,
}
_SEVERITIES = ("-error", "-warning", "-report")


def _faults(reasons: Sequence[str], known: Mapping[str, Fault]) -> tuple[Fault, ...]:
    found = (known.get(_bare(reason)) for reason in reasons)
    return tuple(dict.fromkeys(fault for fault in found if fault is not None))


def _bare(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason


def _word(printer: Mapping[str, Any], jobs: Sequence[Mapping[str, Any]]) -> PrinterWord:
    reasons = printer["printer-state-reasons"]
    return PrinterWord(
        is_stopped=printer["printer-state"] == _STOPPED_PRINTER,
        is_accepting=bool(printer.get("printer-is-accepting-jobs", True)),
        reasons=tuple([reasons] if isinstance(reasons, str) else reasons),
        up_seconds=int(printer.get("printer-up-time", 0)),
        jobs=tuple(_job(job) for job in jobs),
    )


_STOPPED_PRINTER = 5


def _job(job: Mapping[str, Any]) -> PrinterJob:
    impressions = job.get("job-impressions-completed")
    return PrinterJob(
        name=str(job.get("job-name", "")),
        state=JobState(job["job-state"]),
        impressions=impressions if isinstance(impressions, int) else None,
        number=int(job.get("job-id", 0)),
    )
