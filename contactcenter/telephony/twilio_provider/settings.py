"""What an installation with a Twilio account has to say, read once from the environment.

Region and edge are always ours to name: left out, the library asks its own environment variables
and then goes to the United States, where an Irish key is unknown (401).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.web.environment import Environment, SettingsFault

_SID = {kind: re.compile(rf"{kind}[0-9a-fA-F]{{32}}") for kind in ("AC", "SK", "AP", "MG", "BY")}
_PLACE = re.compile(r"[a-z]+(?:-[a-z]+)*\d?")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_SENDER = re.compile(r"\+[1-9]\d{6,14}|[A-Za-z0-9 ]{1,11}")


@dataclass(frozen=True)
class TwilioSettings:
    """One account in one region. Secrets stay out of repr.

    `tokens`: the auth tokens webhooks are signed with, both while one replaces the other.
    `line_number` (E.164): what the called see, and what Twilio knows us by; None until there is
    one. `sender`: a number or a name of up to 11 letters, when no messaging service is used.
    `trunk_sid`: the BYOC trunk calls leave through, when the number stays at an operator.
    """

    account_sid: str
    key_sid: str
    key_secret: str = field(repr=False)
    tokens: tuple[str, ...] = field(repr=False)
    region: str = "ie1"
    edge: str = "dublin"
    line_number: str | None = None
    application_sid: str | None = None
    messaging_service_sid: str | None = None
    sender: str | None = None
    trunk_sid: str | None = None


def read_twilio_settings(variables: Mapping[str, str] = os.environ) -> TwilioSettings:
    """The account the environment describes; raises SettingsFault naming the first wrong value."""
    environment = Environment(variables)
    settings = TwilioSettings(
        account_sid=_sid(environment, "OKIENKO_TWILIO_ACCOUNT", "AC"),
        key_sid=_sid(environment, "OKIENKO_TWILIO_KEY", "SK"),
        key_secret=environment.token("OKIENKO_TWILIO_KEY_SECRET_FILE"),
        tokens=_tokens(environment),
        region=_fitting(environment, "OKIENKO_TWILIO_REGION", _PLACE, "ie1"),
        edge=_fitting(environment, "OKIENKO_TWILIO_EDGE", _PLACE, "dublin"),
        line_number=_optional(environment, "OKIENKO_LINE_NUMBER", _E164),
        application_sid=_optional(environment, "OKIENKO_TWILIO_APPLICATION", _SID["AP"]),
        messaging_service_sid=_optional(
            environment, "OKIENKO_TWILIO_MESSAGING_SERVICE", _SID["MG"]
        ),
        sender=_optional(environment, "OKIENKO_TWILIO_SENDER", _SENDER),
        trunk_sid=_optional(environment, "OKIENKO_TWILIO_TRUNK", _SID["BY"]),
    )
    if settings.messaging_service_sid and settings.sender:
        raise SettingsFault(
            "OKIENKO_TWILIO_SENDER and OKIENKO_TWILIO_MESSAGING_SERVICE: only one of them"
        )
    return settings


def _tokens(environment: Environment) -> tuple[str, ...]:
    second = "OKIENKO_TWILIO_SECOND_TOKEN_FILE"
    names = ("OKIENKO_TWILIO_TOKEN_FILE", *((second,) if second in environment.variables else ()))
    return tuple(environment.token(name) for name in names)


def _sid(environment: Environment, name: str, kind: str) -> str:
    return _fitting(environment, name, _SID[kind])


def _optional(environment: Environment, name: str, form: re.Pattern[str]) -> str | None:
    return _fitting(environment, name, form) if name in environment.variables else None


def _fitting(
    environment: Environment, name: str, form: re.Pattern[str], default: str | None = None
) -> str:
    given = environment.text(name, default)
    if not form.fullmatch(given):
        raise SettingsFault(f"{name} has not the form it must have")
    return given
