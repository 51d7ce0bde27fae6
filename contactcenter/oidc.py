"""The city's own sign-in service, by OpenID Connect: authorization code, PKCE (S256), state, nonce.

One try is one `Errand`, kept in a cookie of its own: the session's cookie is not sent along when
another site leads back to us. What comes back is believed only if it carries the errand's state,
is redeemed with the errand's verifier, and holds an ID token signed by the issuer for us with the
errand's nonce (OpenID Connect Core 1.0, 3.1.3.7).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from contactcenter.sign_in_settings import OutsideSettings, SignInSettings
from shared.crypto import is_same

ALGORITHMS = ["RS256", "PS256", "ES256"]  # never "none", never one that our own secret could sign
PATIENCE_SECONDS = 5
LEEWAY_SECONDS = 60
BACK_PATH = "/sign-in/city/back"
OUT_PATH = "/sign-in"
DISCOVERY = "/.well-known/openid-configuration"

log = logging.getLogger("okienko.sign_in")


class Errand(NamedTuple):
    """One try to sign in, as the browser carries it between going and coming back."""

    state: str
    nonce: str
    verifier: str
    began_at: float


class Someone(NamedTuple):
    """Whom the issuer vouches for: its lasting id for them, what it says about them, and the token
    that says it, by which the issuer knows whose session to end.
    """

    issuer: str
    subject: str
    claims: Mapping[str, Any]
    id_token: str = ""


class Away(Exception):
    """The service cannot be reached, or makes no sense."""


class _Places(msgspec.Struct, frozen=True):
    """What the issuer publishes about itself; the rest is of no use here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None


class OutsideDoor:
    """One OpenID provider. `back_url`, `out_url`: the exact addresses it sends people back to who
    signed in there, and who signed out.
    """

    def __init__(self, settings: OutsideSettings, secret: str, back_url: str, out_url: str) -> None:
        self.settings = settings
        self.back_url = back_url
        self.out_url = out_url
        self._secret = secret
        self._found: _Places | None = None

    def begin(self, at: datetime) -> tuple[Errand, str]:
        """A new errand, and where to send the browser. Raises Away."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._client() as client:
            url, _ = client.create_authorization_url(
                self._places().authorization_endpoint,
                state=state,
                nonce=nonce,
                code_verifier=verifier,
            )
        return Errand(state, nonce, verifier, at.timestamp()), url

    def finish(self, errand: Errand, given: Mapping[str, str], at: datetime) -> Someone | None:
        """Who came back with `given` in the address; None when it is not to be believed.

        Raises Away when the service cannot be asked.
        """
        if not is_same(given.get("state", "").encode(), errand.state.encode()):
            return None
        if "code" not in given or given.get("iss", self.settings.issuer) != self.settings.issuer:
            return None
        token = self._redeem(given["code"], errand.verifier)
        return self._vouched(token, errand, at) if token is not None else None

    def ending(self, id_token: str) -> str | None:
        """Where to send the browser so that the issuer's own session ends as well; None where it
        offers no such place (OpenID Connect RP-Initiated Logout 1.0, 2). Raises Away.
        """
        place = self._places().end_session_endpoint
        if place is None:
            return None
        asked = {
            "id_token_hint": id_token,
            "client_id": self.settings.client_id,
            "post_logout_redirect_uri": self.out_url,
        }
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def _redeem(self, code: str, verifier: str) -> str | None:
        try:
            with self._client() as client:
                tokens = client.fetch_token(
                    self._places().token_endpoint,
                    code=code,
                    code_verifier=verifier,
                    timeout=PATIENCE_SECONDS,
                )
        except AuthlibBaseError as fault:
            log.warning("a code was not redeemed: %s", type(fault).__name__)
            return None
        except RequestException as fault:
            raise Away from fault
        found = tokens.get("id_token")
        return found if isinstance(found, str) else None

    def _vouched(self, token: str, errand: Errand, at: datetime) -> Someone | None:
        asked = jwt.JWTClaimsRegistry(
            now=int(at.timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self.settings.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self.settings.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": errand.nonce},
        )
        try:
            claims = jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims
            asked.validate(claims)
        except (JoseError, ValueError) as fault:
            log.warning("an ID token was refused: %s", type(fault).__name__)
            return None
        if claims.get("azp", self.settings.client_id) != self.settings.client_id:
            return None
        return Someone(str(claims["iss"]), str(claims["sub"]), claims, token)

    def _client(self) -> OAuth2Session:
        return OAuth2Session(
            self.settings.client_id,
            self._secret,
            scope=self.settings.scope,
            redirect_uri=self.back_url,
            code_challenge_method="S256",
        )

    def _places(self) -> _Places:
        if self._found is None:
            said = self._fetch(self.settings.issuer.rstrip("/") + DISCOVERY)
            try:
                found = msgspec.convert(said, _Places)
            except msgspec.ValidationError as fault:
                raise Away from fault
            if found.issuer != self.settings.issuer:
                raise Away
            self._found = found
        return self._found

    def _keys(self) -> KeySet:
        """The issuer's keys of today: asked anew each time, for it may change them at any."""
        return KeySet.import_key_set(self._fetch(self._places().jwks_uri))

    def _fetch(self, url: str) -> Any:
        try:
            with self._client() as client:
                answer = client.get(url, withhold_token=True, timeout=PATIENCE_SECONDS)
                answer.raise_for_status()
                return answer.json()
        except (RequestException, ValueError) as fault:
            log.warning("the sign-in service is away: %s", type(fault).__name__)
            raise Away from fault


def open_outside(settings: SignInSettings, public_url: str) -> OutsideDoor | None:
    """The door of these settings; None where people sign in here alone."""
    if settings.outside is None:
        return None
    places = f"{public_url}{BACK_PATH}", f"{public_url}{OUT_PATH}"
    return OutsideDoor(settings.outside, settings.outside_secret, *places)
