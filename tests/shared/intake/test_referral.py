"""Where a matter was sent, what came of it, and what is forgotten when."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from shared.intake.matter import Away, MatterAway
from shared.intake.referral import (
    NotSettled,
    Referred,
    Referring,
    Settled,
    misrouted,
    open_referrals,
    read_referral_note,
    refer,
    referrals_of,
    settle_referral,
    sweep_referrals,
)
from shared.models import AuditEvent, Referral, ReferralOutcome
from tests.shared.intake.conftest import City

SENT_BACK, ACCEPTED = ReferralOutcome.SENT_BACK, ReferralOutcome.ACCEPTED


def send(city: City, matter_id: str, agent_id: str = "ewa", **changes: str) -> Any:
    given = {
        "key": "ref-1",
        "matter_id": matter_id,
        "service_id": "zasilek_celowy",
        "location_id": "pps_rybna_18",
        "reason": "nearest",
        "assignment": "probable",
    }
    with city.store.write() as db:
        return refer(db, Referring(**given | changes), agent_id, city.keys, city.at)


def settle(city: City, referral_id: str, outcome: ReferralOutcome, why: str | None = None) -> Any:
    with city.store.write() as db:
        return settle_referral(db, referral_id, outcome, why, "ewa", city.at)


def test_a_referral_is_written_down_once_however_often_it_is_sent(city: City) -> None:
    matter = city.opened(city.slip())
    first, second = send(city, matter.matter_id), send(city, matter.matter_id)
    assert isinstance(first, Referred)
    assert first == second
    with city.store.read() as db:
        (found,) = referrals_of(db, matter.matter_id)
        assert (found.service_id, found.location_id) == ("zasilek_celowy", "pps_rybna_18")
        assert open_referrals(db) == [found]
        names = db.scalars(select(AuditEvent.name)).all()
    assert names.count("referral_made") == 1


def test_only_who_holds_the_matter_can_refer_it(city: City) -> None:
    matter = city.opened(city.slip())
    assert send(city, matter.matter_id, "jan") == MatterAway(Away.NOT_YOURS)
    assert send(city, "none") == MatterAway(Away.UNKNOWN)


def test_the_agency_accepts_or_sends_back_and_may_say_so_twice(city: City) -> None:
    referral = send(city, city.opened(city.slip()).matter_id)
    assert settle(city, referral.referral_id, SENT_BACK, "wrong_area") == Settled(
        referral.referral_id
    )
    assert isinstance(settle(city, referral.referral_id, SENT_BACK, "wrong_area"), Settled)
    assert settle(city, referral.referral_id, ACCEPTED) == NotSettled("settled_before")
    assert settle(city, "none", ACCEPTED) == NotSettled("unknown")
    with city.store.read() as db:
        assert open_referrals(db) == []


@pytest.mark.parametrize(
    ("outcome", "why"),
    [(SENT_BACK, None), (SENT_BACK, "bo tak"), (ACCEPTED, "closed"), (ReferralOutcome.OPEN, None)],
)
def test_an_outcome_is_a_word_of_the_list_or_a_mistake(
    city: City, outcome: ReferralOutcome, why: str | None
) -> None:
    with pytest.raises(ValueError, match="accepted, or sent back"):
        settle(city, "none", outcome, why)


def test_a_reason_that_could_hold_a_sentence_is_a_mistake(city: City) -> None:
    with pytest.raises(ValueError, match="closed lists"):
        send(city, "none", reason="Pani Kowalska prosiła")


def test_misrouting_is_counted_by_service_and_reason(city: City) -> None:
    matter_id = city.opened(city.slip()).matter_id
    for number, (outcome, why) in enumerate(
        [
            (SENT_BACK, "wrong_area"),
            (SENT_BACK, "wrong_area"),
            (SENT_BACK, "closed"),
            (ACCEPTED, None),
        ]
    ):
        sent = send(city, matter_id, key=f"ref-{number}")
        settle(city, sent.referral_id, outcome, why)
    send(city, matter_id, key="still open")
    right = send(city, matter_id, key="right", service_id="becikowe")
    settle(city, right.referral_id, ACCEPTED)
    with city.store.read() as db:
        worst, best = misrouted(db, city.at)
        assert (worst.service_id, worst.settled, worst.sent_back) == ("zasilek_celowy", 4, 3)
        assert worst.why == {"wrong_area": 2, "closed": 1}
        assert (best.service_id, best.settled, best.sent_back) == ("becikowe", 1, 0)
    with city.after(days=1).store.read() as db:
        assert misrouted(db, city.at) == []


def test_the_note_is_sealed_and_goes_after_thirty_days_the_matter_after_ninety(city: City) -> None:
    sent = send(city, city.opened(city.slip()).matter_id, note="Pyta o obiady.")
    with city.store.read() as db:
        row = db.get_one(Referral, sent.referral_id)
        assert row.note_sealed is not None
        assert b"obiady" not in row.note_sealed
        assert read_referral_note(db, sent.referral_id, city.keys) == "Pyta o obiady."
    assert swept(city.after(days=29)) == 0
    assert swept(city.after(days=1)) == 1
    with city.store.read() as db:
        assert read_referral_note(db, sent.referral_id, city.keys) is None
    assert swept(city.after(days=60)) == 1
    with city.store.read() as db:
        assert db.get_one(Referral, sent.referral_id).matter_id is None


def swept(city: City) -> int:
    with city.store.write() as db:
        return sweep_referrals(db, city.at)


def test_no_note_is_no_note(city: City) -> None:
    sent = send(city, city.opened(city.slip()).matter_id, note="  ")
    with city.store.read() as db:
        assert read_referral_note(db, sent.referral_id, city.keys) is None
