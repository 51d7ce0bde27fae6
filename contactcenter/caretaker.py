"""Goes round once a minute and shreds what has outlived its time, from slips to notes of calls.

How long that is stands in shared/intake/register.yaml; every class there that has a time is let go
by one of these sweeps, or at the kiosk by its own.
"""

from __future__ import annotations

from contactcenter.telephony import signals, voicemail
from shared.clock import Clock
from shared.intake.agreement_seen import sweep_agreements
from shared.intake.line_retention import sweep_line
from shared.intake.message_kept import sweep_messages
from shared.intake.referral import sweep_referrals
from shared.intake.retention import sweep_city
from shared.intake.trail import sweep_trail
from shared.store import Store

ROUND_SECONDS = 60.0
SWEEPS = (
    sweep_city,
    sweep_line,
    sweep_referrals,
    sweep_agreements,
    sweep_messages,
    voicemail.sweep,
    signals.sweep,
    sweep_trail,
)


class Caretaker:
    """Keeps the promise that nothing a citizen told us lies about for longer than we said."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock

    def work(self) -> float:
        """One round; how long until the next."""
        with self.store.write() as db:
            for sweep in SWEEPS:
                sweep(db, self.clock.now())
        self.store.scrub()
        return ROUND_SECONDS
