"""Numbers, hours, days, dates, sums and telephone numbers as a person says them aloud.

Nothing is left to the voice that reads: "8:00" or "42 685" may come out as anything.
"""

from __future__ import annotations

from contactcenter.telephony.menu.spoken.english import ENGLISH
from contactcenter.telephony.menu.spoken.polish import POLISH
from contactcenter.telephony.menu.spoken.tongue import Tongue
from contactcenter.telephony.menu.spoken.ukrainian import UKRAINIAN

__all__ = ["TONGUES", "Tongue", "tongue"]

TONGUES: dict[str, Tongue] = {"pl": POLISH, "uk": UKRAINIAN, "en": ENGLISH}


def tongue(language: str) -> Tongue:
    """How numbers are said in `language` ("pl", "uk", "en")."""
    return TONGUES[language]
