"""Reads the TwiML this exchange can run; anything else is a fault, never quietly left out."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SAY = frozenset({"voice", "language", "loop"})
_STATUS = frozenset({"statusCallback", "statusCallbackEvent", "statusCallbackMethod"})
ATTRIBUTES = {
    "Say": _SAY,
    "Play": frozenset({"loop"}),
    "Pause": frozenset({"length"}),
    "Gather": _names(
        "input numDigits timeout finishOnKey action method language hints speechTimeout "
        "speechModel enhanced bargeIn actionOnEmptyResult maxSpeechTime profanityFilter"
    ),
    "Record": _names(
        "action method timeout finishOnKey maxLength playBeep trim "
        "recordingStatusCallback recordingStatusCallbackMethod "
        "recordingStatusCallbackEvent"
    ),
    "Dial": _names("action method timeout callerId answerOnBridge timeLimit"),
    "Redirect": frozenset({"method"}),
    "Hangup": frozenset(),
    "Reject": frozenset({"reason"}),
    "Message": frozenset(),
}
NOUNS = {
    "Conference": _STATUS
    | _names(
        "muted beep startConferenceOnEnter endConferenceOnExit participantLabel waitUrl "
        "waitMethod maxParticipants region record"
    ),
    "Number": _STATUS,
    "Client": _STATUS,
}
INSIDE = {"Gather": frozenset({"Say", "Play", "Pause"}), "Dial": frozenset(NOUNS)}
SPEECH = _names("break emphasis lang p s phoneme prosody say-as sub w")
LONGEST_SAY = 4096


class TwimlFault(Exception):
    """A document this exchange cannot run; the message says which part."""


@dataclass(frozen=True)
class Verb:
    """One element: its name, attributes, text and what stands inside."""

    name: str
    attributes: dict[str, str]
    text: str
    inside: tuple[Verb, ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or what it is when nobody says."""
        return self.attributes.get(name, default)

    def number(self, name: str, default: int) -> int:
        """An attribute that counts."""
        given = self.attributes.get(name)
        if given is None or not given.isdecimal():
            if given not in {None, "auto"}:
                raise TwimlFault(f"<{self.name} {name}> is no number: {given}")
            return default
        return int(given)

    def is_so(self, name: str, *, default: bool) -> bool:
        """An attribute that is true or false."""
        given = self.attributes.get(name)
        if given is None:
            return default
        if given not in {"true", "false"}:
            raise TwimlFault(f"<{self.name} {name}> is neither true nor false: {given}")
        return given == "true"


def read_twiml(text: str) -> tuple[Verb, ...]:
    """The verbs of a document. Raises TwimlFault."""
    if not text.strip():
        return ()
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise TwimlFault("a document type has no place here")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # no entities: refused above
    except ElementTree.ParseError as fault:
        raise TwimlFault(f"no XML: {fault}") from fault
    if root.tag != "Response":
        raise TwimlFault(f"<{root.tag}> where <Response> belongs")
    return tuple(_verb(node, ATTRIBUTES) for node in root)


def _verb(node: ElementTree.Element, known: dict[str, frozenset[str]]) -> Verb:
    if node.tag not in known:
        raise TwimlFault(f"<{node.tag}> cannot be run here")
    strange = sorted(set(node.attrib) - known[node.tag])
    if strange:
        raise TwimlFault(f"<{node.tag}> with unknown {', '.join(strange)}")
    inside = () if node.tag in {"Say", "Message"} else tuple(_inside(node))
    return Verb(node.tag, dict(node.attrib), _text(node), inside)


def _inside(node: ElementTree.Element) -> list[Verb]:
    allowed = INSIDE.get(node.tag, frozenset())
    for child in node:
        if child.tag not in allowed:
            raise TwimlFault(f"<{child.tag}> inside <{node.tag}>")
    return [_verb(child, ATTRIBUTES | NOUNS) for child in node]


def _text(node: ElementTree.Element) -> str:
    if node.tag not in {"Say", "Message"}:
        return (node.text or "").strip()
    strange = sorted({child.tag for child in node.iter()} - SPEECH - {node.tag, "Body"})
    if strange:
        raise TwimlFault(f"<{node.tag}> with <{strange[0]}> inside")
    text = " ".join("".join(node.itertext()).split())
    if len(text) > LONGEST_SAY:
        raise TwimlFault(f"<{node.tag}> longer than {LONGEST_SAY} characters")
    return text
