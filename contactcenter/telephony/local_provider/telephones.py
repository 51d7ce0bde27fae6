"""Which browser holds which telephone: test phones and agents' softphones, and what they are shown.

A holder is "page:<id of a test phone's page>" or "client:<agent>"; it outlives its socket, so that
a reload takes the call up again. `generation` counts a holder's sockets: connections between
browsers made for an earlier one are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from contactcenter.telephony.local_provider import hearing
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.parts import Caption, Leg, Status

GRACE_SECONDS = 20.0  # in which a page that was closed may come back to its call

Tell = Callable[[str, str, dict[str, Any]], None]


@dataclass
class Holder:
    """One browser's telephone. `number`: which one a test phone is; `socket`: None while away."""

    name: str
    number: str = ""
    socket: str | None = None
    generation: int = 0

    @property
    def is_page(self) -> bool:
        """Whether it is a test phone."""
        return self.name.startswith("page:")


@dataclass
class Telephones:
    """Holders and their legs. `tell(socket, event, data)` reaches a browser."""

    tell: Tell
    holders: dict[str, Holder] = field(default_factory=dict)
    legs: dict[str, str] = field(default_factory=dict)  # the sid of a leg → its holder's name
    _changed: set[str] = field(default_factory=set)

    def attach(self, exchange: Exchange) -> None:
        """Listen to everything that happens in the exchange."""
        exchange.calls.on_change = lambda leg: self._changed.add(leg.sid)
        exchange.calls.on_caption = self._caption
        exchange.rooms.on_change = lambda room: self._changed.update(room.members)

    def arrive(self, exchange: Exchange, name: str, socket: str, number: str = "") -> Holder:
        """A browser is there, for the first time or again."""
        holder = self.holders.setdefault(name, Holder(name))
        if holder.socket != socket:
            holder.socket, holder.generation = socket, holder.generation + 1
        holder.number = number
        if not holder.is_page:
            exchange.register(name.removeprefix("client:"))
        self._changed.update(sid for sid, whose in self.legs.items() if whose == name)
        for leg in exchange.live_legs():
            if leg.status is Status.RINGING and holder in self._rung(leg):
                self._changed.add(leg.sid)
        return holder

    def depart(self, exchange: Exchange, socket: str) -> None:
        """A browser is gone; its calls wait a little for it."""
        holder = self.holder_at(socket)
        if holder is None:
            return
        holder.socket, generation = None, holder.generation
        if not holder.is_page:
            exchange.register(holder.name.removeprefix("client:"), is_here=False)
        exchange.agenda.after(GRACE_SECONDS, lambda: self._give_up(exchange, holder, generation))

    def holder_at(self, socket: str) -> Holder | None:
        """Whose socket this is."""
        return next((one for one in self.holders.values() if one.socket == socket), None)

    def take(self, leg: Leg, holder: Holder) -> bool:
        """The leg becomes this holder's, unless somebody has it."""
        if self.legs.get(leg.sid, holder.name) != holder.name:
            return False
        if leg.to.startswith("client:") and leg.to != holder.name:
            return False
        self.legs[leg.sid] = holder.name
        self._changed.add(leg.sid)
        return True

    def has(self, holder: Holder, sid: str) -> bool:
        """Whether a leg is this holder's."""
        return self.legs.get(sid) == holder.name

    def show(self, exchange: Exchange) -> None:
        """Tell every browser concerned how its calls are now."""
        changed, self._changed = self._changed, set()
        for sid in self._with_neighbors(exchange, changed):
            leg = exchange.calls.legs.get(sid)
            for holder in self._concerned(leg) if leg else ():
                if leg and holder.socket:
                    self.tell(holder.socket, "call", self._picture(exchange, leg, holder))
        for sid in [one for one in self.legs if one not in exchange.calls.legs]:
            del self.legs[sid]

    def are_together(self, exchange: Exchange, sid: str, other_sid: str) -> bool:
        """Whether two legs are in one talk."""
        leg = exchange.calls.legs.get(sid)
        beside = hearing.neighbors(exchange.calls, exchange.rooms, leg) if leg else ()
        return other_sid in {one.sid for one in beside}

    def socket_of(self, sid: str) -> str | None:
        """The socket behind a leg."""
        holder = self.holders.get(self.legs.get(sid, ""))
        return holder.socket if holder else None

    def _caption(self, leg: Leg, caption: Caption) -> None:
        holder = self.holders.get(self.legs.get(leg.sid, ""))
        if holder and holder.is_page and holder.socket:
            said = {"sid": leg.sid, "kind": caption.kind, "text": caption.text}
            self.tell(holder.socket, "said", said | {"language": caption.language})

    def _with_neighbors(self, exchange: Exchange, sids: Iterable[str]) -> set[str]:
        known = [exchange.calls.legs[sid] for sid in sids if sid in exchange.calls.legs]
        beside = {
            one.sid
            for leg in known
            for one in hearing.neighbors(exchange.calls, exchange.rooms, leg)
        }
        return {leg.sid for leg in known} | beside

    def _concerned(self, leg: Leg) -> tuple[Holder, ...]:
        owner = self.holders.get(self.legs.get(leg.sid, ""))
        rung = self._rung(leg) if leg.direction != "inbound" and leg.answered_at is None else ()
        return (owner,) if owner else rung

    def _rung(self, leg: Leg) -> tuple[Holder, ...]:
        """Who may pick up: the agent, the phone of that number, or else any test phone."""
        if leg.to.startswith("client:"):
            holder = self.holders.get(leg.to)
            return (holder,) if holder else ()
        pages = [one for one in self.holders.values() if one.is_page and one.socket]
        of_number = [one for one in pages if one.number == leg.to]
        return tuple(of_number or pages)

    def _picture(self, exchange: Exchange, leg: Leg, holder: Holder) -> dict[str, Any]:
        """A call as its page shows it."""
        other = leg.caller if leg.direction != "inbound" else leg.to
        return {
            "sid": leg.sid,
            "status": leg.status.value,
            "direction": leg.direction,
            "label": leg.label or leg.sid,
            "number": leg.to if leg.direction != "inbound" else leg.caller,
            "other": other if holder.is_page else "",
            "hears": sorted(leg.hears),
            "sound": leg.sound,
            "recording": leg.recording_sid or "",
            "answered_at": leg.answered_at.isoformat() if leg.answered_at else "",
            "is_mine": self.has(holder, leg.sid),
            "peers": self._peers(exchange, leg),
        }

    def _peers(self, exchange: Exchange, leg: Leg) -> list[dict[str, Any]]:
        """The browsers this one is to have a connection with, and which way sound may go."""
        calls, rooms = exchange.calls, exchange.rooms
        heard_by = hearing.sends(calls, rooms, leg) if leg.is_live else frozenset()
        peers = []
        for other in hearing.neighbors(calls, rooms, leg) if leg.is_live else ():
            if self.socket_of(other.sid) is None:
                continue
            ends = sorted((leg.sid, other.sid))
            peers.append(
                {
                    "sid": other.sid,
                    "link": "-".join(f"{sid}.{self._generation(sid)}" for sid in ends),
                    "offers": leg.sid == ends[0],
                    "sends": other.sid in heard_by,
                    "hears": leg.sid in hearing.sends(calls, rooms, other),
                }
            )
        return peers

    def _generation(self, sid: str) -> int:
        return self.holders[self.legs[sid]].generation

    def _give_up(self, exchange: Exchange, holder: Holder, generation: int) -> None:
        if holder.socket is not None or holder.generation != generation:
            return
        for sid, whose in list(self.legs.items()):
            if whose == holder.name and sid in exchange.calls.legs:
                exchange.hang_up(sid)
        self.holders.pop(holder.name, None)
