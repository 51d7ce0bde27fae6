"""The only module an app imports from here: it asks the hardware daemon over its unix socket.

No method raises because the daemon is away, slow or talking nonsense: that is an ordinary day at
a kiosk, and it comes back as a `HardwareAway` value.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from hardware.device import (
    DeviceEvent,
    DeviceStatus,
    Fault,
    Happening,
    Health,
    Kind,
    Settlement,
    State,
)
from hardware.wire import Answer, Garbled, Request, read_frame, write_frame

__all__ = [
    "DeviceEvent",
    "DeviceStatus",
    "Fault",
    "Happening",
    "HardwareAway",
    "HardwareClient",
    "HardwareRefused",
    "Health",
    "Kind",
    "Settlement",
    "State",
]

T = TypeVar("T")

KNOCK_SECONDS = 1.0
_UNANSWERED = {"timed_out": "not_answering", "hung_up": "not_answering"}


class HardwareAway(msgspec.Struct, frozen=True):
    """The daemon did not answer. After `print_document` ask `settlement(key)` before anything else.

    `why`: not_running, not_allowed, not_answering, timed_out, hung_up or garbled. After the first
    three nothing was sent.
    """

    why: str


class HardwareRefused(Exception):
    """The daemon understood and refused the command: a mistake in the calling code."""


class HardwareClient:
    """Asks the daemon at a unix socket; one connection an errand, safe to share among threads."""

    def __init__(self, path: Path | str, *, timeout_seconds: float = 10.0) -> None:
        self._path = str(path)
        self._timeout_seconds = timeout_seconds

    def devices(self) -> list[DeviceStatus] | HardwareAway:
        """Every device as last seen, in the daemon's order. A daemon that lives says so at once."""
        within = min(self._timeout_seconds, KNOCK_SECONDS)
        return self._ask(Request("devices"), list[DeviceStatus], within_seconds=within)

    def print_document(
        self, printer: str, pdf: bytes, *, key: str, title: str, pages: int | None = None
    ) -> Settlement | HardwareAway:
        """Print once under `key`; a repeat prints nothing and returns the first settlement.

        A daemon that does not answer a knock within a second is given nothing (`not_answering`): it
        might print what it finds in its socket long after its citizen has gone. Otherwise waits for
        the end or for the timeout. `pages` is how many sheets should come out, where the
        caller knows. Raises HardwareRefused for an empty key.
        """
        knocked = self.devices()
        if isinstance(knocked, HardwareAway):
            return HardwareAway(_UNANSWERED.get(knocked.why, knocked.why))
        request = Request("print", device=printer, key=key, title=title, pages=pages)
        return self._ask(request, Settlement, pdf)

    def settlement(self, key: str) -> Settlement | HardwareAway | None:
        """What became of the sheet printed under `key`; None when the key was never seen."""
        return self._ask(Request("settlement", key=key), Settlement | None)  # type: ignore[arg-type]

    def call_off(self, key: str) -> Settlement | HardwareAway | None:
        """The citizen has gone: what is not on paper yet shall not come. What stands now."""
        return self._ask(Request("call_off", key=key), Settlement | None)  # type: ignore[arg-type]

    def recent(self) -> list[Settlement] | HardwareAway:
        """The last twenty sheets, the newest first."""
        return self._ask(Request("recent"), list[Settlement])

    def simulate(self, device: str, fault: str) -> DeviceStatus | HardwareAway:
        """Break or repair a virtual device; `repair` mends it. A real one refuses."""
        return self._ask(Request("simulate", device=device, fault=fault), DeviceStatus)

    def act(self, device: str, action: str, **args: str) -> DeviceStatus | HardwareAway:
        """Ask a device for one of its own actions, such as `tap` at a virtual reader.

        Raises HardwareRefused when there is no such device or it knows no such action.
        """
        return self._ask(Request("act", device=device, action=action, args=args), DeviceStatus)

    def take_event(self, seq: int) -> dict[str, str] | HardwareAway | None:
        """What was read at the event `seq`: for the first who asks, within ten seconds, or None."""
        return self._ask(Request("take", seq=seq), dict[str, str] | None)  # type: ignore[arg-type]

    def events(
        self, since: int = 0, *, quiet_seconds: float = 15.0
    ) -> Iterator[DeviceEvent | HardwareAway]:
        """All that happened after `since` (an event's seq; 0 is everything still remembered).

        Ends after `quiet_seconds` without news, so that the caller can say that it is still there
        and come back with the last seq; or after one HardwareAway.
        """
        while True:
            request = Request("events", since=since, wait_seconds=quiet_seconds)
            answer = self._ask(request, list[DeviceEvent], patience_seconds=quiet_seconds)
            if isinstance(answer, HardwareAway):
                yield answer
                return
            if not answer:
                return
            yield from answer
            since = answer[-1].seq

    def _ask(
        self,
        request: Request,
        shape: type[T],
        body: bytes = b"",
        *,
        patience_seconds: float = 0.0,
        within_seconds: float | None = None,
    ) -> T | HardwareAway:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                usual = self._timeout_seconds + patience_seconds
                connection.settimeout(usual if within_seconds is None else within_seconds)
                connection.connect(self._path)
                write_frame(connection, request, body)
                answer, _ = read_frame(connection, Answer)
        except (OSError, Garbled) as fault:
            return HardwareAway(_why(fault))
        if answer.refused is not None:
            raise HardwareRefused(answer.refused)
        try:
            return msgspec.json.decode(answer.result, type=shape)
        except msgspec.ValidationError:
            return HardwareAway("garbled")


def _why(fault: OSError | Garbled) -> str:
    match fault:
        case FileNotFoundError() | ConnectionRefusedError():
            return "not_running"
        case PermissionError():
            return "not_allowed"
        case TimeoutError():
            return "timed_out"
        case Garbled():
            return "garbled"
    return "hung_up"
