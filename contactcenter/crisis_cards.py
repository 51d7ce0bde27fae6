"""Which card a talk may need, and what was opened and done of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bundle import Knowledge
from shared.bundle.cards import Card
from shared.intake.contact import CARD_OPENED, note
from shared.models import Call, CallEvent
from shared.store.ledger import record

STEP = "card_step"


class Ticks(NamedTuple):
    """Which cards were opened in a call, and which of their steps are done."""

    opened: frozenset[str]
    done: Mapping[str, frozenset[int]]


def suggested(call: Call, knowledge: Knowledge, cards: Iterable[Card]) -> frozenset[str]:
    """The cards this call may need: by its life event; all of them when it is urgent or quiet."""
    event = knowledge.life_events.get(call.matter or "")
    kind = event.crisis if event else None
    if kind is None and (call.is_urgent or call.is_quiet):
        return frozenset(card.id for card in cards)
    return frozenset(card.id for card in cards if kind in card.kinds)


def open_card(db: Session, call: Call, card: Card, agent_id: str, at: datetime) -> None:
    """Write down that a card was opened: from now on the call counts as dangerous."""
    if card.mark not in ticks_of(db, call.id).opened:
        note(db, call.id, CARD_OPENED, at, card=card.mark)
        record(db, "card_opened", at, call_id=call.id, agent_id=agent_id)


def ticks_of(db: Session, call_id: str) -> Ticks:
    """What the call's timeline says about cards."""
    query = select(CallEvent.name, CallEvent.fields).where(
        CallEvent.call_id == call_id, CallEvent.name.in_((CARD_OPENED, STEP))
    )
    opened, done = set(), dict[str, set[int]]()
    for name, fields in db.execute(query):
        mark = str(fields.get("card"))
        if name == CARD_OPENED:
            opened.add(mark)
        else:
            done.setdefault(mark, set()).add(int(fields["step"]))
    return Ticks(frozenset(opened), {mark: frozenset(steps) for mark, steps in done.items()})
