"""Sound through the telephone provider: each wish becomes a command that is sent after commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contactcenter.telephony import commands
from contactcenter.telephony.media import Ability
from shared.intake.keys import CityKeys
from shared.models import Call, CallLeg


@dataclass(frozen=True)
class PhoneMedia:
    """All a conference can do."""

    keys: CityKeys
    abilities: frozenset[Ability] = frozenset(Ability)

    def connect(
        self, db: Session, call: Call, leg: CallLeg, to: str, at: datetime, coached: str | None
    ) -> None:
        """Ring a party into the conference named after the call."""
        fields = {"to": to, "label": leg.label, "coaching": coached}
        commands.ask(db, self.keys, call.id, "add_party", fields, at, key=f"add:{leg.id}")

    def fetch_citizen(self, db: Session, call: Call, leg: CallLeg, at: datetime) -> None:
        """Steer the citizen's leg into the conference."""
        self._steer(db, call, f"/telephony/join/{call.id}", at, f"fetch:{leg.id}")

    def let_wait(self, db: Session, call: Call, at: datetime) -> None:
        """Steer the citizen's leg to the waiting round."""
        self._steer(db, call, f"/telephony/wait/{call.id}", at, None)

    def dial_citizen(
        self, db: Session, call: Call, leg: CallLeg, number: str, at: datetime
    ) -> None:
        """Ring a number; whoever answers is asked first whether it was they who asked."""
        fields = {
            "to": number,
            "label": leg.label,
            "answer_url": f"/telephony/outgoing/{call.id}",
            "status_url": f"/telephony/leg/{leg.label}",
        }
        commands.ask(db, self.keys, call.id, "place_call", fields, at, key=f"dial:{leg.id}")

    def hold(self, db: Session, call: Call, leg: CallLeg, at: datetime, *, is_held: bool) -> None:
        """Let one party wait with music, or fetch them back."""
        path = f"/telephony/hold/{call.id}" if is_held else None
        self._tell(db, call, "hold", at, label=leg.label, is_held=is_held, hold_url=path)

    def mute(self, db: Session, call: Call, leg: CallLeg, at: datetime, *, is_muted: bool) -> None:
        """Close or open one party's microphone."""
        self._tell(db, call, "mute", at, label=leg.label, is_muted=is_muted)

    def coach(
        self, db: Session, call: Call, leg: CallLeg, coached: str | None, at: datetime
    ) -> None:
        """Be heard by one leg only, or by all."""
        self._tell(db, call, "coach", at, label=leg.label, coached_sid=coached)

    def announce(self, db: Session, call: Call, path: str, at: datetime) -> None:
        """Read the document at `path` to all who talk."""
        self._tell(db, call, "announce", at, url=path)

    def drop(self, db: Session, call: Call, leg: CallLeg, at: datetime) -> None:
        """Hang up on one party; by the provider's name for the leg, or while it has none, ours."""
        if leg.provider_sid:
            self._tell(db, call, "hang_up", at, sid=leg.provider_sid)
        else:
            self._tell(db, call, "remove", at, label=leg.label)

    def end(self, db: Session, call: Call, at: datetime) -> None:
        """Hang up on the citizen."""
        if call.provider_sid:
            self._tell(db, call, "hang_up", at, sid=call.provider_sid)

    def _steer(self, db: Session, call: Call, path: str, at: datetime, key: str | None) -> None:
        if call.provider_sid:
            fields = {"sid": call.provider_sid, "url": path}
            commands.ask(db, self.keys, call.id, "steer", fields, at, key=key)

    def _tell(
        self, db: Session, call: Call, name: str, at: datetime, **fields: str | bool | None
    ) -> None:
        commands.ask(db, self.keys, call.id, name, fields, at)
