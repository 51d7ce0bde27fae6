"""Counts what staff and visitors of the public pages searched for and did not find."""

from __future__ import annotations

from contactcenter.center import center
from shared.catalog.search import Found
from shared.intake.missed import count_missed
from shared.models import Missing


def count_if_missed(typed: str, found: Found, language: str) -> None:
    """Count a search that was sent and found nothing; never where danger was heard."""
    if found.hits or found.crisis:
        return
    room = center()
    words = room.knowledge.search.plain_words(typed)
    if words:
        with room.store.write() as db:
            count_missed(db, words, language, Missing.FOUND, room.clock.today())
