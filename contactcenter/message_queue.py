"""How several processes ring the same doorbell: Redis carries it from each to the others.

A queue that is away takes nothing with it. Each process goes on ringing its own consoles, asks for
the queue again every half second, and once it is back has all consoles look, since nobody knows
what was rung meanwhile. Nothing but the names of topics and rooms is ever sent.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from socketio import PubSubManager

CHANNEL = "okienko"
ANSWER_SECONDS = 1.0  # a queue that takes longer is away: whoever rings does not wait for it
LISTEN_SECONDS = 2.0
RETRY_SECONDS = 0.5

log = logging.getLogger("okienko.queue")


def open_redis(url: str) -> Redis:
    """A client that gives up soon and notices a line that is dead."""
    return Redis.from_url(
        url,
        socket_timeout=ANSWER_SECONDS,
        socket_connect_timeout=ANSWER_SECONDS,
        health_check_interval=LISTEN_SECONDS,
    )


class Breaker:
    """Asks the queue nothing for a moment after it failed: a hundred bells are not a hundred waits.

    Written by any thread; the worst a race does is one question more.
    """

    def __init__(self, rest_seconds: float = RETRY_SECONDS) -> None:
        self._rest_seconds = rest_seconds
        self._shut_until = 0.0

    @property
    def is_shut(self) -> bool:
        """Whether it failed only a moment ago."""
        return time.monotonic() < self._shut_until

    def note_failure(self) -> bool:
        """Remember a failure; True for the first after a time that went well."""
        was_well = self._shut_until == 0.0
        self._shut_until = time.monotonic() + self._rest_seconds
        return was_well

    def note_success(self) -> None:
        """It works."""
        self._shut_until = 0.0


class MessageQueue(PubSubManager):  # type: ignore[misc]  # the library has no types
    """What Socket.IO knows of the other processes. `on_return`: the queue is back after a pause."""

    name = "redis"

    def __init__(self, redis: Redis, on_return: Callable[[], None]) -> None:
        super().__init__(channel=CHANNEL, logger=log)
        self._redis = redis
        self._on_return = on_return
        self._breaker = Breaker()

    def is_there(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(self._redis.ping())
        except (RedisError, OSError):
            return False

    def _publish(self, data: dict[str, Any]) -> None:
        if self._breaker.is_shut:
            return
        try:
            self._redis.publish(self.channel, self.json.dumps(data))
        except (RedisError, OSError) as fault:
            if self._breaker.note_failure():
                log.warning("the message queue is away: %s", type(fault).__name__)
        else:
            self._breaker.note_success()

    def _listen(self) -> Iterator[bytes]:
        """Every message, for ever; a gap ends with `on_return`."""
        pause, has_failed = Event(), False
        while True:
            try:
                with self._redis.pubsub(ignore_subscribe_messages=True) as ear:
                    ear.subscribe(self.channel)
                    ear.get_message(timeout=ANSWER_SECONDS)  # the answer to the subscription
                    if has_failed:
                        log.warning("the message queue is back")
                        self._on_return()
                    yield from _messages(ear)
            except (RedisError, OSError) as fault:
                if not has_failed:
                    log.warning("the message queue is not heard: %s", type(fault).__name__)
                has_failed = True
            pause.wait(RETRY_SECONDS)


def _messages(ear: Any) -> Iterator[bytes]:
    """What is said on the channel; raises when the line breaks."""
    while True:
        message = ear.get_message(timeout=LISTEN_SECONDS)
        if message is not None and message["type"] == "message":
            yield message["data"]
