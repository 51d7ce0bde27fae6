"""Everything a screen needs from the device it runs on, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from flask import current_app, g

from kiosk.agreed import AgreedCodes
from kiosk.calling import Calling
from kiosk.devices import Devices
from kiosk.help_watch import HelpWatch
from kiosk.knowledge import Holder
from kiosk.missed import MissedSearches
from kiosk.outbox import Outbox
from kiosk.printing import PrintRoom
from kiosk.settings import Settings
from kiosk.sync import Sync
from kiosk.ticket import TicketDoor
from kiosk.visit import Visit, Visits
from shared.bundle import Knowledge
from shared.clock import Clock
from shared.diagnosis import Assessment
from shared.intake.keys import KioskKeys
from shared.store import Store
from shared.web.present import Words
from shared.web.translate import Translator
from shared.worker import Worker

EXTENSION = "okienko_kiosk"


@dataclass(frozen=True)
class Kiosk:
    """One kiosk, assembled."""

    settings: Settings
    holder: Holder
    store: Store
    keys: KioskKeys
    clock: Clock
    visits: Visits
    print_room: PrintRoom
    outbox: Outbox
    help_watch: HelpWatch
    calling: Calling
    agreed_codes: AgreedCodes
    ticket_door: TicketDoor
    devices: Devices
    missed: MissedSearches
    sync: Sync
    workers: tuple[Worker, ...]

    @property
    def knowledge(self) -> Knowledge:
        """What this device knows; the same for the length of a visit."""
        return self.holder.now

    def ring(self) -> None:
        """Something was put down: whoever drains it should look now."""
        for worker in self.workers:
            worker.ring()


def kiosk() -> Kiosk:
    """The kiosk that answers this request."""
    return cast(Kiosk, current_app.extensions[EXTENSION])


def visit() -> Visit:
    """The visit of the citizen who sent this request; only behind a gate that asks for one."""
    return cast(Visit, g.visit)


def assessment() -> Assessment:
    """What is known now about the citizen who sent this request."""
    return visit().assess(kiosk().knowledge.engine, kiosk().clock.today())


def say(key: str, **values: object) -> str:
    """A message of the screens in the citizen's language."""
    return cast(str, current_app.jinja_env.globals["t"](key, **values))  # type: ignore[operator]


def say_in(language: str) -> Callable[..., str]:
    """A voice in another language than the citizen's, for what is printed in it."""
    translator: Translator = current_app.extensions["okienko_translator"]
    return partial(translator.say, language)


def words() -> Words:
    """The citizen's language, with which contents and messages are read."""
    translator: Translator = current_app.extensions["okienko_translator"]
    return Words(translator, visit().language)
