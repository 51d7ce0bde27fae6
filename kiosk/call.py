"""One call as this screen knows it; it lives in the visit and goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.intake.kiosk_call import CallNow

ENDED = "ended"
TALKING = "talking"
TALKS = frozenset({"connecting", TALKING, "held"})


@dataclass
class Call:
    """One call as this screen knows it."""

    key: str
    now: CallNow
    began_at: datetime
    talks_since: datetime | None = None
    away_since: datetime | None = None
    is_muted: bool = False
    wants_share: bool = False
    kept_at: datetime | None = None
    keeps_until: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether it has not ended."""
        return self.now.state != ENDED

    @property
    def is_talk(self) -> bool:
        """Whether somebody has answered."""
        return self.now.state in TALKS

    def note(self, heard: CallNow | None, at: datetime) -> None:
        """What the city said of it; None: nothing, for the line is down."""
        self.away_since = None if heard else self.away_since or at
        self.now = heard or self.now
        if self.now.state == TALKING:
            self.talks_since = self.talks_since or at
