"""What the views work with, and how they reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app, session

from contactcenter.telephony.local_provider.settings import Settings
from contactcenter.telephony.local_provider.sockets import Sockets
from contactcenter.telephony.local_provider.switchboard import Switchboard

EXTENSION = "okienko_local_provider"
LANGUAGES = ("pl", "uk", "en")


@dataclass(frozen=True)
class Provider:
    """One running provider."""

    settings: Settings
    board: Switchboard
    sockets: Sockets


def provider() -> Provider:
    """The provider that serves this request."""
    return cast(Provider, current_app.extensions[EXTENSION])


def language() -> str:
    """The language of the test phone's pages."""
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else "pl"
