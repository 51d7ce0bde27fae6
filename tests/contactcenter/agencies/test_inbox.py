"""An agency's clerks see their own, answer it once, and reach nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from shared.models import AuditEvent, Promise, PromiseOutcome, Referral, ReferralOutcome
from shared.web import audience_of
from tests.contactcenter.agencies.parties import (
    agency_clerk,
    promised,
    refer,
    refer_a_talk,
)
from tests.contactcenter.city import City
from tests.contactcenter.console import Console
from tests.contactcenter.test_guards import path_of, rules

OWN = {"agency", "staff", "staff-watcher", "anyone"}
MACHINES = {"kiosk", "provider", "wall"}  # who asks there is no person who signed in


@pytest.fixture
def zofia(city: City) -> Console:
    """Zofia, a clerk of the social welfare centre."""
    return agency_clerk(city, "zofia", "mops")


def row(city: City, referral_id: str) -> Referral:
    with city.store.read() as db:
        return db.get_one(Referral, referral_id)


def test_signing_in_leads_to_the_inbox_and_out_again(zofia: Console) -> None:
    assert zofia.heading == "Skrzynka urzędu"
    assert "Miejski Ośrodek Pomocy Społecznej" in zofia.text
    zofia.get("/sign-in")
    assert zofia.heading == "Skrzynka urzędu"
    zofia.post("/sign-out")
    zofia.get("/agency")
    assert zofia.heading != "Skrzynka urzędu"


def test_a_clerk_of_an_agency_reaches_nothing_but_the_inbox(city: City, zofia: Console) -> None:
    shut = 0
    for method in ("GET", "POST"):
        for rule in rules(city.app, method):
            if audience_of(city.app, rule.endpoint) in {*OWN, *MACHINES}:
                continue
            form = {"csrf_token": zofia.token()}
            response = zofia.client.open(path_of(rule), method=method, data=form)
            assert response.status_code == 403, (method, rule, response.status_code)
            shut += 1
    assert shut > 100


def test_an_answer_without_its_token_is_refused(city: City, zofia: Console) -> None:
    for rule in [one for one in rules(city.app, "POST") if one.endpoint.startswith("agency.")]:
        assert zofia.client.post(path_of(rule), data={}).status_code == 400


def test_everybody_else_is_kept_out_of_the_inboxes(city: City, zofia: Console) -> None:
    assert zofia.heading == "Skrzynka urzędu"
    for name in ("anna", "ewa"):
        console = city.console(name)
        for rule in [one for one in rules(city.app, "GET") if one.endpoint.startswith("agency.")]:
            assert console.client.get(path_of(rule)).status_code == 403


def test_what_goes_along_is_read_taken_over_and_brought_to_an_end(
    city: City, zofia: Console
) -> None:
    _, referral_id = refer_a_talk(city)
    zofia.get("/agency")
    assert "zasiłek okresowy" in zofia.text
    assert "są odpowiedzi" in zofia.text
    assert "Boi się schodów" not in zofia.text
    where = f"/agency/referrals/{referral_id}"
    zofia.get(where)
    assert "Boi się schodów." in zofia.text
    assert "Ile osób mieszka razem?" in zofia.text
    with city.store.read() as db:
        assert db.scalars(select(AuditEvent).where(AuditEvent.name == "packet_read")).one()
    zofia.post(f"{where}/result", result="granted")
    assert zofia.response is not None
    assert zofia.response.status_code == 404  # not taken over yet
    zofia.get(where)
    zofia.post(f"{where}/accept")
    assert "Sprawa przyjęta" in zofia.text
    zofia.get(where)
    zofia.post(f"{where}/result", result="nonsense")
    assert "Wybierz, jak się skończyło" in zofia.text
    zofia.post(f"{where}/result", result="granted")
    assert "Zapisano wynik" in zofia.text
    zofia.post(f"{where}/result", result="refused")
    assert "Wcześniej zapisano już inną odpowiedź" in zofia.text
    kept = row(city, referral_id)
    assert (kept.outcome, kept.result) == (ReferralOutcome.ACCEPTED, "granted")


def test_what_is_sent_back_says_why_and_the_line_sees_it(city: City, zofia: Console) -> None:
    referral_id = refer(city)
    where = f"/agency/referrals/{referral_id}"
    zofia.get(where)
    zofia.post(f"{where}/return", why="bored")
    assert "Wybierz powód z listy" in zofia.text
    zofia.post(f"{where}/return", why="wrong_area", words="To rejon Bałut.")
    assert "nie ten rejon" in zofia.text
    zofia.post(f"{where}/accept")
    assert "Wcześniej zapisano już inną odpowiedź" in zofia.text
    anna = city.console()
    anna.get("/referrals")
    assert "To rejon Bałut." in anna.text


def test_another_agencys_records_are_not_there(city: City, zofia: Console) -> None:
    other = agency_clerk(city, "piotr", "css")
    referral_id, promise_id = refer(city), promised(city)
    other.get("/agency")
    assert "zasiłek okresowy" not in other.text
    where = f"/agency/referrals/{referral_id}"
    assert other.get(where).status_code == 404
    for deed, form in (
        ("accept", {}), ("return", {"why": "other"}), ("result", {"result": "granted"}),
    ):  # fmt: skip
        other.get("/agency")
        assert other.post(f"{where}/{deed}", **form).status_code == 404
    other.get("/agency")
    other.post(f"/agency/promises/{promise_id}", outcome="broken")
    assert "inną odpowiedź" in other.text
    assert row(city, referral_id).outcome is ReferralOutcome.OPEN
    with city.store.read() as db:
        assert db.get_one(Promise, promise_id).outcome is PromiseOutcome.OPEN
    zofia.get("/agency")
    assert "zasiłek okresowy" in zofia.text


def test_a_clerk_of_no_agency_sees_nothing(city: City) -> None:
    nobody = agency_clerk(city, "adam", None)
    assert nobody.get("/agency").status_code == 403


def test_what_was_promised_in_our_name_is_kept_or_not_and_shows_no_words_of_the_talk(
    city: City, zofia: Console
) -> None:
    promise_id = promised(city)
    promised(city, is_read=False)  # nobody has heard it read back: no promise yet
    zofia.get("/agency")
    assert zofia.text.count("Niedotrzymana:") == 1
    assert "pani Nowak" not in zofia.text
    zofia.post(f"/agency/promises/{promise_id}", outcome="perhaps")
    assert "Zaznacz" in zofia.text
    zofia.post(f"/agency/promises/{promise_id}", outcome="kept")
    assert "Żadna obietnica nie czeka" in zofia.text
    with city.store.read() as db:
        assert db.get_one(Promise, promise_id).outcome is PromiseOutcome.KEPT


def test_a_matter_that_could_endanger_somebody_has_no_name_in_the_list(
    city: City, zofia: Console
) -> None:
    referral_id = refer(city, service_id="schronienie")
    zofia.get("/agency")
    assert "schronienie" not in zofia.text
    assert zofia.get(f"/agency/referrals/{referral_id}").status_code == 200
    assert "schronienie" in zofia.text  # who opens it has to know what it is


def test_deadlines_come_from_the_data_and_what_is_late_says_so(city: City, zofia: Console) -> None:
    _, referral_id = refer_a_talk(city)
    due_on = row(city, referral_id).due_on
    assert due_on == city.clock.today() + timedelta(days=2)  # two working days of that agency
    city.clock.advance(3 * 86400)
    zofia = city.console("zofia")
    assert "po terminie" in zofia.text
