"""Whether a citizen may be written to or called back without putting them in danger.

The one who answers the phone at home may be the one they are afraid of. In a sensitive matter the
citizen's own word is asked first, kept with the call, and looked up here before anything goes out.
A word is about one number: who names another one is asked again.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.models import Agreement, Call, CallEvent, new_id
from shared.store.ledger import record

JUDGED = "contact_judged"
MARK_LENGTH = 16
CARD_OPENED = "card_opened"


class Contact(StrEnum):
    """What is known about contacting this number."""

    FREE = "free"  # nothing speaks against it
    SAFE = "safe"  # asked: it is safe
    ASK = "ask"  # nobody has asked yet, so nothing goes out
    UNSAFE = "unsafe"  # asked: it is not


OPEN = (Contact.FREE, Contact.SAFE)


def contact(
    db: Session,
    *,
    call_id: str | None = None,
    agreement_id: str | None = None,
    number: bytes | None = None,
    is_sensitive: bool = False,
) -> Contact:
    """Whether a message or a call may go out about this call or agreement.

    `number`: the index of the number it would go to, when that may be another than the call's own.
    `is_sensitive`: what the caller knows of the matter; what the call and the agreement themselves
    say is added here, so that nobody can forget it.
    """
    agreement = db.get(Agreement, agreement_id) if agreement_id else None
    call_id = call_id or (agreement.call_id if agreement else None)
    other = _other(db, call_id, number)
    word = _word(db, call_id, other) if call_id else None
    if word is None and agreement is not None and other is None:
        word = agreement.safe_to_contact
    if word is not None:
        return Contact.SAFE if word else Contact.UNSAFE
    is_marked = agreement is not None and agreement.is_sensitive
    is_sensitive = is_sensitive or is_marked or is_dangerous(db, call_id)
    return Contact.ASK if is_sensitive else Contact.FREE


def judge_contact(  # noqa: PLR0913  # whose, what, who, when, and which of the numbers
    db: Session, call_id: str | None, is_safe: bool, agent_id: str, at: datetime, *,
    agreement_id: str | None = None, number: bytes | None = None,
) -> None:  # fmt: skip
    """Keep the citizen's word: "is it safe to contact this number?"; the latest word counts."""
    other = _other(db, call_id, number)
    about = call_id or agreement_id
    record(db, "contact_judged", at, call_id=about, agent_id=agent_id, is_safe=is_safe)
    if call_id is not None:
        note(db, call_id, JUDGED, at, is_safe=is_safe, **({"number": other} if other else {}))
    if other is not None:
        return
    agreements = select(Agreement).where(
        Agreement.call_id == call_id if call_id else Agreement.id == agreement_id
    )
    for agreement in db.scalars(agreements):
        agreement.safe_to_contact = is_safe


def said_safe(db: Session, call_id: str, at: datetime) -> None:
    """The citizen said so to the menu, of the number they are to be called at."""
    note(db, call_id, JUDGED, at, is_safe=True)


def is_dangerous(db: Session, call_id: str | None) -> bool:
    """Whether the call was marked urgent or quiet, or somebody opened a card in it."""
    call = db.get(Call, call_id) if call_id else None
    if call is None:
        return False
    if call.is_urgent or call.is_quiet:
        return True
    opened = select(CallEvent.id).where(CallEvent.call_id == call_id, CallEvent.name == CARD_OPENED)
    return db.scalar(opened.limit(1)) is not None


def note(db: Session, call_id: str, name: str, at: datetime, **fields: str | int | bool) -> None:
    """One line in the call's timeline, with nothing personal in it."""
    db.add(CallEvent(id=new_id(), call_id=call_id, at=at, name=name, fields=fields))
    db.flush()


def _word(db: Session, call_id: str, other: str | None) -> bool | None:
    """The latest word about the call's own number, or about another one."""
    said = select(CallEvent.fields).where(CallEvent.call_id == call_id, CallEvent.name == JUDGED)
    words = db.scalars(said.order_by(CallEvent.at.desc(), CallEvent.id.desc()))
    return next((bool(word["is_safe"]) for word in words if word.get("number") == other), None)


def _other(db: Session, call_id: str | None, number: bytes | None) -> str | None:
    """The mark of a number that is not the call's own: a piece of its index."""
    call = db.get(Call, call_id) if call_id and number else None
    is_own = number is None or (call is not None and call.number_index == number)
    return None if is_own or number is None else number.hex()[:MARK_LENGTH]
