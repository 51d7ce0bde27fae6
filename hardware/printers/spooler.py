"""The print spooler, CUPS, asked over its unix socket by one thread with one connection.

pycups may be used by one thread at a time and aborts the process otherwise; every call goes through
a thread of our own, and who asks waits for it only so long.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

import cups

from hardware.printers.ipp import JobState
from hardware.printers.spooler_job import SpoolJob

CALL_SECONDS = 5.0
PPD_SECONDS = 5.0
LOOK_SECONDS = 0.02
CONNECT_SECONDS = 8
_RAW = "Raw"
_STOPPED_QUEUE = 5
_ASKED = ["job-id", "job-name", "job-uuid", "job-state", "time-at-processing"]

T = TypeVar("T")


class SpoolerAway(Exception):
    """CUPS does not answer, or not as it should."""


class Spooler:
    """One queue of the CUPS at `server` (a socket's path), which prints at `uri`."""

    def __init__(self, server: str, name: str, uri: str) -> None:
        self._server = server
        self._name = name
        self._uri = uri
        self._connection: Any = None
        self._is_ready = False
        self._errands: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]]
        self._errands = queue.SimpleQueue()
        threading.Thread(target=self._work, name=f"cups-{name}", daemon=True).start()

    def prepare(self) -> None:
        """See to it that the queue is there, has its PPD and takes jobs.

        A queue whose PPD is still being made would send the PDF raw, be refused by the printer and
        call it completed.
        """
        self._call(self._prepare, PPD_SECONDS + CALL_SECONDS)

    def hold(self, name: str, pdf: bytes) -> SpoolJob:
        """Give CUPS a document to keep until it is released."""
        return self._call(lambda: self._hold(name, pdf))

    def release(self, job: SpoolJob) -> None:
        """Let a held job go to the printer."""
        self._call(lambda: self._connection.setJobHoldUntil(job.number, "no-hold"))

    def cancel(self, job: SpoolJob) -> None:
        """End a job wherever it is; one that has ended is left alone."""
        self._call(lambda: self._cancel(job.number))

    def find(self, name: str, uuid: str = "") -> SpoolJob | None:
        """The job of that name, and of that job-uuid if one is given; None when CUPS has none."""
        jobs = self._call(lambda: self._jobs("all"))
        found = [job for job in jobs if job.name == name and uuid in ("", job.uuid)]
        return found[-1] if found else None

    def cancel_held(self) -> None:
        """End every job that is still held: nobody is left to release it."""
        self._call(self._cancel_held)

    def look(self) -> None:
        """Raise SpoolerAway if CUPS is away."""
        self._call(lambda: self._connection.getPrinters())

    def _call(self, errand: Callable[[], T], patience_seconds: float = CALL_SECONDS) -> T:
        future: Future[T] = Future()
        self._errands.put((future, errand))
        try:
            return future.result(patience_seconds)
        except TimeoutError:
            future.cancel()
            raise SpoolerAway("CUPS does not answer") from None

    def _work(self) -> None:
        while True:
            future, errand = self._errands.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if self._connection is None:
                    self._connection = cups.Connection(host=self._server)
                future.set_result(errand())
            except (cups.IPPError, cups.HTTPError, RuntimeError) as fault:
                self._connection, self._is_ready = None, False
                future.set_exception(SpoolerAway(str(fault)))
            except Exception as fault:
                future.set_exception(fault)

    def _prepare(self) -> None:
        if not self._is_ready:
            self._make_queue()
            self._is_ready = True
        queue_now = self._connection.getPrinterAttributes(
            self._name, requested_attributes=["printer-state", "printer-is-accepting-jobs"]
        )
        if queue_now["printer-state"] == _STOPPED_QUEUE:  # it stays so whatever was mended
            self._connection.enablePrinter(self._name)
        if not queue_now["printer-is-accepting-jobs"]:
            self._connection.acceptJobs(self._name)

    def _make_queue(self) -> None:
        """Make the queue unless it is as it should be. The PPD is made from the bare address."""
        wanted = f"{self._uri}?contimeout={CONNECT_SECONDS}"
        known = self._connection.getPrinters().get(self._name, {})
        is_raw = _RAW in known.get("printer-make-and-model", _RAW)
        if known.get("device-uri") == wanted and not is_raw:
            return
        self._connection.addPrinter(self._name, device=self._uri, ppdname="everywhere")
        deadline, pause = time.monotonic() + PPD_SECONDS, threading.Event()
        while self._is_raw():
            if time.monotonic() > deadline:
                raise RuntimeError("the queue gets no PPD")
            pause.wait(LOOK_SECONDS)
        self._connection.addPrinter(self._name, device=wanted)
        self._connection.enablePrinter(self._name)
        self._connection.acceptJobs(self._name)

    def _is_raw(self) -> bool:
        queue_now = self._connection.getPrinterAttributes(
            self._name, requested_attributes=["printer-make-and-model"]
        )
        return _RAW in queue_now["printer-make-and-model"]

    def _hold(self, name: str, pdf: bytes) -> SpoolJob:
        options = {
            "job-hold-until": "indefinite",
            "media": "iso_a4_210x297mm",
            "sides": "one-sided",
            "copies": "1",
        }
        number = self._connection.createJob(self._name, name, options)
        self._connection.startDocument(self._name, number, "sheet", "application/pdf", 1)
        self._connection.writeRequestData(pdf, len(pdf))
        self._connection.finishDocument(self._name)
        return self._read(self._connection.getJobAttributes(number, requested_attributes=_ASKED))

    def _cancel(self, number: int) -> None:
        try:
            self._connection.cancelJob(number, purge_job=False)
        except cups.IPPError as fault:
            if fault.args[0] not in (cups.IPP_NOT_POSSIBLE, cups.IPP_NOT_FOUND):
                raise

    def _cancel_held(self) -> None:
        for job in self._jobs("not-completed"):
            if job.state is JobState.HELD:
                self._cancel(job.number)

    def _jobs(self, which: str) -> list[SpoolJob]:
        jobs = self._connection.getJobs(
            which_jobs=which, my_jobs=False, requested_attributes=_ASKED
        )
        return [self._read({"job-id": number, **job}) for number, job in sorted(jobs.items())]

    def _read(self, job: dict[str, Any]) -> SpoolJob:
        return SpoolJob(
            number=job["job-id"],
            uuid=job.get("job-uuid", ""),
            name=job.get("job-name", ""),
            state=JobState(job["job-state"]),
            was_started=job.get("time-at-processing") is not None,
        )
