"""Which agents have a console open, in this process or in any other."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from typing import Protocol

from redis import Redis
from redis.exceptions import RedisError

from contactcenter.message_queue import Breaker
from shared.models import new_id

KEY = "okienko:here:"
KEPT_SECONDS = 9  # the consoles of a process that was killed are believed in for so long
REFRESH_SECONDS = 3.0


class Roll(Protocol):
    """Where each process writes whose consoles it holds, and reads who is there at all."""

    def tell(self, agent_ids: Collection[str]) -> None:
        """These are the agents whose consoles this process holds."""

    def elsewhere(self) -> set[str]:
        """The agents whose consoles other processes hold."""


class OwnRoll:
    """There is one process: nobody to tell, and nobody elsewhere."""

    def tell(self, agent_ids: Collection[str]) -> None:
        """Nobody asks."""

    def elsewhere(self) -> set[str]:
        """Nobody."""
        return set()


class SharedRoll:
    """One entry in Redis for each process, which goes by itself when the process does not renew it.

    While Redis is away, who was elsewhere is believed to be there for as long as an entry lives.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._key = f"{KEY}{new_id()}"
        self._breaker = Breaker()
        self._known: set[str] = set()
        self._known_until = 0.0

    def tell(self, agent_ids: Collection[str]) -> None:
        """Write this process's entry, or renew it."""
        if self._breaker.is_shut:
            return
        try:
            self._redis.set(self._key, json.dumps(sorted(agent_ids)), ex=KEPT_SECONDS)
        except (RedisError, OSError):
            self._breaker.note_failure()

    def elsewhere(self) -> set[str]:
        """Read the entries of all others; what was read last, if they cannot be read now."""
        if not self._breaker.is_shut:
            try:
                self._known = self._read()
                self._known_until = time.monotonic() + KEPT_SECONDS
                self._breaker.note_success()
            except (RedisError, OSError):
                self._breaker.note_failure()
        return self._known if time.monotonic() < self._known_until else set()

    def _read(self) -> set[str]:
        mine = self._key.encode()
        keys = [key for key in self._redis.scan_iter(f"{KEY}*", count=100) if key != mine]
        entries = self._redis.mget(keys) if keys else []
        return {agent_id for entry in entries if entry for agent_id in json.loads(entry)}
