"""What one agency has to answer: its referrals and promises, and nobody else's.

Every deed here names the agency: a record of another one is not found, whoever asks.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from contactcenter.agencies.deadlines import deadline_of
from shared.catalog.working_days import after_working_days
from shared.clock import CITY_ZONE
from shared.intake import agreement as agreements
from shared.intake import agreement_seen
from shared.intake import packet as packets
from shared.intake.agreement_seen import PromiseView
from shared.intake.keys import CityKeys
from shared.intake.packet import Packet
from shared.intake.referral import NotSettled, Settled
from shared.models import Agreement, Doer, Promise, PromiseOutcome, Referral, ReferralOutcome
from shared.store.ledger import record

# How a matter the agency took over ended; the words: result-<word>.
RESULTS = ("settled", "granted", "refused", "did_not_come", "passed_on", "withdrawn")
SETTLED_FOR = timedelta(days=30)
MOST = 200


class Item(NamedTuple):
    """One referral as its agency sees it; `due_on`: until when the next word of theirs is owed."""

    id: str
    service_id: str
    location_id: str
    reason: str
    outcome: ReferralOutcome
    sent_back_why: str | None
    result: str | None
    made_at: datetime
    due_on: date | None
    has_packet: bool


class Inbox(NamedTuple):
    """Everything an agency owes a word about, most urgent first, and what it answered lately."""

    open: list[Item]
    accepted: list[Item]
    promises: list[PromiseView]
    settled: list[Item]

    @property
    def owed(self) -> int:
        """How many words are owed."""
        return len(self.open) + len(self.accepted) + len(self.promises)


def inbox(db: Session, organization_id: str, keys: CityKeys, at: datetime) -> Inbox:
    """The inbox of one agency."""
    mine = Referral.organization_id == organization_id
    is_open = Referral.outcome == ReferralOutcome.OPEN
    is_taken = (Referral.outcome == ReferralOutcome.ACCEPTED, Referral.result.is_(None))
    lately = Referral.settled_at > at - SETTLED_FOR
    over = ((Referral.outcome == ReferralOutcome.SENT_BACK) | Referral.result.is_not(None), lately)
    return Inbox(
        _items(db, mine, is_open),
        _items(db, mine, *is_taken),
        promised(db, organization_id, keys),
        list(reversed(_items(db, mine, *over))),
    )


def find(db: Session, organization_id: str, referral_id: str) -> Item | None:
    """One referral of this agency."""
    row = _row(db, organization_id, referral_id)
    return None if row is None else _item(row)


def read(
    db: Session, organization_id: str, referral_id: str, clerk_id: str, keys: CityKeys, at: datetime
) -> Packet | None:
    """What came along with a referral, if anything did; that it was read is written down."""
    if _row(db, organization_id, referral_id) is None:
        return None
    return packets.read_packet(db, referral_id, clerk_id, keys, at)


def accept(
    db: Session, organization_id: str, referral_id: str, clerk_id: str, at: datetime
) -> Settled | NotSettled:
    """The agency takes the matter over."""
    if _row(db, organization_id, referral_id) is None:
        return NotSettled("unknown")
    return packets.accept(db, referral_id, clerk_id, at)


def send_back(  # noqa: PLR0913  # whose, which, why, in what words, who, when
    db: Session,
    organization_id: str,
    referral_id: str,
    why: str,
    words: str,
    clerk_id: str,
    keys: CityKeys,
    at: datetime,
) -> Settled | NotSettled:
    """The agency sends the matter back, with one of the reasons."""
    if _row(db, organization_id, referral_id) is None:
        return NotSettled("unknown")
    return packets.send_back(db, referral_id, why, words, clerk_id, keys, at)


def report_result(
    db: Session, organization_id: str, referral_id: str, result: str, clerk_id: str, at: datetime
) -> Settled | NotSettled:
    """How a matter the agency took over ended; the same twice is once, another one is refused."""
    if result not in RESULTS:
        raise ValueError("a result is a word of the list")
    row = _row(db, organization_id, referral_id, is_locked=True)
    if row is None or row.outcome is not ReferralOutcome.ACCEPTED:
        return NotSettled("unknown")
    if row.result is not None:
        return Settled(row.id) if row.result == result else NotSettled("settled_before")
    row.result, row.result_at = result, at
    record(db, "referral_resulted", at, referral_id=row.id, agent_id=clerk_id, result=result)
    return Settled(row.id)


def promised(db: Session, organization_id: str, keys: CityKeys) -> list[PromiseView]:
    """What the line promised in this agency's name and the citizen heard read back."""
    query = select(Promise.id).join(Agreement, Agreement.id == Promise.agreement_id)
    query = query.where(*_owed(organization_id)).order_by(Promise.due_on, Promise.id).limit(MOST)
    found = (agreement_seen.find_promise(db, one, keys) for one in db.scalars(query).all())
    return [one for one in found if one is not None]


def settle_promise(
    db: Session,
    organization_id: str,
    promise_id: str,
    outcome: PromiseOutcome,
    clerk_id: str,
    at: datetime,
) -> bool:
    """The agency says whether it kept a promise; False for one that is not its own, or is over."""
    query = select(Promise.id).join(Agreement, Agreement.id == Promise.agreement_id)
    mine = db.scalar(query.where(Promise.id == promise_id, *_owed(organization_id)))
    if mine is None:
        return False
    return agreements.settle(db, promise_id, outcome, clerk_id, at) is outcome


def result_due(organization_id: str, accepted_at: datetime) -> date:
    """Until when an agency says how a matter ended that it took over."""
    accepted_on = accepted_at.astimezone(CITY_ZONE).date()
    return after_working_days(accepted_on, deadline_of(organization_id).result_days)


def _owed(organization_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Promise.doer == Doer.AGENCY,
        Promise.organization_id == organization_id,
        Promise.outcome == PromiseOutcome.OPEN,
        Agreement.read_back_at.is_not(None),
        Agreement.withdrawn_at.is_(None),
    )


def _row(
    db: Session, organization_id: str, referral_id: str, *, is_locked: bool = False
) -> Referral | None:
    query = select(Referral).where(
        Referral.id == referral_id, Referral.organization_id == organization_id
    )
    return db.scalar(query.with_for_update() if is_locked else query)


def _items(db: Session, *only: ColumnElement[bool]) -> list[Item]:
    query = select(Referral).where(*only).order_by(Referral.due_on, Referral.made_at)
    return [_item(row) for row in db.scalars(query.limit(MOST))]


def _item(row: Referral) -> Item:
    due_on = row.due_on
    if row.outcome is ReferralOutcome.ACCEPTED and row.settled_at is not None:
        due_on = result_due(row.organization_id or "", row.settled_at)
    return Item(
        id=row.id,
        service_id=row.service_id,
        location_id=row.location_id,
        reason=row.reason,
        outcome=row.outcome,
        sent_back_why=row.sent_back_why,
        result=row.result,
        made_at=row.made_at,
        due_on=due_on,
        has_packet=row.packet_sealed is not None,
    )
