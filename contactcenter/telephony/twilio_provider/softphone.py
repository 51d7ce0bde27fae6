"""What an agent's browser needs to be a telephone: a pass, and leave to speak to the provider."""

from __future__ import annotations

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from contactcenter.telephony.provider import SoftphonePass
from contactcenter.telephony.twilio_provider.settings import TwilioSettings
from shared.web.headers import Opens

PASS_SECONDS = 3600
SOUNDS = ("https://sdk.twilio.com", "https://media.twiliocdn.com")


def client_name(identity: str) -> str:
    """An agent's id as a client may be called: letters, digits and underscores only."""
    return identity.replace("-", "_")


def make_pass(settings: TwilioSettings, identity: str) -> SoftphonePass:
    """An hour's pass for one agent, who is named by an id that says nothing."""
    token = AccessToken(
        settings.account_sid,
        settings.key_sid,
        settings.key_secret,
        identity=client_name(identity),
        ttl=PASS_SECONDS,
        region=settings.region,
    )
    token.add_grant(
        VoiceGrant(incoming_allow=True, outgoing_application_sid=settings.application_sid)
    )
    return SoftphonePass(
        kind="twilio",
        token=token.to_jwt(),
        identity=client_name(identity),
        seconds=PASS_SECONDS,
        address=signaling_origin(settings),
    )


def signaling_origin(settings: TwilioSettings) -> str:
    """Where the browser's phone registers: the edge nearest to it."""
    return f"wss://voice-js.{settings.edge}.twilio.com"


def media_origins(settings: TwilioSettings) -> Opens:
    """What the pages' content security policy has to open. Source: the voice SDK's read-me."""
    events = f"https://eventgw.{settings.region}.twilio.com"
    return Opens(
        microphone=True,
        connect=(signaling_origin(settings), events, *SOUNDS),
        media=("mediastream:", *SOUNDS),
    )
