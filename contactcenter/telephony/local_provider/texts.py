"""Text messages: out with their states, in from a phone, and who wants none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import phonenumbers
from phonenumbers import PhoneNumberType

from contactcenter.telephony.local_provider.calls import Calls
from contactcenter.telephony.local_provider.parts import ACCOUNT, Message, NotThere, Refused
from contactcenter.telephony.local_provider.post import Response
from contactcenter.telephony.local_provider.twiml import TwimlFault, read_twiml

SENT_SECONDS = 1.0
DELIVERED_SECONDS = 8.0  # long enough for a person to press another button first
RANKS = ("queued", "sent", "delivered", "undelivered", "failed")
FINAL = frozenset({"delivered", "undelivered", "failed", "received"})
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
UNREACHABLE = 30003

_Named = tuple[str, str, str, str, datetime]


class Texts:
    """Every message of this run."""

    def __init__(self, calls: Calls, *, strict: bool) -> None:
        self._calls = calls
        self._strict = strict
        self.messages: list[Message] = []
        self.opted_out: set[str] = set()
        self.unreachable: set[str] = set()
        self.on_change: Callable[[Message], None] = lambda _message: None
        self.on_fault: Callable[[str], None] = lambda _fault: None

    def send(self, to: str, sender: str, body: str, status_url: str) -> Message:
        """Take a message of the app's. Raises Refused with the code the public API would give."""
        if not body:
            raise Refused(21602, "Message body is required")
        if is_landline(_number(to)):
            raise Refused(21614, "'To' number is not a valid mobile number")
        if to in self.opted_out:
            raise Refused(21610, "Attempt to send to unsubscribed recipient")
        message = self._add(Message(*self._named("SM", to, sender, body), status_url=status_url))
        self._calls.agenda.after(SENT_SECONDS, lambda: self.move(message, "sent"))
        last = "undelivered" if to in self.unreachable else "delivered"
        self._calls.agenda.after(DELIVERED_SECONDS, lambda: self.move(message, last))
        return message

    def receive(self, number: str, line: str, body: str, url: str) -> Message:
        """A phone sends the line a message; stop words also close it for messages out."""
        message = self._add(Message(*self._named("SM", line, number, body), is_inbound=True))
        message.status = "received"
        word = body.strip().upper()
        if word in STOP_WORDS:
            self.opted_out.add(number)
        if word in START_WORDS:
            self.opted_out.discard(number)
        if url:
            form = _form(message) | {"Body": body, "NumMedia": "0", "NumSegments": "1"}
            hear = lambda response: self._answer(message, response)  # noqa: E731
            self._calls.post.ask_for_message(url, form, hear)
        return message

    def move(self, message: Message, status: str) -> None:
        """A message gets further; one that has arrived or failed never moves again."""
        if message.status in FINAL or RANKS.index(status) <= RANKS.index(message.status):
            return
        message.status = status
        message.updated_at = self._calls.agenda.clock.now()
        if status in {"undelivered", "failed"}:
            message.error_code = UNREACHABLE
        self._calls.post.tell(message.status_url, _form(message), f"message {status}")
        self.on_change(message)

    def find(self, sid: str) -> Message:
        """A message of this run. Raises NotThere."""
        for message in self.messages:
            if message.sid == sid:
                return message
        raise NotThere(sid)

    def _answer(self, message: Message, response: Response) -> None:
        """What the app says back at once."""
        try:
            verbs = read_twiml(response.text) if response.is_good else ()
            strange = [verb.name for verb in verbs if verb.name != "Message"]
            if strange:
                raise TwimlFault(f"<{strange[0]}> answers no message")
        except TwimlFault as fault:
            if self._strict:
                raise
            self.on_fault(str(fault))
            return
        for verb in verbs:
            self.send(message.sender, message.to, verb.text, "")

    def _named(self, prefix: str, to: str, sender: str, body: str) -> _Named:
        return self._calls.new_sid(prefix), to, sender, body, self._calls.agenda.clock.now()

    def _add(self, message: Message) -> Message:
        self.messages.append(message)
        self._calls.agenda.soon(lambda: self.on_change(message))
        return message


def is_landline(number: phonenumbers.PhoneNumber) -> bool:
    """Whether the numbering plan says that no message can arrive there."""
    return phonenumbers.number_type(number) is PhoneNumberType.FIXED_LINE


def _number(to: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(to)
    except phonenumbers.NumberParseException as fault:
        raise Refused(21211, "Invalid 'To' Phone Number") from fault


def _form(message: Message) -> dict[str, str]:
    form = {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "From": message.sender,
        "To": message.to,
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "MessageStatus": message.status,
        "SmsStatus": message.status,
    }
    return form | ({"ErrorCode": str(message.error_code)} if message.error_code else {})
