"""Referring a matter from the console: by keyboard, once, and what the agency said."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from contactcenter.referring import misrouted_lines, referral_line
from shared.bundle.knowledge import know
from shared.intake.referral import Misrouted, OpenReferral
from shared.models import Matter, Referral, ReferralOutcome
from tests.contactcenter.city import NINE_O_CLOCK, City
from tests.contactcenter.console import Console
from tests.contactcenter.content import small_city


@pytest.fixture
def console(city: City) -> Console:
    """Anna, who has opened a slip."""
    slip = city.send_slip(chosen=["zasilek"])
    console = city.console()
    console.post("/slip", digits=slip.digits)
    console.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    return console


def matter_id(city: City) -> str:
    with city.store.read() as db:
        return db.scalars(select(Matter.id)).one()


def test_the_matter_leads_to_its_doors_and_to_a_referral(city: City, console: Console) -> None:
    here = f"/matters/{matter_id(city)}"
    console.get(here)
    assert console.part("refer").get("aria-keyshortcuts") == "Alt+R"
    console.get(f"{here}/refer")
    assert console.heading == "Skieruj sprawę"
    console.get(f"{here}/refer/zasilek")
    console.post(f"{here}/refer/zasilek", key="one", location="punkt", note="Pyta o obiady.")
    console.post(f"{here}/refer/zasilek", key="one", location="punkt")
    assert "Zapisano skierowanie" in console.text
    with city.store.read() as db:
        row = db.scalars(select(Referral)).one()
        assert (row.location_id, row.reason, row.outcome) == (
            "punkt", "any_place", ReferralOutcome.OPEN,
        )  # fmt: skip
        assert row.note_sealed is not None


def test_a_place_that_is_not_on_the_list_is_refused(city: City, console: Console) -> None:
    console.get(f"/matters/{matter_id(city)}/refer/zasilek")
    response = console.post(f"/matters/{matter_id(city)}/refer/zasilek", key="one", location="x")
    assert response.status_code == 422
    assert "Wybierz miejsce z listy" in console.text


def test_who_does_not_hold_the_matter_refers_nothing(city: City, console: Console) -> None:
    other = city.console("marek")
    other.get(f"/matters/{matter_id(city)}/refer")
    assert "Skieruj" not in other.heading
    other.post(f"/matters/{matter_id(city)}/refer/zasilek", key="one", location="punkt")
    with city.store.read() as db:
        assert db.scalars(select(Referral)).all() == []
    assert console.response is not None


def test_the_agencys_answer_is_written_down_and_counted(city: City, console: Console) -> None:
    here = f"/matters/{matter_id(city)}/refer/zasilek"
    console.get(here)
    console.post(here, key="one", location="punkt")
    console.get("/referrals")
    with city.store.read() as db:
        referral_id = db.scalars(select(Referral.id)).one()
    console.post(f"/referrals/{referral_id}", outcome="nonsense")
    assert "Wszystkie skierowania mają odpowiedź" not in console.text
    console.post(f"/referrals/{referral_id}", outcome="wrong_area")
    assert "Zapisano odpowiedź urzędu" in console.text
    assert "nie ten rejon: 1" in console.text
    console.post(f"/referrals/{referral_id}", outcome="accepted")
    assert "Wcześniej zapisano inną odpowiedź" in console.text


def test_what_could_endanger_somebody_is_named_in_no_list() -> None:
    content = small_city().content
    hidden = [msgspec.structs.replace(one, safety_sensitive=True) for one in content.services]
    known = know(msgspec.structs.replace(content, services=tuple(hidden)))
    referral = OpenReferral(
        id="1", matter_id="m", service_id="zasilek", location_id="punkt", reason="any_place",
        assignment="certain", agent_id="a", outcome=ReferralOutcome.OPEN, sent_back_why=None,
        made_at=NINE_O_CLOCK,
    )  # fmt: skip
    line = referral_line(known, referral, None)  # type: ignore[arg-type]  # nothing is said
    assert (line.service, line.place, line.phone) == (None, None, None)
    rows = [Misrouted("zasilek", 3, 1, {"closed": 1}), Misrouted("gone", 1, 1, {"other": 1})]
    (row,) = misrouted_lines(known, rows, None)  # type: ignore[arg-type]
    assert (row.service, row.settled, row.sent_back, row.percent) == (None, 4, 2, 50)
