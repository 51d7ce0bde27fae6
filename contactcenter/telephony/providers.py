"""Which provider the settings name, ready to be used, and what a browser needs to reach it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from contactcenter.settings import Settings
from contactcenter.telephony.provider import Telephony
from shared.clock import Clock
from shared.web.headers import Opens

NO_LINE = ""  # the local exchange has a line of its own


def open_telephony(
    settings: Settings, clock: Clock, variables: Mapping[str, str] = os.environ
) -> Telephony | None:
    """The provider's adapter; None when there is to be no telephone. Nothing is asked of it yet."""
    telephony = settings.telephony
    if telephony.kind == "twilio":
        from contactcenter.telephony.twilio_provider.rest import TwilioTelephony
        from contactcenter.telephony.twilio_provider.settings import read_twilio_settings

        return TwilioTelephony(read_twilio_settings(variables), settings.public_url)
    if telephony.kind == "local":
        from contactcenter.telephony.local_provider.client import LocalTelephony, Wire

        return LocalTelephony(
            address=telephony.phone_url,
            token=telephony.tokens[0],
            public_url=settings.public_url,
            line=telephony.line_number or NO_LINE,
            clock=clock,
            http=Wire(telephony.phone_url),
        )
    return None


def opens(settings: Settings, variables: Mapping[str, str] = os.environ) -> Opens:
    """What our pages may reach beyond ourselves: a microphone for the calls of kiosks and of the
    line, and the provider's own addresses.
    """
    kind = settings.telephony.kind
    if kind == "local":
        address = settings.telephony.phone_url
        scheme = "wss" if address.startswith("https") else "ws"
        return Opens(microphone=True, connect=(address, f"{scheme}://{urlsplit(address).netloc}"))
    if kind == "twilio":
        from contactcenter.telephony.twilio_provider.settings import read_twilio_settings
        from contactcenter.telephony.twilio_provider.softphone import media_origins

        return media_origins(read_twilio_settings(variables))
    return Opens(microphone=True)
