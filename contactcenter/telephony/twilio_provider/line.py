"""How requests reach the provider: a pool of connections, short waits, nothing done twice.

The library's own client waits for ever, repeats what it should not, and does not tell apart a
request that never left from one whose answer got lost. The first may be sent again; the second may
have rung somebody's phone.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

CONNECT_SECONDS = 2.0
READ_SECONDS = 6.0
CONNECTIONS = 8

_logger = logging.getLogger(__name__)


class Unsent(Exception):
    """The provider certainly did not get the request."""


class Unanswered(Exception):
    """The request was sent and no whole answer came: nobody knows."""


class Line(HttpClient):
    """Sends what the library wants sent. Nothing is logged: addresses and forms name people."""

    def __init__(self, origin: str | None = None, read_seconds: float = READ_SECONDS) -> None:
        """`origin`: who is asked in the provider's place, on a test bench."""
        super().__init__(_logger, is_async=False)
        self._origin = origin
        self._pool = urllib3.PoolManager(
            maxsize=CONNECTIONS,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=read_seconds),
        )

    def request(  # noqa: PLR0913  (the library's own signature)
        self,
        method: str,
        uri: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002
        allow_redirects: bool = False,  # noqa: ARG002
    ) -> Response:
        """One request, once. Raises Unsent or Unanswered."""
        query = f"?{urlencode(params, doseq=True)}" if params else ""
        body = urlencode(data, doseq=True) if data else None
        answer = self._send(method, uri + query, body, {**(headers or {}), **_signed_in(auth)})
        return Response(answer.status, answer.data.decode("utf-8", "replace"), answer.headers)

    def fetch(self, uri: str, auth: tuple[str, str]) -> tuple[int, bytes]:
        """What lies at an address, as it is. Raises Unsent or Unanswered."""
        answer = self._send("GET", uri, None, _signed_in(auth))
        return answer.status, answer.data

    def _send(
        self, method: str, uri: str, body: str | None, headers: Mapping[str, str]
    ) -> urllib3.BaseHTTPResponse:
        try:
            return self._pool.request(
                method, self._aimed(uri), body=body, headers=headers, redirect=False
            )
        except (NewConnectionError, ConnectTimeoutError, SSLError) as fault:
            raise Unsent from fault
        except HTTPError as fault:
            raise Unanswered from fault

    def _aimed(self, uri: str) -> str:
        parts = urlsplit(uri)
        return (
            uri
            if self._origin is None
            else f"{self._origin}{parts._replace(scheme='', netloc='').geturl()}"
        )


def _signed_in(auth: tuple[str, str] | None) -> dict[str, str]:
    return urllib3.make_headers(basic_auth=":".join(auth)) if auth else {}
