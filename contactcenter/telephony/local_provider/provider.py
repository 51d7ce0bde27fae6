"""What the views work with, and how they reach it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app, session

from contactcenter.telephony.local_provider.settings import Settings
from contactcenter.telephony.local_provider.sockets import Sockets
from contactcenter.telephony.local_provider.switchboard import Switchboard

if TYPE_CHECKING:
    from contactcenter.simulation.play import Play

EXTENSION = "okienko_local_provider"
LANGUAGES = ("pl", "uk", "en")


@dataclass(frozen=True)
class Provider:
    """One running provider. `plays`: the made-up callers who use it, if there are any."""

    settings: Settings
    board: Switchboard
    sockets: Sockets
    plays: list[Play] = field(default_factory=list)


def provider() -> Provider:
    """The provider that serves this request."""
    return cast(Provider, current_app.extensions[EXTENSION])


def language() -> str:
    """The language of the test phone's pages."""
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else "pl"
