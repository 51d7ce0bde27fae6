"""The hardware daemon: supervises the drivers and answers the apps on a unix socket."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeGuard

from hardware.clock import Clock
from hardware.device import Document, Driver, Printer
from hardware.journal import Journal
from hardware.news import News
from hardware.printing import PrintDesk
from hardware.server import Peers, Refusal, Server
from hardware.supervisor import Supervisor
from hardware.wire import Request

log = logging.getLogger(__name__)

WATCH_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 30.0
CLOSE_SECONDS = 2.0


class Daemon:
    """Everything behind the socket, from the drivers' supervisors to the journal."""

    def __init__(self, drivers: Sequence[Driver], journal: Journal, clock: Clock) -> None:
        self._supervisors = {driver.name: Supervisor(driver, clock) for driver in drivers}
        self._desk = PrintDesk(journal, clock)
        self._news = News(clock)
        self._commands: Mapping[str, Callable[[Request, bytes], object]] = {
            "devices": self._devices,
            "print": self._print,
            "settlement": self._settlement,
            "simulate": self._simulate,
            "events": self._events,
        }

    def serve(self, path: Path, peers: Peers, stop: threading.Event) -> None:
        """Answer at `path` until `stop`."""
        with Server(path, peers, self.answer) as server:
            for supervisor in self._supervisors.values():
                supervisor.start()
            threading.Thread(target=server.serve_forever, args=(WATCH_SECONDS,)).start()
            log.info("answering")
            try:
                self._watch(stop)
            finally:
                self._news.close()
                server.close_down(CLOSE_SECONDS)
        for supervisor in self._supervisors.values():
            supervisor.stop()

    def answer(self, request: Request, body: bytes) -> object:
        """Carry out one command. Raises Refusal."""
        command = self._commands.get(request.command)
        if command is None:
            raise Refusal("no such command")
        return command(request, body)

    def _watch(self, stop: threading.Event) -> None:
        while True:
            for supervisor in self._supervisors.values():
                self._news.notice(supervisor.status())
            if stop.wait(WATCH_SECONDS):
                return

    def _devices(self, _request: Request, _body: bytes) -> object:
        return [supervisor.status() for supervisor in self._supervisors.values()]

    def _print(self, request: Request, body: bytes) -> object:
        if not request.key:
            raise Refusal("printing needs a key, so that a repeat prints nothing")
        supervisor = self._supervisors.get(request.device)
        driver = None if supervisor is None else supervisor.driver
        printer = driver if driver is not None and _can_print(driver) else None
        document = Document(request.key, request.title, body, request.pages)
        return self._desk.print_document(request.device, printer, document)

    def _settlement(self, request: Request, _body: bytes) -> object:
        return self._desk.settlement(request.key)

    def _simulate(self, request: Request, _body: bytes) -> object:
        supervisor = self._supervisors.get(request.device)
        if supervisor is None:
            raise Refusal("no such device")
        if supervisor.driver.do("simulate", {"fault": request.fault}, None) is None:
            raise Refusal("this device simulates no such fault")
        status = supervisor.status()
        self._news.notice(status)
        return status

    def _events(self, request: Request, _body: bytes) -> object:
        return self._news.since(request.since, min(request.wait_seconds, LONGEST_WAIT_SECONDS))


def _can_print(driver: Driver) -> TypeGuard[Printer]:
    return hasattr(driver, "print_document")
