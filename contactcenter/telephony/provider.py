"""The port every telephone provider is reached through.

A provider carries sound and nothing else: who waits, who is called next and what was said is in
our own database. What it must be told goes through here; what it has to tell comes as webhooks.
A conference is named by the id of our call and a party by the label of our leg; neither says who
it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Trouble(StrEnum):
    """Why a command did not do what it was to do."""

    REFUSED = "refused"  # the provider said no: doing it again will not help
    GONE = "gone"  # the party or the call is no longer there
    OPTED_OUT = "opted_out"  # this number wants no messages
    NOT_A_MOBILE = "not_a_mobile"  # a landline takes no messages
    UNKNOWN = "unknown"  # no answer in time: it may have happened, ask before doing it again
    AWAY = "away"  # the provider certainly did not take it: it may be sent again


@dataclass(frozen=True)
class Failed:
    """A command that failed; `detail` is the provider's code, never its sentence."""

    trouble: Trouble
    detail: str = ""


@dataclass(frozen=True)
class Placed:
    """What the provider calls the thing it made."""

    sid: str


@dataclass(frozen=True)
class CallReport:
    """What the provider says of a call when it is asked. `status`: in the provider's words."""

    sid: str
    status: str
    seconds: int | None = None


@dataclass(frozen=True)
class SoftphonePass:
    """What the phone in an agent's browser signs in with, for `seconds`."""

    kind: str  # "local" or "twilio": which of our scripts drives the phone
    token: str = field(repr=False)
    identity: str
    seconds: int
    address: str  # the provider's own origin, for the page's content security policy


Answer = Placed | Failed


class Telephony(Protocol):
    """What a provider can do. Every method answers within seconds; none raises for the provider.

    `conference` is our call's id; `label` one of our legs; `to` is "client:<identity>" or a number
    in E.164 form; `sid` is the provider's name for a call leg.
    """

    name: str

    def place_call(self, to: str, answer_url: str, status_url: str, label: str) -> Answer:
        """Ring somebody who is in no conference yet; the provider then asks `answer_url`."""

    def steer(self, sid: str, url: str) -> Answer:
        """Take a call leg to another document, out of whatever it is in."""

    def add_party(
        self, conference: str, to: str, label: str, *, coaching: str | None = None
    ) -> Answer:
        """Ring somebody into a conference; `coaching`: the sid of the only leg that hears them."""

    def hold(
        self, conference: str, label: str, *, is_held: bool, hold_url: str | None = None
    ) -> Answer:
        """Let one party wait, or fetch them back. `hold_url`: the document they hear meanwhile."""

    def mute(self, conference: str, label: str, *, is_muted: bool) -> Answer:
        """Close or open one party's microphone towards the others."""

    def coach(self, conference: str, label: str, coached_sid: str | None) -> Answer:
        """Let a party be heard by one leg only, or (None) by all."""

    def announce(self, conference: str, url: str) -> Answer:
        """Read the document at `url` to everybody in a conference, over their talk."""

    def remove(self, conference: str, label: str) -> Answer:
        """Take one party out of a conference and hang up on them."""

    def hang_up(self, sid: str) -> Answer:
        """End one call leg."""

    def report(self, sid: str) -> CallReport | Failed:
        """Ask how a call leg stands."""

    def live_calls(self) -> tuple[CallReport, ...] | Failed:
        """All call legs the provider believes to be going on, for reconciliation."""

    def calls_since(self, at: datetime) -> tuple[CallReport, ...] | Failed:
        """All calls to the line that began after `at`, over or not, to find those we missed."""

    def send_message(self, to: str, body: str, status_url: str) -> Answer:
        """Send a text message; nothing of it is kept by the provider longer than it must."""

    def fetch_recording(self, sid: str) -> bytes | Failed:
        """The sound of a message a caller left."""

    def delete_recording(self, sid: str) -> Answer:
        """Have the provider forget that sound."""

    def softphone_pass(self, identity: str) -> SoftphonePass:
        """Let one agent's browser be a telephone; `identity` is the agent's id."""
