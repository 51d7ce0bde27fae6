"""Which telephone provider there is, and how its webhooks are known to be its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from shared.web.environment import Environment, SettingsFault

Kind = Literal["local", "twilio", "none"]
KINDS: tuple[Kind, ...] = ("local", "twilio", "none")
LOCAL_PHONE = "http://127.0.0.1:8640"
SECOND_TOKEN = "OKIENKO_TELEPHONY_SECOND_TOKEN_FILE"  # noqa: S105  # a name
E164 = re.compile(r"\+[1-9]\d{6,14}")


@dataclass(frozen=True)
class TelephonySettings:
    """Secrets stay out of repr.

    `tokens`: what webhooks are signed with, both while one replaces the other. `phone_url`: the
    local provider's origin. `line_number` (E.164): None as long as none is assigned.
    `failover_number`: where calls go when the line is down. `is_recording`: calls that begin from
    now on are recorded; off unless somebody decides otherwise. `region`: where the provider mixes
    conferences. `is_always_open`: the line answers outside its hours too, for trials and training.
    """

    kind: Kind = "none"
    tokens: tuple[str, ...] = field(default=(), repr=False)
    phone_url: str = LOCAL_PHONE
    line_number: str | None = None
    failover_number: str | None = None
    is_recording: bool = False
    region: str | None = None
    is_always_open: bool = False


def read_telephony_settings(environment: Environment) -> TelephonySettings:
    """What the environment says; raises SettingsFault naming the first value that will not do."""
    kind = next(
        (one for one in KINDS if one == environment.variables.get("OKIENKO_TELEPHONY", "none")),
        None,
    )
    if kind is None:
        raise SettingsFault(f"OKIENKO_TELEPHONY is none of {', '.join(KINDS)}")
    if kind == "none":
        return TelephonySettings()
    return TelephonySettings(
        kind=kind,
        tokens=_local_tokens(environment) if kind == "local" else _tokens_of_account(environment),
        phone_url=environment.web_address("OKIENKO_PHONE_URL", LOCAL_PHONE),
        line_number=_number(environment, "OKIENKO_LINE_NUMBER"),
        failover_number=_number(environment, "OKIENKO_FAILOVER_NUMBER"),
        is_recording=environment.variables.get("OKIENKO_RECORDING") == "1",
        is_always_open=environment.variables.get("OKIENKO_LINE_HOURS") == "always",
        region=_region(environment) if kind == "twilio" else None,
    )


def _local_tokens(environment: Environment) -> tuple[str, ...]:
    """The token of today, and the one it replaces while both are in use."""
    names = ["OKIENKO_TELEPHONY_TOKEN_FILE"]
    if SECOND_TOKEN in environment.variables:
        names.append(SECOND_TOKEN)
    return tuple(environment.token(name) for name in names)


def _tokens_of_account(environment: Environment) -> tuple[str, ...]:
    from contactcenter.telephony.twilio_provider.settings import read_twilio_settings

    return read_twilio_settings(environment.variables).tokens


def _region(environment: Environment) -> str:
    from contactcenter.telephony.twilio_provider.settings import read_twilio_settings

    return read_twilio_settings(environment.variables).region


def _number(environment: Environment, name: str) -> str | None:
    given = environment.variables.get(name)
    if given is not None and not E164.fullmatch(given):
        raise SettingsFault(f"{name} is no telephone number in international form")
    return given
