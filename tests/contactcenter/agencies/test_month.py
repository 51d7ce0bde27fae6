"""Sent twice, and the month in figures: page, CSV and PDF tell the same."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from contactcenter.agencies import report
from contactcenter.agencies.deadlines import deadlines
from contactcenter.agencies.report import Figures, Mend, Month
from contactcenter.agencies.twice import Twice, sent_twice
from shared.models import AgentRole, Promise, PromiseOutcome, ReferralOutcome, new_id
from tests.contactcenter.agencies.parties import (
    agency_clerk,
    call_about,
    promised,
    refer,
)
from tests.contactcenter.city import NINE_O_CLOCK, City
from tests.contactcenter.desk.desks import hire

BACK = ReferralOutcome.SENT_BACK
MONTH = Month(2026, 11)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def twice(city: City) -> list[Twice]:
    with city.store.read() as db:
        return sent_twice(db, city.clock.now() - days(30))


def ago(city: City, count: float) -> dict[str, object]:
    return {"made_at": city.clock.now() - days(count)}


def test_one_matter_at_two_agencies_within_fourteen_days_is_seen(city: City) -> None:
    first = refer(city, "mops", matter_id="m", **ago(city, 13))
    second = refer(city, "css", matter_id="m", **ago(city, 0))
    (found,) = twice(city)
    assert (found.first.id, found.second.id) == (first, second)
    assert (found.linked_by, found.why) == ("matter", "same_service")


@pytest.mark.parametrize(
    ("agency", "service", "matter", "earlier"),
    [
        ("mops", "zasilek", "m", 3),  # the same agency again
        ("css", "dodatek", "m", 3),  # a plan with two doors is no odyssey
        ("css", "zasilek", "other", 3),  # somebody else
        ("css", "zasilek", "m", 14.1),  # long ago
    ],
)
def test_what_is_nobodys_second_window_is_not(
    city: City, agency: str, service: str, matter: str, earlier: float
) -> None:
    refer(city, "mops", matter_id="m", **ago(city, earlier))
    refer(city, agency, matter_id=matter, service_id=service)
    assert twice(city) == []


def test_another_service_counts_when_the_first_agency_sent_them_back(city: City) -> None:
    refer(city, "mops", matter_id="m", outcome=BACK, sent_back_why="other", **ago(city, 3))
    refer(city, "css", matter_id="m", service_id="dodatek")
    assert [one.why for one in twice(city)] == ["came_back"]


def test_two_talks_from_one_number_are_one_citizen_and_the_agency_is_told(city: City) -> None:
    refer(city, "mops", matter_id="a", **ago(city, 2))
    second = refer(city, "css", matter_id="b")
    for matter_id, number in (("a", b"one"), ("b", b"one"), ("c", b"two")):
        call_about(city, matter_id, number, city.clock.now())
    assert [one.linked_by for one in twice(city)] == ["number"]
    anna = city.console()
    anna.get("/referrals")
    assert anna.text.count("drugi urząd") == 1
    piotr = agency_clerk(city, "piotr", "css")
    assert "drugi urząd" in piotr.text
    piotr.get(f"/agency/referrals/{second}")
    assert "odesłano już do innego urzędu" in piotr.text
    assert "Miejski Ośrodek" not in piotr.text  # which one is none of theirs


def test_a_month_begins_and_ends_with_the_citys_days() -> None:
    begin, end = Month(2026, 12).span
    assert (begin.isoformat(), end.isoformat()) == (
        "2026-12-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00",
    )  # fmt: skip
    assert (str(Month(2026, 12).after), str(Month(2026, 1).before)) == ("2027-01", "2025-12")


def fill(city: City) -> None:
    """Six referrals and three promises of November, and one of October that does not count."""
    at, today = city.clock.now(), city.clock.today()
    week = {"made_at": at - days(7), "due_on": today - days(4)}
    refer(city, **week, outcome=ReferralOutcome.ACCEPTED, settled_at=at - days(6), result="granted")
    refer(city, **week, outcome=ReferralOutcome.ACCEPTED, settled_at=at - days(2))
    refer(city, **week, outcome=BACK, sent_back_why="wrong_area", settled_at=at - days(5))
    refer(city, **week, outcome=BACK, sent_back_why="missing_papers", settled_at=at - days(5))
    refer(city, **week)
    refer(city, due_on=today + days(1))
    refer(city, "css", made_at=at - days(30))
    kept, broken = promised(city), promised(city)
    promised(city)
    with city.store.write() as db:
        db.get_one(Promise, kept).outcome = PromiseOutcome.KEPT
        db.get_one(Promise, broken).outcome = PromiseOutcome.BROKEN


def test_the_figures_are_what_a_person_counts(city: City) -> None:
    fill(city)
    with city.store.read() as db:
        (mops,) = report.monthly(db, MONTH, city.clock.today() + days(1))
        october = report.monthly(db, MONTH.before, city.clock.today())
        found = report.mends(db, MONTH)
    assert mops == Figures(
        organization_id="mops", sent=6, in_time=3, late=2, open=1, accepted=2, sent_back=2,
        misrouted=1, hours=48.0, results={"granted": 1}, kept=1, broken=1, promises_late=1,
    )  # fmt: skip
    assert (mops.share_in_time, mops.share_misrouted) == (3 / 5, 1 / 4)
    assert mops.share_kept == pytest.approx(1 / 3)
    assert [(one.organization_id, one.sent) for one in october] == [("css", 1)]
    rule = ("zasilek", "punkt", "any_place", "certain")
    assert found == [Mend(*rule, "missing_papers", 1, 6), Mend(*rule, "wrong_area", 1, 6)]
    assert [one.record for one in found] == [
        ("services", "zasilek", "documents"), ("locations", "punkt", "districts"),
    ]  # fmt: skip


def test_page_csv_and_pdf_of_a_month(city: City) -> None:
    fill(city)
    refer(city, service_id="schronienie", outcome=BACK, sent_back_why="closed",
          settled_at=city.clock.now())  # fmt: skip
    hire(city, AgentRole.SUPERVISOR, iza="Iza Maj")
    iza = city.console("iza")
    iza.get("/agencies/report?month=2026-11")
    assert "Miejski Ośrodek Pomocy Społecznej" in iza.text
    assert "where: any" in iza.text
    assert "schronienie" not in iza.text
    answer = iza.client.get("/agencies/report.csv?month=2026-11")
    assert answer.mimetype == "text/csv"
    (line,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True)))
    assert (line["agency"], line["sent"], line["misrouted"], line["result_granted"]) == (
        "mops", "7", "2", "1",
    )  # fmt: skip
    pdf = iza.client.get("/agencies/report.pdf?month=2026-11")
    assert pdf.get_data().startswith(b"%PDF-")
    assert "okienko-2026-11.pdf" in pdf.headers["Content-Disposition"]
    iza.get("/agencies/report?month=1999-01")
    assert "listopad 2026" in iza.text
    assert city.console("anna").get("/agencies/report").status_code == 403


def test_no_deadline_is_passed_off_as_agreed() -> None:
    known = deadlines()
    assert {one.status for one in (known.default, *known.agencies.values())} == {"to_confirm"}


def test_a_second_window_of_a_long_chain_is_counted_once(city: City) -> None:
    for number, agency in enumerate(("mops", "css", "mops")):
        refer(city, agency, matter_id="m", made_at=NINE_O_CLOCK - days(6 - number), key=new_id())
    assert len(twice(city)) == 2
    assert date(2026, 11, 23) == city.clock.today()
