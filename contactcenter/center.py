"""What one running contact center is made of, and how a view reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g, has_app_context

from contactcenter.agents import Presence, SignInDesk
from contactcenter.knowledge import Holder
from contactcenter.realtime import Doorbell
from contactcenter.settings import Settings
from shared.bundle import Knowledge
from shared.clock import Clock
from shared.intake.keys import CityKeys
from shared.store import Store
from shared.web.present import Words
from shared.web.translate import Translator

EXTENSION = "okienko_center"


class CannotStart(RuntimeError):
    """The app cannot be assembled; the message is one line a person can act on."""


@dataclass(frozen=True)
class Center:
    """Everything the views work with."""

    settings: Settings
    clock: Clock
    store: Store
    holder: Holder
    keys: CityKeys
    sign_in_desk: SignInDesk
    doorbell: Doorbell
    translator: Translator

    @property
    def knowledge(self) -> Knowledge:
        """What the city knows: within one request always the same."""
        if not has_app_context():
            return self.holder.now.knowledge
        if "in_force" not in g:
            g.in_force = self.holder.now
        return cast(Knowledge, g.in_force.knowledge)

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
