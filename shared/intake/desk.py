"""Opening a slip: the digits find it, the word opens it, and guessing does not pay."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.intake.contents import Contents, unseal_contents
from shared.intake.guesses import GuessLimits, guesses
from shared.intake.keys import CityKeys
from shared.intake.matter import OpenedMatter, opened, seal_slip_key
from shared.intake.slip import is_valid, is_word, normalize_number, number_index, slip_key
from shared.models import Matter, Slip, SlipLease, SlipState, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

NOBODY = ""


class Refusal(StrEnum):
    """Why a slip does not open; each has its own sentence on the agent's screen."""

    UNKNOWN_NUMBER = "unknown_number"  # nobody ever gave it out: misheard, most likely
    NOT_ARRIVED = "not_arrived"  # given out by a kiosk whose envelope is still on the way
    WRONG_WORD = "wrong_word"
    EXPIRED = "expired"
    CLOSED = "closed"
    TOO_MANY_TRIES = "too_many_tries"


class SlipRefused(msgspec.Struct, frozen=True):
    """The slip stays shut."""

    reason: Refusal


def open_slip(  # noqa: PLR0913  # who, what, from where, when: each has its own name
    db: Session,
    digits: str,
    word: str,
    agent_id: str,
    source: str,
    keys: CityKeys,
    at: datetime,
    *,
    limits: GuessLimits = GuessLimits(),  # noqa: B008  # frozen
) -> OpenedMatter | SlipRefused:
    """Open the slip for this agent; an earlier agent's hold on the matter passes to this one.

    For NOBODY it is opened for whoever will answer: an agent who holds it already keeps it.
    `source` is whom the tries count against: the caller's number, or the desk. A number that fails
    its check digit is a slip of the tongue, not a guess, and is not counted; nor is a number still
    on its way, which a caller may rightly try again.
    """
    number = normalize_number(digits)
    found = _find(db, number, word, source, keys, at, limits)
    if isinstance(found, Refusal):
        record(db, "slip_refused", at, agent_id=agent_id, why=found.value)
        return SlipRefused(found)
    slip, key, contents = found
    matter = _hold(db, slip, key, agent_id, keys, at)
    record(db, "slip_opened", at, matter_id=matter.id, agent_id=agent_id)
    return opened(matter, slip, contents)


Found = tuple[Slip, bytes, Contents]


def _find(  # noqa: PLR0913
    db: Session,
    number: str,
    word: str,
    source: str,
    keys: CityKeys,
    at: datetime,
    limits: GuessLimits,
) -> Found | Refusal:
    """The slip with its key and contents, or why not, the wrong guess already counted."""
    if not is_valid(number):
        return Refusal.UNKNOWN_NUMBER
    tries = guesses(db, keys.secret, at, source, number, limits)
    if not tries.may_guess():
        return Refusal.TOO_MANY_TRIES
    slip = _slip_of(db, number, keys, at)
    found = slip if isinstance(slip, Refusal) else _unlock(slip, number, word, keys)
    if found in (Refusal.UNKNOWN_NUMBER, Refusal.WRONG_WORD):
        tries.note_wrong()
    return found


def _slip_of(db: Session, number: str, keys: CityKeys, at: datetime) -> Slip | Refusal:
    """The slip the digits name, if it may still be opened."""
    index = number_index(number, keys.secret)
    slip = db.scalar(select(Slip).where(Slip.number_index == index).with_for_update())
    if slip is None:
        is_lent = db.get(SlipLease, index) is not None
        return Refusal.NOT_ARRIVED if is_lent else Refusal.UNKNOWN_NUMBER
    if slip.state is SlipState.CLOSED:
        return Refusal.CLOSED
    if slip.state is SlipState.EXPIRED or at >= slip.expires_at:
        return Refusal.EXPIRED
    return slip


def _unlock(slip: Slip, number: str, word: str, keys: CityKeys) -> Found | Refusal:
    """Try the word. One that is not on the list is wrong without the cost of trying it."""
    if slip.sealed is None or not is_word(word):
        return Refusal.WRONG_WORD
    key = slip_key(number, word, keys.secret)
    contents = unseal_contents(key, slip.sealed, slip.key)
    return Refusal.WRONG_WORD if contents is None else (slip, key, contents)


def _hold(
    db: Session, slip: Slip, key: bytes, agent_id: str, keys: CityKeys, at: datetime
) -> Matter:
    """Put the matter into the agent's hands, making it at the first opening."""
    matter_id = new_id()
    sealed = seal_slip_key(key, matter_id, keys)
    is_new = insert_once(
        db,
        Matter,
        id=matter_id,
        slip_id=slip.id,
        agent_id=agent_id,
        slip_key_sealed=sealed,
        opened_at=at,
    )
    slip.state = SlipState.OPENED
    if not is_new and agent_id != NOBODY:
        db.execute(update(Matter).where(Matter.slip_id == slip.id).values(agent_id=agent_id))
    return db.scalars(select(Matter).where(Matter.slip_id == slip.id)).one()
