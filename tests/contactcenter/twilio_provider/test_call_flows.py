"""Whole calls through the real signed routes, written down as people can read them.

OKIENKO_WRITE_GOLDEN=1 writes the files in golden/ anew; look at what changed before you keep it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from contactcenter.telephony import control
from tests.contactcenter.telephony.line import ORIGIN, Line, build_line
from tests.contract.twiml_classes import faults

GOLDEN = Path(__file__).parent / "golden"
NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}|(?:CA|CF|RE|SM|AC)[0-9a-f]{32}")
SHOWN = ("CallStatus", "Digits", "SpeechResult", "StatusCallbackEvent", "ParticipantLabel")
LONGEST, LONGEST_VALUE = 100, 48


class Transcript:
    """What the provider asked and what it was answered, with names that say who is meant."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.lines: list[str] = []
        self.names: dict[str, str] = {}
        self.seen = 0
        self.secrets: list[tuple[str, str]] = []

    def heading(self, text: str) -> None:
        """What somebody does."""
        self.lines += ["", f"# {text}"]

    def catch_up(self) -> None:
        """All that was posted since, each with its answer."""
        for target, form, _headers in self.line.posted[self.seen :]:
            shown = [f"{name}={form[name]}" for name in SHOWN if form.get(name)]
            self.lines.append(self.named(f"POST {target}  {' '.join(shown)}".rstrip()))
        self.seen = len(self.line.posted)

    def answer(self, twiml: str) -> None:
        """A document, one element a line."""
        assert faults(twiml) == []
        for element in ElementTree.fromstring(self.named(twiml)):
            self.lines += drawn(element, "  ")

    def named(self, text: str) -> str:
        """Ids as the n-th of their kind: the same in every run."""
        text = text.replace(ORIGIN, "")
        for pattern, shown in self.secrets:
            text = re.sub(pattern, shown, text)
        return NAMED.sub(lambda found: self._name(found[0]), text)

    def _name(self, one: str) -> str:
        kind = one[:2] if one[:2] in {"CA", "CF", "RE", "SM", "AC"} else "id"
        count = sum(1 for name in self.names.values() if name.startswith(kind)) + 1
        return self.names.setdefault(one, f"{kind}{count}")

    def __str__(self) -> str:
        return "\n".join(self.lines).strip() + "\n"


def drawn(element: Element, margin: str) -> Iterator[str]:
    """An element and what is inside, without what is the same every time."""
    said = (f'{name}="{shortened(element.attrib[name])}"' for name in sorted(element.attrib))
    text = shortened(" ".join((element.text or "").split()), LONGEST)
    yield f"{margin}<{' '.join((element.tag, *said))}> {text}".rstrip()
    for child in element:
        yield from drawn(child, margin + "  ")


def shortened(text: str, most: int = LONGEST_VALUE) -> str:
    """Its beginning; addresses whole."""
    is_short = len(text) <= most or text.startswith("/")
    return text if is_short else f"{text[: most - 1]}…"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Transcript]:
    """A line whose every document is written down."""
    line = build_line(tmp_path)
    transcript = Transcript(line)
    post = line.exchange.post
    deliver = post._deliver

    def listen(method: str, url: str, form: object, headers: object) -> object:
        came = deliver(method, url, form, headers)  # type: ignore[arg-type]
        transcript.catch_up()
        if came.text:
            transcript.answer(came.text)
        else:
            transcript.lines[-1] += f"  → {came.status}"
        return came

    post._deliver = listen  # type: ignore[assignment]
    yield transcript
    line.city.close()


def compare(name: str, told: Transcript) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("OKIENKO_WRITE_GOLDEN") == "1":
        path.write_text(str(told), encoding="utf-8")
    assert str(told) == path.read_text(encoding="utf-8")


def test_an_inbound_call_from_the_greeting_to_the_goodbye(told: Transcript) -> None:
    line = told.line
    agent_id = line.ready()
    slip = line.city.send_slip()
    told.secrets = [
        (slip.digits, "(eight digits)"),
        (r"(Numer z kartki:)[^.]*\.", r"\1 (eight digits)."),
    ]
    told.heading("somebody calls the line")
    sid = line.dial()
    press = press_on(told, sid)
    press("Polish", "1")
    press("a slip number", "2")
    press("its eight digits", slip.digits)
    press("that it is right", "1")
    told.heading("the next round of waiting, 20 seconds on")
    line.exchange.advance(20)
    told.heading("Anna takes the call; her browser answers")
    assert isinstance(control.accept(line.center, line.offer(), agent_id), control.Done)
    line.pick_up(agent_id)
    call_id = line.call(sid).id
    for act, name in ((control.hold, "holds"), (control.resume, "comes back")):
        told.heading(f"Anna {name}")
        assert isinstance(act(line.center, call_id, agent_id), control.Done)
        line.turn()
    told.heading("the citizen hangs up")
    line.exchange.hang_up(sid)
    line.turn()
    compare("inbound", told)


def press_on(told: Transcript, sid: str) -> Callable[[str, str], None]:
    def press(what: str, keys: str) -> None:
        listen(told.line, sid, "digits")
        told.heading(f"presses {what}")
        told.line.exchange.press(sid, keys)
        told.line.exchange.advance(1)

    return press


def listen(line: Line, sid: str, what: str) -> None:
    """Until a leg may give something."""
    for _ in range(60):
        if what in line.exchange.leg(sid).hears:
            return
        line.exchange.advance(1)
    pytest.fail(f"nobody waits for {what}")


def test_a_callback_that_keeps_the_place(told: Transcript) -> None:
    line = told.line
    agent_id = line.ready()
    told.heading("somebody waits for a person")
    sid = line.wait_for_a_person()
    press = press_on(told, sid)
    press("for a callback", "1")
    press("the number they call from", "1")
    press("that it is safe to call there", "1")
    line.exchange.hang_up(sid)
    line.turn()
    told.heading("Anna takes it; the citizen's phone rings and is answered")
    assert isinstance(control.accept(line.center, line.offer(), agent_id), control.Done)
    line.turn()
    (rung,) = (leg.sid for leg in line.exchange.live_legs())
    line.exchange.answer(rung)
    line.turn()
    press_on(told, rung)("that it was they who asked", "1")
    line.pick_up(agent_id)
    line.turn(10)
    told.heading("the citizen hangs up")
    line.exchange.hang_up(rung)
    line.turn()
    compare("callback", told)


def test_a_message_after_hours(told: Transcript) -> None:
    line = told.line
    line.city.clock.advance(timedelta(hours=13).total_seconds())
    told.heading("somebody calls at ten in the evening")
    sid = line.dial()
    press = press_on(told, sid)
    press("Ukrainian", "2")
    press("to leave a message", "1")
    listen(line, sid, "sound")
    told.heading("speaks for twelve seconds")
    line.exchange.leave_message(sid, 12, b"RIFF")
    line.turn(5)
    compare("voicemail", told)


def test_a_warm_transfer(told: Transcript) -> None:
    line = told.line
    told.heading("a citizen and Anna talk; Marek is free")
    sid, anna = line.talk()
    marek = line.ready("marek")
    call_id = line.call(sid).id
    told.heading("Anna asks Marek in, with a written brief; the citizen waits with music")
    target = control.Colleague(marek)
    outcome = control.transfer_warm(line.center, call_id, anna, target, "Pyta o zasiłek.")
    assert isinstance(outcome, control.Done)
    line.pick_up(marek)
    told.heading("Anna leaves them together")
    assert isinstance(control.complete_transfer(line.center, call_id, anna), control.Done)
    line.turn()
    told.heading("Marek hangs up")
    assert isinstance(control.hang_up(line.center, call_id, marek), control.Done)
    line.turn()
    compare("warm_transfer", told)
