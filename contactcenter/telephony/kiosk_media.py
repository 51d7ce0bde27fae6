"""Sound between a kiosk's browser and an agent's: our own WebRTC, whatever carries the phones.

Nothing is commanded here. Both browsers look every second how the call and their legs stand and do
what is written there: connect, be silent, let go. So each wish is fulfilled by the row it changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contactcenter.telephony import signals
from contactcenter.telephony.media import Ability
from shared.intake.consent import hand_to
from shared.models import Call, CallLeg, LegState


class CannotDial(RuntimeError):
    """A kiosk has no telephone number; whoever asked did not look at `abilities` first."""


@dataclass(frozen=True)
class KioskMedia:
    """Two people and no conference: a talk of two agents, a listener or a number outside need a
    telephone.
    """

    abilities: frozenset[Ability] = frozenset(
        {Ability.HOLD, Ability.HAND_OVER, Ability.BACK_IN_LINE}
    )

    def connect(
        self, db: Session, call: Call, leg: CallLeg, to: str, at: datetime, coached: str | None
    ) -> None:
        """The agent's page finds the leg by itself; with it come the answers that were shared.

        A colleague who is asked to take it over gets them when they have.
        """
        del to, coached
        if call.matter_id is not None and leg.agent_id == call.agent_id:
            hand_to(db, call.matter_id, call.agent_id, at)

    def fetch_citizen(self, db: Session, call: Call, leg: CallLeg, at: datetime) -> None:
        """The citizen's page is there already."""

    def let_wait(self, db: Session, call: Call, at: datetime) -> None:
        """The page sees that it waits again."""

    def dial_citizen(
        self, db: Session, call: Call, leg: CallLeg, number: str, at: datetime
    ) -> None:
        """Raises CannotDial."""
        del db, leg, number, at
        raise CannotDial(call.id)

    def hold(self, db: Session, call: Call, leg: CallLeg, at: datetime, *, is_held: bool) -> None:
        """Both pages fall silent while the call stands at HELD."""

    def mute(self, db: Session, call: Call, leg: CallLeg, at: datetime, *, is_muted: bool) -> None:
        """The agent's page shuts its microphone as its leg says."""

    def coach(
        self, db: Session, call: Call, leg: CallLeg, coached: str | None, at: datetime
    ) -> None:
        """Nobody listens in on a kiosk's call: not among the abilities."""

    def announce(self, db: Session, call: Call, path: str, at: datetime) -> None:
        """Nobody joins a kiosk's call: there is nothing to read out."""

    def drop(self, db: Session, call: Call, leg: CallLeg, at: datetime) -> None:
        """Gone as soon as it is said: the page sees it and lets go."""
        del db, call
        leg.state, leg.gone_at = LegState.GONE, leg.gone_at or at

    def end(self, db: Session, call: Call, at: datetime) -> None:
        """The kiosk's page sees that the call has ended; nothing of it is left to say."""
        del at
        signals.forget(db, call.id)
