"""Finding a slip by its digits alone, as they are keyed on a telephone; its word opens it later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.telephony.menu import SlipTrouble
from shared.intake.guesses import GuessLimits, guesses
from shared.intake.keys import CityKeys
from shared.intake.slip import is_valid, number_index
from shared.models import Slip, SlipLease, SlipState

HIDDEN = "hidden number"  # all who hide theirs share their tries
LIMITS = GuessLimits()


def find_slip(
    db: Session, keys: CityKeys, digits: str, number: str | None, at: datetime
) -> str | SlipTrouble:
    """The id of the slip that may still be opened, or why there is none; wrong ones are counted."""
    if not is_valid(digits):
        return SlipTrouble.UNKNOWN_NUMBER
    tries = guesses(db, keys.secret, at, number or HIDDEN, digits, LIMITS)
    if not tries.may_guess():
        return SlipTrouble.TOO_MANY_TRIES
    index = number_index(digits, keys.secret)
    slip = db.scalar(select(Slip).where(Slip.number_index == index))
    if slip is None:
        if db.get(SlipLease, index) is not None:
            return SlipTrouble.NOT_ARRIVED
        tries.note_wrong()
        return SlipTrouble.UNKNOWN_NUMBER
    if slip.state is SlipState.CLOSED:
        return SlipTrouble.CLOSED
    is_over = slip.state is SlipState.EXPIRED or at >= slip.expires_at
    return SlipTrouble.EXPIRED if is_over else slip.id
