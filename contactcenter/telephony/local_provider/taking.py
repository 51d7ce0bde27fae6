"""The Record verb: a message after the tone, ended by a key, silence, time or hanging up."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from contactcenter.telephony.local_provider.calls import Calls
from contactcenter.telephony.local_provider.parts import (
    Go,
    Got,
    Key,
    Leg,
    Recording,
    Sound,
    Wait,
    Words,
)
from contactcenter.telephony.local_provider.recordings import Recordings
from contactcenter.telephony.local_provider.twiml import Verb

if TYPE_CHECKING:
    from contactcenter.telephony.local_provider.runner import Runner

ANY_KEY = "1234567890*#"


def take_message(
    runner: Runner, calls: Calls, recordings: Recordings, leg: Leg, verb: Verb, base: str
) -> Generator[Wait, Got, dict[str, str] | None]:
    """What the app is told of the message; None when nothing was said: then the next verb runs."""
    calls.hear(leg, "tone")
    done_url = verb.get("recordingStatusCallback")
    recording = recordings.begin(leg, urljoin(base, done_url) if done_url else "")
    taker = _Taker(runner, calls, verb, recording)
    runner.hears(leg, "sound", "digits", "speech")
    try:
        content, key = yield from taker.take()
    except GeneratorExit:
        if taker.has_spoken:
            recordings.end(leg, recording, taker.seconds, b"")
            go = runner.go(verb, base, _form(recordings, recording, "hangup"))
            _tell_of_hanging_up(calls, leg, go)
        else:
            recordings.drop(leg, recording)
        raise
    finally:
        runner.hears(leg)
    if not taker.has_spoken:
        recordings.drop(leg, recording)
        return None
    recordings.end(leg, recording, taker.seconds, content)
    return _form(recordings, recording, key)


class _Taker:
    """One message being taken."""

    def __init__(self, runner: Runner, calls: Calls, verb: Verb, recording: Recording) -> None:
        self._runner = runner
        self._clock = calls.agenda.clock
        self._began_at = recording.began_at
        self._given_seconds: int | None = None
        self._most = verb.number("maxLength", 3600)
        self._silence = verb.number("timeout", 5)
        self._finish = verb.get("finishOnKey", ANY_KEY)
        self.has_spoken = False

    @property
    def seconds(self) -> int:
        """How long the message is."""
        return max(1, self._given_seconds or round(self._passed()))

    def take(self) -> Generator[Wait, Got, tuple[bytes, str]]:
        """The sound, where it came along, and the key that ended it."""
        is_open = False  # a microphone is on: silence does not end it
        while True:
            left = max(0.0, self._most - self._passed())
            wait = left if is_open else min(left, self._silence)
            got = yield from self._runner.listen(wait, (Key, Sound, Words))
            if got is None:
                return b"", ""
            if isinstance(got, Key) and got.key in self._finish:
                self.has_spoken = self.has_spoken or self._passed() >= 1
                return b"", got.key
            self.has_spoken = self.has_spoken or not isinstance(got, Key)
            if isinstance(got, Sound):
                is_open = True
                if got.seconds is not None:
                    self._given_seconds = got.seconds
                    return got.content, ""

    def _passed(self) -> float:
        return (self._clock.now() - self._began_at).total_seconds()


def _form(recordings: Recordings, recording: Recording, key: str) -> dict[str, str]:
    return {
        "RecordingUrl": recordings.url(recording),
        "RecordingSid": recording.sid,
        "RecordingDuration": str(recording.seconds),
        "Digits": key,
    }


def _tell_of_hanging_up(calls: Calls, leg: Leg, go: Go) -> None:
    """A message is a message even if the caller hangs up; what is answered, nobody hears."""
    if not leg.is_live:  # gone, not taken elsewhere
        calls.post.ask(go.method, go.url, calls.form(leg) | dict(go.form), lambda _response: None)
