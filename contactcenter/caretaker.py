"""Goes round once a minute and shreds what has outlived its hours, from slips to guesses."""

from __future__ import annotations

from contactcenter.telephony import voicemail
from shared.clock import Clock
from shared.intake.agreement import sweep_agreements
from shared.intake.message import sweep_messages
from shared.intake.referral import sweep_referrals
from shared.intake.retention import sweep_city
from shared.store import Store

ROUND_SECONDS = 60.0


class Caretaker:
    """Keeps the promise that nothing a citizen told us lies about for longer than 72 hours."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock

    def work(self) -> float:
        """One round; how long until the next."""
        with self.store.write() as db:
            sweep_city(db, self.clock.now())
            sweep_referrals(db, self.clock.now())
            sweep_agreements(db, self.clock.now())
            sweep_messages(db, self.clock.now())
            voicemail.sweep(db, self.clock.now())
        self.store.scrub()
        return ROUND_SECONDS
