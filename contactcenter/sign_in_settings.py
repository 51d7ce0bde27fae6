"""How people may sign in here: who needs a code too, and the city's own sign-in service, if any."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import yaml

from shared.models import AgentRole
from shared.web.environment import Environment, SettingsFault

OUTSIDE = "OKIENKO_OIDC_FILE"


class OutsideSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file OKIENKO_OIDC_FILE names: an OpenID provider, and what its claims mean to us.

    `matches`: the claim that must equal the name an agent signs in with here, the first time; later
    the provider's own lasting id decides. `roles`: of the groups in `roles_claim`, the first in
    this list that somebody is in gives the role; nobody of none comes in. Without `roles` the role
    stays as it is here. `creates`: agents nobody has made here before are made.

    The provider has to know two addresses of ours: <public url>/sign-in/city/back, to which it
    sends people back, and <public url>/sign-in, to which it sends those who signed out.
    """

    issuer: str
    client_id: str
    label: str
    matches: str = "preferred_username"
    roles_claim: str = "groups"
    roles: dict[str, AgentRole] = {}
    creates: bool = False
    scope: str = "openid profile"


@dataclass(frozen=True)
class SignInSettings:
    """`code_roles`: who must give a one-time code too. The secret stays out of repr."""

    code_roles: tuple[AgentRole, ...] = ()
    outside: OutsideSettings | None = None
    outside_secret: str = field(default="", repr=False)


def read_sign_in_settings(environment: Environment) -> SignInSettings:
    """What the environment says; raises SettingsFault naming the first value that will not do."""
    roles = environment.variables.get("OKIENKO_CODE_ROLES", "").split()
    try:
        code_roles = tuple(AgentRole(role) for role in roles)
    except ValueError as fault:
        raise SettingsFault(f"OKIENKO_CODE_ROLES: {fault}") from None
    if OUTSIDE not in environment.variables:
        return SignInSettings(code_roles)
    secret = environment.token("OKIENKO_OIDC_SECRET_FILE")
    return SignInSettings(code_roles, _read_outside(environment), secret)


def _read_outside(environment: Environment) -> OutsideSettings:
    path = environment.file(OUTSIDE)
    try:
        found = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), OutsideSettings)
    except (msgspec.ValidationError, yaml.YAMLError, UnicodeDecodeError) as fault:
        raise SettingsFault(f"{OUTSIDE}: {fault}") from None
    if not found.issuer.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise SettingsFault(f"{OUTSIDE}: the issuer is not reached over https")
    if found.creates and not found.roles:
        raise SettingsFault(f"{OUTSIDE}: who is made here needs a role: say roles")
    return found
