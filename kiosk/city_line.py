"""The line to the city: every request under this kiosk's token; no exception when it is down."""

from __future__ import annotations

from collections.abc import Mapping

import urllib3

from kiosk.settings import Settings

CONNECT_SECONDS = 3.0
OK = 200


class CityLine:
    """Asks the contact center. It follows no redirect: the token is for one address only."""

    def __init__(self, settings: Settings, read_seconds: float) -> None:
        self.settings = settings
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=read_seconds)
        self._http = urllib3.PoolManager(retries=False, timeout=timeout)

    def close(self) -> None:
        """Let the connections go."""
        self._http.clear()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> urllib3.BaseHTTPResponse | None:
        """The city's answer; None when the line is down."""
        named = {**(headers or {}), "Authorization": f"Bearer {self.settings.kiosk_token}"}
        address = self.settings.contactcenter_url + path
        try:
            return self._http.request(method, address, body=body, headers=named, redirect=False)
        except urllib3.exceptions.HTTPError:
            return None
