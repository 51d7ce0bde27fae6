"""The hardware daemon: supervises the drivers and answers the apps on a unix socket."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeGuard

from hardware.clock import Clock
from hardware.device import Document, Driver, Health, Printer, State
from hardware.hotplug import Hotplug
from hardware.journal import Journal
from hardware.news import News
from hardware.notify import Notifier
from hardware.printing import PrintDesk
from hardware.server import Peers, Refusal, Server
from hardware.supervisor import Supervisor
from hardware.wire import Request

log = logging.getLogger(__name__)

WATCH_SECONDS = 0.25
ACCEPT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 30.0
CLOSE_SECONDS = 2.0
MOST_RECENT = 20


class Daemon:
    """Everything behind the socket, from the drivers' supervisors to the journal.

    `news` is where the drivers tell what happens; `hotplug` wakes those that wait for a cable.
    """

    def __init__(
        self,
        drivers: Sequence[Driver],
        journal: Journal,
        clock: Clock,
        *,
        news: News | None = None,
        hotplug: Hotplug | None = None,
        notifier: Notifier | None = None,
    ) -> None:
        self._supervisors = {driver.name: Supervisor(driver, clock) for driver in drivers}
        self._desk = PrintDesk(journal, clock)
        self._news = news or News(clock)
        self._hotplug = hotplug
        self._notifier = notifier or Notifier({})
        self._commands: Mapping[str, Callable[[Request, bytes], object]] = {
            "devices": self._devices,
            "print": self._print,
            "settlement": self._settlement,
            "recent": self._recent,
            "call_off": self._call_off,
            "simulate": self._simulate,
            "act": self._act,
            "events": self._events,
            "take": self._take,
        }

    def serve(self, path: Path, peers: Peers, stop: threading.Event) -> None:
        """Answer at `path` until `stop`."""
        with Server(path, peers, self.answer) as server:
            self._start(server)
            try:
                self._watch(server, stop)
            finally:
                self._notifier.stopping()
                self._news.close()
                server.close_down(CLOSE_SECONDS)
        self._stop_all()

    def answer(self, request: Request, body: bytes) -> object:
        """Carry out one command. Raises Refusal."""
        command = self._commands.get(request.command)
        if command is None:
            raise Refusal("no such command")
        return command(request, body)

    def wake_all(self) -> None:
        """Something was plugged in or out: whoever waits for a device tries now."""
        for supervisor in self._supervisors.values():
            supervisor.wake()

    def _start(self, server: Server) -> None:
        self._desk.recover(self._printers())
        for supervisor in self._supervisors.values():
            supervisor.start()
        threading.Thread(target=server.serve_forever, args=(ACCEPT_SECONDS,)).start()
        if self._hotplug is not None:
            self._hotplug.start(self.wake_all)
        log.info("answering")
        self._notifier.ready()

    def _stop_all(self) -> None:
        for supervisor in self._supervisors.values():
            supervisor.ask_to_stop()
        if self._hotplug is not None:
            self._hotplug.stop()
        for supervisor in self._supervisors.values():
            supervisor.stop()

    def _watch(self, server: Server, stop: threading.Event) -> None:
        """Look at every driver again and again; ping the watchdog while all of them live."""
        while not stop.is_set():
            statuses = [supervisor.status() for supervisor in self._supervisors.values()]
            for status in statuses:
                self._news.notice(status)
            self._news.forget()
            self._notifier.status(_in_words([status.health for status in statuses]))
            if server.is_accepting() and all(s.is_alive() for s in self._supervisors.values()):
                self._notifier.ping(time.monotonic())
            self._news.await_look(WATCH_SECONDS)

    def _devices(self, _request: Request, _body: bytes) -> object:
        return [supervisor.status() for supervisor in self._supervisors.values()]

    def _print(self, request: Request, body: bytes) -> object:
        if not request.key:
            raise Refusal("printing needs a key, so that a repeat prints nothing")
        printer = self._printers().get(request.device)
        document = Document(request.key, request.title, body, request.pages)
        return self._desk.print_document(request.device, printer, document)

    def _settlement(self, request: Request, _body: bytes) -> object:
        return self._desk.settlement(request.key)

    def _call_off(self, request: Request, _body: bytes) -> object:
        return self._desk.call_off(request.key, self._printers())

    def _printers(self) -> dict[str, Printer]:
        drivers = [supervisor.driver for supervisor in self._supervisors.values()]
        return {driver.name: driver for driver in drivers if _can_print(driver)}

    def _recent(self, _request: Request, _body: bytes) -> object:
        return self._desk.recent(MOST_RECENT)

    def _simulate(self, request: Request, _body: bytes) -> object:
        return self._do(request.device, "simulate", {"fault": request.fault}, None)

    def _act(self, request: Request, _body: bytes) -> object:
        return self._do(request.device, request.action, request.args, request.key or None)

    def _do(self, device: str, action: str, args: Mapping[str, str], key: str | None) -> object:
        supervisor = self._supervisors.get(device)
        if supervisor is None:
            raise Refusal("no such device")
        outcome = supervisor.driver.do(action, args, key)
        if outcome is None:
            raise Refusal("this device does no such thing now")
        if outcome.state is State.FAILED:
            raise Refusal(f"it did not work: {outcome.fault or 'no reason given'}")
        status = supervisor.status()
        self._news.notice(status)
        return status

    def _events(self, request: Request, _body: bytes) -> object:
        return self._news.since(request.since, min(request.wait_seconds, LONGEST_WAIT_SECONDS))

    def _take(self, request: Request, _body: bytes) -> object:
        return self._news.take(request.seq)


def _can_print(driver: Driver) -> TypeGuard[Printer]:
    return hasattr(driver, "print_document")


def _in_words(healths: Sequence[Health]) -> str:
    """How the devices are, in a line: `3 ok, 1 absent`."""
    counted = {health: healths.count(health) for health in Health}
    return ", ".join(f"{count} {health}" for health, count in counted.items() if count)
