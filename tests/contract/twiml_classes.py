"""TwiML as the library's generated classes know it: elements, their attributes, what goes inside.

Each method of a class makes one element; called once with every argument, it shows the attributes
it writes and whether it holds text. The values of closed lists are not in the classes; the few we
use stand here, from Twilio's pages on the verbs.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from twilio.twiml import TwiML
from twilio.twiml.voice_response import VoiceResponse

MOST_SAID = 4096
_TRUTH, _COUNT = re.compile("true|false"), re.compile(r"\d+")
_METHOD = re.compile("GET|POST")
_ADDRESS = re.compile(r"https?://[^\s/]+/\S*")
_EVENTS = re.compile(r"(?:(?:start|end|join|leave|mute|hold|modify|speaker|announcement)(?: |$))+")
_KEPT = re.compile(r"(?:(?:in-progress|completed|absent)(?: |$))+")
_VALUES = {
    ("Gather", "input"): re.compile("dtmf|speech|dtmf speech"),
    ("Gather", "finishOnKey"): re.compile(r"[0-9#*]?"),
    ("Gather", "numDigits"): _COUNT,
    ("Gather", "actionOnEmptyResult"): _TRUTH,
    ("Gather", "profanityFilter"): _TRUTH,
    ("Gather", "language"): re.compile("[a-z]{2}-[A-Z]{2}"),
    ("Say", "language"): re.compile("[a-z]{2}-[A-Z]{2}"),
    ("Say", "voice"): re.compile(r"(?:Polly|Google)\.[A-Za-z0-9-]+"),
    ("Play", "loop"): _COUNT,
    ("Pause", "length"): _COUNT,
    ("Record", "maxLength"): _COUNT,
    ("Record", "finishOnKey"): re.compile(r"[0-9#*]*"),
    ("Record", "playBeep"): _TRUTH,
    ("Record", "recordingStatusCallbackEvent"): _KEPT,
    ("Dial", "answerOnBridge"): _TRUTH,
    ("Dial", "callerId"): re.compile(r"\+\d{7,15}"),
    ("Conference", "beep"): re.compile("true|false|onEnter|onExit"),
    ("Conference", "muted"): _TRUTH,
    ("Conference", "startConferenceOnEnter"): _TRUTH,
    ("Conference", "endConferenceOnExit"): _TRUTH,
    ("Conference", "record"): re.compile("do-not-record|record-from-start"),
    ("Conference", "region"): re.compile("us1|us2|ie1|de1|sg1|br1|au1|jp1"),
    ("Conference", "statusCallbackEvent"): _EVENTS,
    ("Conference", "waitUrl"): re.compile(r"|https?://[^\s/]+/\S*"),
    ("Conference", "participantLabel"): re.compile(r"\S{1,128}"),
}
_BY_NAME = {
    "action": _ADDRESS,
    "statusCallback": _ADDRESS,
    "recordingStatusCallback": _ADDRESS,
    "timeout": _COUNT,
    "method": _METHOD,
    "waitMethod": _METHOD,
    "statusCallbackMethod": _METHOD,
    "recordingStatusCallbackMethod": _METHOD,
}
_FREE = {("Gather", "hints")}
_TEXT = {"Redirect": _ADDRESS, "Play": _ADDRESS, "Number": re.compile(r"\+\d{7,15}")}


@dataclass(frozen=True)
class Known:
    """One element where it stands: its class, its attributes, whether text goes into it."""

    made: type[TwiML]
    attributes: frozenset[str]
    holds_text: bool


@cache
def inside(made: type[TwiML]) -> dict[str, Known]:
    """The elements that may stand in another, by name."""
    names = {name for name in vars(made) if not name.startswith("_")}
    found = {}
    for name in sorted(names):
        arguments = [
            argument.name
            for argument in inspect.signature(getattr(made, name)).parameters.values()
            if argument.name != "self" and argument.kind is not argument.VAR_KEYWORD
        ]
        node = getattr(made(**_needed(made)), name)(**dict.fromkeys(arguments, "x"))
        found[node.name] = Known(type(node), frozenset(node.attrs), bool(node.value or node.verbs))
    return found


def _needed(made: type[TwiML]) -> dict[str, str]:
    parameters = inspect.signature(made).parameters.values()
    return {
        one.name: "x" for one in parameters if one.default is one.empty and one.name != "kwargs"
    }


def faults(twiml: str) -> list[str]:
    """All that is wrong with a document; nothing when the classes could have made it."""
    root = ElementTree.fromstring(twiml)
    if root.tag != "Response" or root.attrib:
        return [f"<{root.tag}> is no document"]
    return list(_wrong_inside(root, VoiceResponse))


def _wrong_inside(element: Element, made: type[TwiML]) -> Iterator[str]:
    known = inside(made)
    for child in element:
        if child.tag not in known:
            yield f"<{child.tag}> inside <{element.tag}>"
            continue
        yield from _wrong(child, known[child.tag])
        yield from _wrong_inside(child, known[child.tag].made)


def _wrong(element: Element, known: Known) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name not in known.attributes:
            yield f"<{element.tag}> has no {name}"
            continue
        form = _VALUES.get((element.tag, name)) or _BY_NAME.get(name)
        if form is None and (element.tag, name) not in _FREE:
            yield f"<{element.tag} {name}> is nowhere described"
        elif form is not None and not form.fullmatch(value):
            yield f"<{element.tag} {name}={value!r}>"
    text = element.text or ""
    if text.strip() and not known.holds_text:
        yield f"<{element.tag}> holds no text"
    if len(text) > MOST_SAID or not _TEXT.get(element.tag, re.compile(".*", re.DOTALL)).fullmatch(
        text
    ):
        yield f"<{element.tag}> with {text[:40]!r}"
