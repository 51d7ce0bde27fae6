"""The webhooks: signed, sent, tried again, written down. The only way out of the exchange."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import parse_qs, urlsplit

from contactcenter.telephony.local_provider import signing
from contactcenter.telephony.local_provider.agenda import Agenda
from contactcenter.telephony.local_provider.chaos import Dice, Fate
from contactcenter.telephony.local_provider.parts import Delivered

CEILING_SECONDS = 15.0
TOKEN_HEADER = "I-Twilio-Idempotency-Token"  # noqa: S105  # a header's name
KEPT = 200
USUAL_RETRIES = 1


@dataclass(frozen=True)
class Response:
    """What came back; `status` None: nobody is there. `seconds`: how long it took."""

    status: int | None
    text: str = ""
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether it is an answer to go on with."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_late(self) -> bool:
        """Whether the caller was given up before it came."""
        return self.seconds >= CEILING_SECONDS


NOBODY = Response(None)
TOO_LATE = Response(None, "", CEILING_SECONDS)

Deliver = Callable[[str, str, Mapping[str, str], Mapping[str, str]], Response]
Hear = Callable[[Response], None]


@dataclass(frozen=True)
class Errand:
    """One request on its way to the app, for the `attempt`-th time."""

    method: str
    url: str
    form: Mapping[str, str]
    headers: Mapping[str, str]
    what: str
    fate: Fate
    hear: Hear = field(repr=False)
    attempt: int = 1


class Post:
    """Carries webhooks. `carrier` takes an errand and sooner or later calls `settle` with what
    came back; left out, the request is made on the spot.
    """

    def __init__(
        self,
        agenda: Agenda,
        deliver: Deliver,
        token: str,
        seed: int,
        dice: Dice,
        carrier: Callable[[Errand], None] | None = None,
    ) -> None:
        self._agenda = agenda
        self._deliver = deliver
        self._token = token
        self._ids = Random(seed)  # noqa: S311  # names, not secrets
        self._carrier = carrier or self._carry
        self.dice = dice
        self.log: deque[Delivered] = deque(maxlen=KEPT)
        self.on_delivered: Callable[[Delivered], None] = lambda _delivered: None

    def ask(self, method: str, url: str, form: Mapping[str, str], hear: Hear) -> None:
        """Ask for a document; `hear` gets the answer once, whatever happens on the way."""
        self._send(method, url, form, "document", self.dice.of_document(), hear)

    def tell(self, url: str, form: Mapping[str, str], what: str) -> None:
        """Report something that happened; nobody waits for an answer."""
        if url:
            self._send("POST", url, form, what, self.dice.of_news(), lambda _response: None)

    def ask_for_message(self, url: str, form: Mapping[str, str], hear: Hear) -> None:
        """Bring a text message to the app; its answer may be a document."""
        self._send("POST", url, form, "message", self.dice.of_document(), hear)

    def settle(self, errand: Errand, response: Response) -> None:
        """What came back: hand it on, or try again where the address asks for it."""
        if errand.fate.is_silenced:
            response = TOO_LATE
        self._write_down(errand, response)
        if errand.attempt <= _retries(errand, response):
            again = replace(errand, attempt=errand.attempt + 1, fate=Fate())
            self._agenda.soon(lambda: self._carrier(again))
        else:
            errand.hear(response)

    def deliver(self, errand: Errand) -> Response:
        """Make the request."""
        if errand.fate.is_error:
            return Response(500)
        return self._deliver(errand.method, errand.url, errand.form, errand.headers)

    def _carry(self, errand: Errand) -> None:
        response = self.deliver(errand)
        late = CEILING_SECONDS if errand.fate.is_silenced else response.seconds
        self._agenda.after(late, lambda: self.settle(errand, response))

    def _send(
        self, method: str, url: str, form: Mapping[str, str], what: str, fate: Fate, hear: Hear
    ) -> None:
        errand = Errand(method, url, form, self._headers(method, url, form), what, fate, hear)
        for number, seconds in enumerate(fate.late_seconds):
            # Of two that arrive, the answer to the first is the one that is lost.
            is_last = number == len(fate.late_seconds) - 1
            one = errand if is_last else replace(errand, hear=lambda _response: None)
            self._agenda.after(seconds, lambda one=one: self._carrier(one))  # type: ignore[misc]

    def _headers(self, method: str, url: str, form: Mapping[str, str]) -> dict[str, str]:
        token = str(uuid.UUID(int=self._ids.getrandbits(128), version=4))
        signed = form if method == "POST" else {}
        bare = url.partition("#")[0]
        return {signing.HEADER: signing.sign(bare, signed, self._token), TOKEN_HEADER: token}

    def _write_down(self, errand: Errand, response: Response) -> None:
        delivered = Delivered(
            self._agenda.clock.now(),
            errand.method,
            urlsplit(errand.url).path,
            errand.what,
            response.status,
            round(response.seconds * 1000),
            errand.attempt,
        )
        self.log.append(delivered)
        self.on_delivered(delivered)


def _retries(errand: Errand, response: Response) -> int:
    """How often such an outcome is tried again: what stands behind the # of the address."""
    wishes = parse_qs(urlsplit(errand.url).fragment)
    most = int(wishes.get("rc", [str(USUAL_RETRIES)])[0])
    policy = set(",".join(wishes.get("rp", ["ct"])).split(","))
    return most if policy & {_outcome(response), "all"} and not response.is_good else 0


def _outcome(response: Response) -> str:
    if response.status is None:
        return "rt" if response.is_late else "ct"
    return f"{response.status // 100}xx"
