"""A webhook is answered before the provider hangs up, whatever the database does meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from contactcenter.center import EXTENSION
from contactcenter.telephony import webhooks
from contactcenter.views import telephony
from shared.models import Call
from shared.store import open_store
from shared.store.database import POSTGRESQL
from tests.contactcenter.telephony.line import CALLER, Line

CALL = {"CallSid": "CA1", "From": CALLER, "To": "+48800111222", "CallStatus": "ringing"}


@contextmanager
def turn_is_held(line: Line) -> Iterator[None]:
    """Another thread of this process writes and does not end."""
    with line.center.store.write():
        yield


@contextmanager
def file_is_locked(line: Line) -> Iterator[None]:
    """Another process writes and does not end."""
    other = sqlite3.connect(line.city.settings.database_url.removeprefix("sqlite:///"))
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@contextmanager
def server_is_stopped(line: Line) -> Iterator[None]:
    """Nobody listens where PostgreSQL was."""
    gone = open_store(f"postgresql://okienko@/okienko?host={Path('/nonexistent')}")
    extensions = line.city.app.extensions
    before = extensions[EXTENSION]
    extensions[EXTENSION] = replace(before, store=gone)
    yield
    extensions[EXTENSION] = before
    gone.close()


@contextmanager
def server_is_frozen(_line: Line) -> Iterator[None]:
    """It took the question and does not answer."""
    thawed = threading.Event()
    with patch.object(webhooks, "find_or_begin", lambda *_: thawed.wait(30)):
        yield
        thawed.set()


@pytest.mark.parametrize(
    "trouble", [turn_is_held, file_is_locked, server_is_stopped, server_is_frozen]
)
def test_whoever_calls_hears_what_to_do(line: Line, trouble: object) -> None:
    assert callable(trouble)
    away: AbstractContextManager[None] = trouble(line)
    limits = {"LOCK_SECONDS": 0.05, "ANSWER_SECONDS": 0.2}
    with patch.multiple(telephony, **limits), away:
        answer = line.post("/telephony/voice", CALL)
        assert (answer.status_code, answer.mimetype) == (200, "text/xml")
        assert "one one two" in answer.text
        assert "<Hangup" in answer.text
    assert line.rows(Call) == []
    assert "<Gather" in line.post("/telephony/voice", CALL).text


def test_news_that_cannot_be_written_is_left_to_be_asked_for(line: Line) -> None:
    sid = line.wait_for_a_person()
    with patch.object(telephony, "LOCK_SECONDS", 0.05), line.center.store.write():
        answer = line.post("/telephony/status/call", {"CallSid": sid, "CallStatus": "completed"})
    assert answer.status_code == 204
    line.exchange.hang_up(sid)
    line.turn(30)
    assert line.call(sid).ended == "gave_up"


def test_the_waits_end_before_the_providers_does() -> None:
    assert 2 * telephony.LOCK_SECONDS < telephony.ANSWER_SECONDS < 15
    assert POSTGRESQL["connect_timeout"] < telephony.ANSWER_SECONDS
