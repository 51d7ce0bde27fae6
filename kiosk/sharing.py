"""Letting the agent open a citizen's answers: a slip for this call, boxed for the city."""

from __future__ import annotations

from kiosk.kiosk import assessment, kiosk, visit, words
from kiosk.paper import sheet_of
from shared.diagnosis import write_household
from shared.intake.kiosk_call import SharedSlip, box_slip
from shared.intake.submit import Slip, Taking, take


def shared_slip(call_key: str) -> bytes | None:
    """The citizen's slip in its box; None when there is no number left for one.

    A slip already taken is shared as long as it holds what was answered; otherwise there is another
    one, for this call alone. It is on its way to the city before the call is.
    """
    slip = _taken() or _take(call_key)
    if slip is None:
        return None
    room = kiosk()
    room.outbox.deliver_one(slip.key)
    return box_slip(SharedSlip(slip.digits, slip.word), call_key, room.keys.city_public_key)


def _taken() -> Slip | None:
    citizen = visit()
    taking = citizen.taking
    is_current = taking is not None and taking.household == _household()
    return citizen.slip if is_current else None


def _take(call_key: str) -> Slip | None:
    room, citizen, now = kiosk(), visit(), assessment()
    at = room.clock.now()
    taking = Taking(
        language=citizen.language,
        household=_household(),
        chosen=[],
        content_hash=now.content_hash,
        on=now.on,
        sheet=sheet_of(room.knowledge, now, (), words(), at),
        wants_paper=False,
        visit_id=citizen.key,
    )
    with room.store.write() as db:
        slip = take(db, f"{call_key}.slip", taking, room.keys, at)
    return slip if isinstance(slip, Slip) else None


def _household() -> dict[str, object]:
    facts = kiosk().knowledge.facts
    return write_household(visit().household, facts, ages_only=True, on=assessment().on)
