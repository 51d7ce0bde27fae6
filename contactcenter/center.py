"""What one running contact center is made of, and how a view reaches it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import current_app, g, has_app_context

from contactcenter.agents import Presence
from contactcenter.bells import Bell
from contactcenter.calls.ringer import Ringer
from contactcenter.knowledge import Holder
from contactcenter.oidc import OutsideDoor
from contactcenter.realtime import Doorbell
from contactcenter.settings import Settings
from contactcenter.sign_in_desk import SignInDesk
from contactcenter.telephony.media import Media
from contactcenter.telephony.provider import Telephony
from shared.bundle import Knowledge
from shared.clock import Clock
from shared.intake.keys import CityKeys
from shared.models import CallMedium
from shared.store import Store
from shared.web.present import Words
from shared.web.translate import Translator
from shared.worker import Worker

EXTENSION = "okienko_center"


class CannotStart(RuntimeError):
    """The app cannot be assembled; the message is one line a person can act on."""


@dataclass(frozen=True)
class Center:
    """Everything the views work with.

    `telephony`: the provider, None where there is none. `outside`: the city's own sign-in, or
    None. `media`: what carries each kind of call.
    `workers`: those of the line by the bell that wakes them, started where the app is served.
    `ringer`: the one that tells the screens.
    """

    settings: Settings
    clock: Clock
    store: Store
    holder: Holder
    keys: CityKeys
    sign_in_desk: SignInDesk
    doorbell: Doorbell
    ringer: Ringer
    translator: Translator
    telephony: Telephony | None = None
    outside: OutsideDoor | None = None
    media: Mapping[CallMedium, Media] = field(default_factory=dict)
    workers: dict[Bell, tuple[Worker, ...]] = field(default_factory=dict)

    @property
    def knowledge(self) -> Knowledge:
        """What the city knows: within one request always the same."""
        if not has_app_context():
            return self.holder.now.knowledge
        if "in_force" not in g:
            g.in_force = self.holder.now
        return cast(Knowledge, g.in_force.knowledge)

    def start(self) -> None:
        """Let the workers work."""
        for workers in self.workers.values():
            for worker in workers:
                worker.start()

    def ring(self, bells: Iterable[Bell]) -> None:
        """What a transaction noted is committed: whose work it is looks now."""
        for bell in bells:
            for worker in self.workers[bell]:
                worker.ring()

    def ring_all(self) -> None:
        """Something changed that concerns every one of them."""
        self.ring(self.workers)

    def ring_screens(self) -> None:
        """All screens look again, soon."""
        self.ringer.ask_everybody()

    def words(self, language: str) -> Words:
        """A voice in `language`: the agent's own, or the caller's."""
        return Words(self.translator, language)


def center() -> Center:
    """The center that serves this request."""
    return cast(Center, current_app.extensions[EXTENSION])


def now() -> datetime:
    """The present instant, by the center's clock."""
    return center().clock.now()


def presence() -> Presence:
    """The agent who makes this request; the gate has made sure there is one."""
    return cast(Presence, g.presence)
