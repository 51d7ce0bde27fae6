"""Orders straight to an exchange in this process: for tests and simulations, without HTTP."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import unquote

from contactcenter.telephony.local_provider.client import Came, Fields
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.rest import Door
from contactcenter.telephony.provider import Failed


class Inside:
    """The `http` of a LocalTelephony. `trouble`, when set, is the answer instead (a provider that
    is away, or that acts and whose answer gets lost).
    """

    def __init__(self, exchange: Exchange) -> None:
        self._door = Door(exchange)
        self.trouble: Failed | None = None
        self.acts_anyway = False

    def send(self, method: str, path: str, fields: Fields, authorization: str) -> Came | Failed:
        """One order."""
        if self.trouble is not None and not self.acts_anyway:
            return self.trouble
        values: dict[str, list[str]] = defaultdict(list)
        for name, value in fields:
            values[name].append(value)
        reply = self._door.answer(method, unquote(path), values, authorization)
        return self.trouble or Came(reply.status, reply.body)
