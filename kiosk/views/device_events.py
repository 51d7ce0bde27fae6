"""The one stream from the device to its page: says that something happened, never what was read."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response

from kiosk.devices import OVER, Bell, Devices, Ring
from kiosk.kiosk import kiosk, visit
from shared.web import audience

screen = Blueprint("device_events", __name__)

HEARTBEAT_SECONDS = 5.0  # a page that is gone is noticed at the next one
COME_BACK_MILLISECONDS = 1000


@screen.get("/devices/events")
@audience("onlooker")
def events() -> Response:
    """Server-sent events for as long as the visit lasts. Passive: it does not extend it."""
    devices = kiosk().devices
    bell = devices.listen(visit())
    return Response(_stream(devices, bell), mimetype="text/event-stream")


def _stream(devices: Devices, bell: Bell) -> Iterator[str]:
    try:
        yield f"retry: {COME_BACK_MILLISECONDS}\n\n"
        while True:
            ring = bell.next(HEARTBEAT_SECONDS)
            yield ": here\n\n" if ring is None else _spell(ring)
            if ring == OVER:
                return
    finally:
        devices.stop_listening(bell)


def _spell(ring: Ring) -> str:
    return f"event: {ring.event}\ndata: {ring.detail}\n\n"
