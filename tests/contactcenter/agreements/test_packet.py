"""What goes along with a referral: only with consent, sealed, answered, and never in a list."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shared.intake.packet import (
    NoConsent,
    Packet,
    accept,
    add_packet,
    read_answer,
    read_packet,
    send_back,
)
from shared.intake.referral import NotSettled, Settled, sweep_referrals
from shared.models import AuditEvent, Matter, Referral, ReferralOutcome
from tests.contactcenter.city import City
from tests.contactcenter.console import Console


@pytest.fixture
def referred(city: City) -> tuple[Console, str]:
    """Anna with a matter she has referred, with a brief and the caller's consent."""
    return refer(city, "yes")


def refer(city: City, consent: str) -> tuple[Console, str]:
    slip = city.send_slip(chosen=["zasilek"])
    console = city.console()
    console.post("/slip", digits=slip.digits)
    console.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    with city.store.read() as db:
        matter_id = db.scalars(select(Matter.id)).one()
    here = f"/matters/{matter_id}/refer/zasilek"
    console.get(here)
    form = {"key": "one", "location": "punkt", "note": "Mieszka z matką.", "consent": consent}
    console.post(here, **form)
    console.post(here, **form)
    with city.store.read() as db:
        return console, db.scalars(select(Referral.id)).one()


def test_the_packet_tells_the_story_once(city: City, referred: tuple[Console, str]) -> None:
    _, referral_id = referred
    with city.store.write() as db:
        row = db.get_one(Referral, referral_id)
        assert str(row.due_on) == "2026-11-25"
        assert "matką".encode() not in (row.packet_sealed or b"")
        packet = read_packet(db, referral_id, "clerk", city.keys, city.clock.now())
        assert packet is not None
        assert (packet.service_id, packet.brief, packet.chosen) == (
            "zasilek", "Mieszka z matką.", ["zasilek"],
        )  # fmt: skip
        assert packet.household["persons"][0]["age"] == 41
        assert not add_packet(db, referral_id, packet, None, city.keys, city.clock.now())
        names = db.scalars(select(AuditEvent.name)).all()
    assert (names.count("packet_added"), names.count("packet_read")) == (1, 1)


def test_without_consent_nothing_goes_along(city: City) -> None:
    _, referral_id = refer(city, "")
    with city.store.write() as db:
        assert db.get_one(Referral, referral_id).packet_sealed is None
        assert read_packet(db, referral_id, "clerk", city.keys, city.clock.now()) is None
        silent = Packet("zasilek", "pl", {}, [], "", False, "hash", city.clock.today())
        with pytest.raises(NoConsent):
            add_packet(db, referral_id, silent, None, city.keys, city.clock.now())


def test_what_came_back_says_which_rule_had_sent_it(
    city: City, referred: tuple[Console, str]
) -> None:
    console, referral_id = referred
    city.clock.advance(4 * 24 * 3600)
    console = city.console()
    console.get("/referrals")
    assert "urząd milczy" in console.text
    console.post(f"/referrals/{referral_id}", outcome="wrong_area", answer="To rejon Widzew.")
    assert "Wróciło do nas" in console.text
    assert "Skierowała reguła: " in console.text
    assert "Urząd pisze: To rejon Widzew." in console.text
    with city.store.read() as db:
        assert read_answer(db, referral_id, city.keys) == "To rejon Widzew."


def test_an_agency_answers_once(city: City, referred: tuple[Console, str]) -> None:
    _, referral_id = referred
    at = city.clock.now()
    with city.store.write() as db:
        assert accept(db, referral_id, "clerk", at) == Settled(referral_id)
        assert send_back(db, referral_id, "closed", "x", "clerk", city.keys, at) == NotSettled(
            "settled_before"
        )
        assert read_answer(db, referral_id, city.keys) is None
        assert db.get_one(Referral, referral_id).outcome is ReferralOutcome.ACCEPTED


def test_after_a_month_the_packet_is_gone(city: City, referred: tuple[Console, str]) -> None:
    _, referral_id = referred
    city.clock.advance(30 * 24 * 3600)
    with city.store.write() as db:
        sweep_referrals(db, city.clock.now())
        row = db.get_one(Referral, referral_id, populate_existing=True)
        assert (row.packet_sealed, row.note_sealed) == (None, None)
