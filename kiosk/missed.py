"""Counts, for the editors, what citizens searched for in vain; see shared.intake.missed."""

from __future__ import annotations

from kiosk.knowledge import Holder
from kiosk.visit import Visit
from shared.clock import Clock
from shared.intake.missed import count_missed
from shared.models import Missing
from shared.store import Store


class MissedSearches:
    """Settles each search once: found nothing, found and not touched, or touched."""

    def __init__(self, store: Store, holder: Holder, clock: Clock) -> None:
        self.store = store
        self.holder = holder
        self.clock = clock

    def begin(self, visit: Visit, text: str) -> None:
        """A citizen sent these words; what was sent before them is settled."""
        self.settle(visit)
        visit.search_open = text
        if text and not self.holder.now.search.find(text, visit.language, limit=1).hits:
            self.settle(visit)

    def settle(self, visit: Visit) -> None:
        """Count the open search, unless there is none or somebody is in danger."""
        text, visit.search_open = visit.search_open, ""
        if not text:
            return
        search = self.holder.now.search
        found = search.find(text, visit.language)
        words = search.plain_words(text)
        if found.crisis or not words:
            return
        missing = Missing.TOUCH if found.hits else Missing.FOUND
        with self.store.write() as db:
            count_missed(db, words, visit.language, missing, self.clock.today())


def touched(visit: Visit) -> None:
    """A service was opened: the search led somewhere."""
    visit.search_open = ""
