"""Runs documents: what each verb does to a leg, as a script that pauses while the caller listens.

A verb answers where to go on: with the next verb (None), with another document (`Go`), or nowhere
(`OVER`). What it does on silence, wrong keys and hang-ups is the public provider's documented way.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from contactcenter.telephony.local_provider.calls import Calls
from contactcenter.telephony.local_provider.dialing import Dialing
from contactcenter.telephony.local_provider.parts import (
    Answered,
    Go,
    Got,
    Key,
    Leg,
    Script,
    Status,
    Wait,
    Words,
)
from contactcenter.telephony.local_provider.post import Response
from contactcenter.telephony.local_provider.recordings import Recordings
from contactcenter.telephony.local_provider.rooms import Rooms
from contactcenter.telephony.local_provider.taking import take_message
from contactcenter.telephony.local_provider.twiml import TwimlFault, Verb, read_twiml

LETTERS_A_SECOND = 14.0
PLAY_SECONDS = 4.0
ROUNDS_AT_ONCE = 20  # documents that send on at once; then a second's rest each


@dataclass(frozen=True)
class Over:
    """The call ends here."""


OVER = Over()
Next = Go | Over | None
Part = Generator[Wait, Got, Next]
Heard = Generator[Wait, Got, Any]


class Runner:
    """Gives every leg its script."""

    def __init__(self, calls: Calls, rooms: Rooms, recordings: Recordings, *, strict: bool) -> None:
        self._calls = calls
        self._recordings = recordings
        self._strict = strict
        self.dialing = Dialing(calls, rooms, self)
        self.on_fault: Callable[[str], None] = lambda _fault: None
        self._verbs: dict[str, Callable[[Leg, Verb, str], Part]] = {
            "Say": self._sound,
            "Play": self._sound,
            "Pause": self._sound,
            "Gather": self._gather,
            "Record": self._record,
            "Dial": self.dialing.dial,
            "Redirect": self._redirect,
            "Hangup": self._hang_up,
            "Reject": self._reject,
        }

    def follow(self, leg: Leg, go: Go) -> Script:
        """The script of a leg that begins with this document."""
        here: Go | None = go
        rounds, seen_at = 0, self._now()
        while here is not None:
            rounds = rounds + 1 if seen_at == self._now() else 0
            seen_at = self._now()
            if rounds > ROUNDS_AT_ONCE:
                yield from self.listen(1.0)
            here = yield from self._one(leg, here)

    def _one(self, leg: Leg, go: Go) -> Generator[Wait, Got, Go | None]:
        """Fetch one document and do what it says."""
        answered = yield from self.fetch(leg, go)
        if answered.document is None:
            self._calls.hear(leg, "error")
            self._calls.end(leg, None if leg.answered_at else Status.FAILED)
            return None
        try:
            following = yield from self.perform(leg, answered)
        except TwimlFault as fault:
            self._fail(leg, fault)
            return None
        return following if isinstance(following, Go) else None

    def fetch(self, leg: Leg, go: Go) -> Generator[Wait, Got, Answered]:
        """Ask the app for a document, then its fallback; the caller hears nothing meanwhile."""
        ticket = object()
        if go.twiml is not None:
            return Answered(go.twiml, go.url, ticket)
        self._ask(leg, go, ticket, is_first=True)
        while True:
            got = yield from self.listen(None, (Answered,))
            if isinstance(got, Answered) and got.ticket is ticket:
                return got

    def _ask(self, leg: Leg, go: Go, ticket: object, *, is_first: bool) -> None:
        bare = go.url.partition("#")[0]

        def hear(response: Response) -> None:
            if response.is_good:
                self._calls.give(leg, Answered(response.text, bare, ticket))
            elif is_first and leg.fallback_url:
                error = {"ErrorCode": "11200", "ErrorUrl": bare}
                self._ask(leg, Go(leg.fallback_url, error), ticket, is_first=False)
            else:
                self._calls.give(leg, Answered(None, bare, ticket))

        self._calls.post.ask(go.method, go.url, self._calls.form(leg) | dict(go.form), hear)

    def perform(self, leg: Leg, answered: Answered, allowed: Iterable[str] = ()) -> Part:
        """Do the verbs of a document one after another. Raises TwimlFault."""
        for verb in read_twiml(str(answered.document)):
            if verb.name not in (allowed or self._verbs):
                raise TwimlFault(f"<{verb.name}> has no place here")
            if leg.status is Status.RINGING and verb.name != "Reject":
                self._calls.pick_up(leg)
            following = yield from self._verbs[verb.name](leg, verb, answered.url)
            if following is not None:
                return following
        return None

    def listen(
        self, seconds: float | None, kinds: tuple[type, ...] = ()
    ) -> Generator[Wait, Got, Got]:
        """Wait for one of these kinds, at most so long; None when nothing came."""
        ends_at = None if seconds is None else self._now() + timedelta(seconds=seconds)
        while True:
            left = None if ends_at is None else (ends_at - self._now()).total_seconds()
            got = yield Wait(None if left is None else max(0.0, left))
            if isinstance(got, kinds):
                return got
            if got is None and (ends_at is None or self._now() >= ends_at):
                return None

    def _sound(self, leg: Leg, verb: Verb, base: str, kinds: tuple[type, ...] = ()) -> Heard:
        """Say, play or be silent; what interrupted it, if something of these kinds did."""
        if verb.name == "Pause":
            return (yield from self.listen(verb.number("length", 1), kinds))
        times = verb.number("loop", 1)
        rounds = 0
        while times == 0 or rounds < times:
            seconds = self._sounds(leg, verb, base)
            got = yield from self.listen(seconds, kinds)
            if got is not None:
                return got
            rounds += 1
        return None

    def _sounds(self, leg: Leg, verb: Verb, base: str) -> float:
        if verb.name == "Play":
            self._calls.hear(leg, "play", urljoin(base, verb.text))
            return PLAY_SECONDS
        self._calls.hear(leg, "say", verb.text, verb.get("language", "en-US"))
        return max(1.0, len(verb.text) / LETTERS_A_SECOND)

    def _gather(self, leg: Leg, verb: Verb, base: str) -> Part:
        heard = verb.get("input", "dtmf").split()
        names = {"dtmf": (Key, "digits"), "speech": (Words, "speech")}
        kinds = tuple(names[one][0] for one in heard)
        self.hears(leg, *(names[one][1] for one in heard))
        try:
            keys, spoken, finished = yield from self._collect(leg, verb, base, kinds)
        finally:
            self.hears(leg)
        if not keys and not spoken and not verb.is_so("actionOnEmptyResult", default=False):
            return None
        form = {"SpeechResult": spoken, "Confidence": "0.9"} if spoken else {"Digits": keys}
        form |= {"FinishedOnKey": finished} if finished else {}
        return self.go(verb, base, form)

    def _collect(
        self, leg: Leg, verb: Verb, base: str, kinds: tuple[type, ...]
    ) -> Generator[Wait, Got, tuple[str, str, str]]:
        """The keys, the words and the key that ended it."""
        interrupts = kinds if verb.is_so("bargeIn", default=True) else ()
        got: Got = None
        for one in verb.inside:
            got = got or (yield from self._sound(leg, one, base, interrupts))
        keys, most, finish = "", verb.number("numDigits", 0), verb.get("finishOnKey", "#")
        while True:
            got = got or (yield from self.listen(verb.number("timeout", 5), kinds))
            if isinstance(got, Words):
                return "", got.text, ""
            if not isinstance(got, Key):
                return keys, "", ""
            if got.key in finish:
                return keys, "", got.key
            keys += got.key
            if len(keys) == most:
                return keys, "", ""
            got = None

    def _record(self, leg: Leg, verb: Verb, base: str) -> Part:
        taken = yield from take_message(self, self._calls, self._recordings, leg, verb, base)
        return None if taken is None else self.go(verb, base, taken)

    def _redirect(self, _leg: Leg, verb: Verb, base: str) -> Part:
        yield from ()
        return Go(urljoin(base, verb.text), method=verb.get("method", "POST"))

    def _hang_up(self, leg: Leg, _verb: Verb, _base: str) -> Part:
        yield from ()
        self._calls.end(leg)
        return OVER

    def _reject(self, leg: Leg, verb: Verb, _base: str) -> Part:
        yield from ()
        self._calls.end(leg, Status.FAILED if verb.get("reason") != "busy" else Status.BUSY)
        return OVER

    def go(self, verb: Verb, base: str, form: dict[str, str]) -> Go:
        """Where a verb's `action` leads; without one, to the document it stands in."""
        return Go(urljoin(base, verb.get("action", base)), form, verb.get("method", "POST"))

    def hears(self, leg: Leg, *what: str) -> None:
        """Say what the leg may give just now."""
        leg.hears = frozenset(what)
        self._calls.changed(leg)

    def _fail(self, leg: Leg, fault: TwimlFault) -> None:
        if self._strict:
            raise fault
        self.on_fault(str(fault))
        self._calls.hear(leg, "error")
        self._calls.end(leg)

    def _now(self) -> Any:
        return self._calls.agenda.clock.now()
