"""The local provider's process as an app: test phone, messages, lines, and the door for orders."""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import Flask

from contactcenter.telephony.local_provider.provider import EXTENSION, Provider, language
from contactcenter.telephony.local_provider.settings import Settings
from contactcenter.telephony.local_provider.sockets import Sockets
from contactcenter.telephony.local_provider.switchboard import Switchboard
from contactcenter.telephony.local_provider.views import (
    api,
    lines,
    messages,
    phone,
    simulation,
)
from shared.clock import Clock
from shared.web import anyone, build_app, check_audiences
from shared.web.headers import Opens

ROOT = Path(__file__).parent

ROOT = Path(__file__).parent


def create_app(settings: Settings, clock: Clock) -> Flask:
    """The process, ready to serve. For one machine: whoever reaches it may be any caller."""
    gates = {"anyone": anyone, "provider": anyone}  # orders show the account's token at the door
    opens = Opens(microphone=True)
    app = build_app(ROOT, secrets.token_bytes(32), gates=gates, language=language, opens=opens)
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]  # no page elsewhere reaches us by name
    app.config["SESSION_COOKIE_NAME"] = "test_phone_session"
    board = Switchboard(settings, clock)
    app.extensions[EXTENSION] = Provider(settings, board, Sockets(app, settings, board))
    for views in (phone, messages, lines, api, simulation):
        app.register_blueprint(views.views)
    check_audiences(app)
    return app
