"""What people see of the bench: the citizen on the screen, the staff who look after the kiosk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import kiosk
from hardware.client import (
    DeviceEvent,
    Happening,
    HardwareAway,
    HardwareClient,
    Health,
    Settlement,
    State,
)
from provisioning.lab.bench import CITY_ZONE, Bench, Line, in_words, read_devices
from shared.web.translate import SHARED_LOCALES, Translator

MOST_LINES = 8
AWAY = Line("daemon", "hardware daemon", Health.BROKEN, "does not answer", None)
_UNKNOWN = {"health": Health.UNKNOWN, "words": "nobody knows", "since": None}
_ON_PAPER = {
    State.PREPARED: "waiting",
    State.HANDED: "printing",
    State.CONFIRMED: "confirmed",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
}
_DID = {
    Happening.CARD: "a card was tapped",
    Happening.SCAN: "a code was scanned",
    Happening.KEY: "a key was pressed",
}


class Screen(NamedTuple):
    """What the citizen reads about the paper, in the kiosk's own words; `state` colors it."""

    when: str
    state: str
    polish: str
    english: str
    answers: tuple[str, ...]
    hearing: str


class SheetLine(NamedTuple):
    """One print job as staff see it: when, which (the key's end), what became of it."""

    at: datetime
    key: str
    state: str
    words: str


class NewsLine(NamedTuple):
    """One event, without anything that was read."""

    at: datetime
    device: str
    words: str


class View(NamedTuple):
    """All that the page shows; `version` changes whenever any of it does."""

    daemon: Line
    devices: tuple[Line, ...]
    screen: Screen
    jobs: tuple[SheetLine, ...]
    news: tuple[NewsLine, ...]
    version: str


class Outlook:
    """Looks at the bench without touching it: what was read stays for the kiosk to take."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: tuple[Line, ...] = ()
        self._translator = Translator([SHARED_LOCALES, Path(kiosk.__file__).parent / "locales"])

    def look(self) -> View:
        """The bench as it is now."""
        client = self._bench.client
        devices = read_devices(client)
        if isinstance(devices, HardwareAway):
            screen = self._screen("Whoever asks for paper now", "failed", ())
            unknown = tuple(line._replace(**_UNKNOWN) for line in self._known)
            return _view(AWAY, unknown, screen, (), ())
        self._known = devices
        daemon = Line("daemon", "hardware daemon", Health.OK, "answers", None)
        settled = client.recent()
        jobs = () if isinstance(settled, HardwareAway) else tuple(settled)
        when = "After the last sheet" if jobs else "Before the first sheet"
        screen = self._screen(when, _ON_PAPER[jobs[0].state] if jobs else "none", devices)
        return _view(daemon, devices, screen, tuple(map(_job, jobs)), _news(client))

    def _screen(self, when: str, paper: str, devices: Sequence[Line]) -> Screen:
        polish, english = (self._translator.say(lang, f"paper-{paper}") for lang in ("pl", "en"))
        answers = ("yes", "no", "partly") if paper == "unknown" else ()
        are_in = any("headphones are in" in device.words for device in devices)
        return Screen(
            when,
            paper,
            polish,
            english,
            tuple(self._translator.say("pl", f"came-out-{answer}") for answer in answers),
            "private words may be spoken" if are_in else "private words stay unspoken",
        )


def _view(
    daemon: Line,
    devices: tuple[Line, ...],
    screen: Screen,
    jobs: tuple[SheetLine, ...],
    news: tuple[NewsLine, ...],
) -> View:
    jobs = jobs[:MOST_LINES]
    seen = repr((daemon, devices, screen, jobs, news))
    version = hashlib.sha256(seen.encode()).hexdigest()[:16]
    return View(daemon, devices, screen, jobs, news, version)


def _job(sheet: Settlement) -> SheetLine:
    words = {
        State.PREPARED: "waits for the printer",
        State.HANDED: "is with the printer",
        State.CONFIRMED: "came out",
        State.FAILED: "did not come out",
        State.UNKNOWN: "nobody knows: look into the tray",
    }[sheet.state]
    reason = f" ({sheet.fault.replace('_', ' ')})" if sheet.fault else ""
    at = sheet.at.astimezone(CITY_ZONE)
    return SheetLine(at, sheet.key[-8:], sheet.state, f"{words}{reason}")


def _news(client: HardwareClient) -> tuple[NewsLine, ...]:
    heard = [event for event in client.events(0, quiet_seconds=0) if isinstance(event, DeviceEvent)]
    return tuple(_news_line(event) for event in reversed(heard[-MOST_LINES:]))


def _news_line(event: DeviceEvent) -> NewsLine:
    words = _DID.get(event.event, "")
    if event.status is not None:
        words = in_words(event.status)
    return NewsLine(event.at.astimezone(CITY_ZONE), event.device, words)
