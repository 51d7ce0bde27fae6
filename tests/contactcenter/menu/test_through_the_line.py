"""The menu over the whole way: keys on a telephone, signed webhooks, rows in the database."""

from __future__ import annotations

from datetime import timedelta

from shared.models import CallState, Task, TaskKind, Voicemail
from tests.contactcenter.telephony.line import Line

EVENING_SECONDS = 12 * 60 * 60
MOST_SPOKEN_SECONDS = 30


def dialed(line: Line, *keys: str) -> str:
    """Somebody calls and presses keys, each when the menu listens."""
    sid = line.dial()
    press(line, sid, *keys)
    return sid


def press(line: Line, sid: str, *keys: str) -> None:
    for key in keys:
        line.exchange.press(sid, key)
        line.exchange.advance()


def test_danger_is_first_in_line(line: Line) -> None:
    sid = dialed(line, "1", "1", "3")
    call = line.call(sid)
    task = line.task(call)
    assert (call.is_urgent, call.state) == (True, CallState.WAITING)
    assert (task.priority, task.matter, task.reasons) == (0, None, ("danger",))


def test_nine_nine_makes_a_quiet_call(line: Line) -> None:
    sid = dialed(line, "9", "9", "1")
    call = line.call(sid)
    assert (call.is_quiet, call.state) == (True, CallState.WAITING)
    assert line.task(call).priority == 0
    assert "quiet_answer" in line.events(call)


def test_a_callback_keeps_the_place(line: Line) -> None:
    sid = dialed(line, "0")
    waited = line.task(line.call(sid))
    line.exchange.advance(30)
    press(line, sid, "1", "1", "1")
    (promised,) = line.rows(Task, Task.kind == TaskKind.CALLBACK)
    assert promised.place_at == waited.place_at
    assert promised.not_before_at is None


def test_after_hours_a_callback_comes_when_the_line_opens(line: Line) -> None:
    line.exchange.advance(EVENING_SECONDS)
    dialed(line, "1", "2", "1", "1")
    (promised,) = line.rows(Task, Task.kind == TaskKind.CALLBACK)
    assert promised.not_before_at is not None
    assert promised.not_before_at - line.city.clock.now() < timedelta(hours=13)


def test_after_hours_a_message_is_left(line: Line) -> None:
    line.exchange.advance(EVENING_SECONDS)
    sid = dialed(line, "1", "1")
    assert line.call(sid).state is CallState.MESSAGE
    for _ in range(MOST_SPOKEN_SECONDS):  # theirs begins when ours is over
        if line.exchange.leg(sid).recording_sid is None:
            line.exchange.advance(1)
    line.exchange.leave_message(sid, 7, b"sound")
    line.exchange.advance(1)
    (message,) = line.rows(Voicemail)
    assert message.seconds == 7


def test_hours_are_read_without_an_agent(line: Line) -> None:
    sid = dialed(line, "2", "4", "1")
    assert "ulica Próbna" in line.exchange.said(sid)
    assert line.call(sid).state is CallState.MENU
    assert line.call(sid).language == "uk"
