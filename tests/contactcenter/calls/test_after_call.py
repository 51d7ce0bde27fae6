"""When a talk is over: what the form offers, what the record keeps, and what has no name in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contactcenter.calls import course, summary
from contactcenter.telephony import timeline
from shared.models import AgentRole, CallEvent
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line
from tests.page import find


@pytest.fixture
def over(line: Line) -> tuple[Console, str]:
    """Anna looked a service up and hung up after two minutes; her browser, and the call's page."""
    line.talk("anna")
    browser = line.city.console()
    browser.get(f"/find/services/{named(line)}")
    line.city.clock.advance(125)
    path = f"/calls/{line.call().id}"
    browser.post(f"{path}/deeds", deed="hang_up")
    browser.get(path)
    return browser, path


def named(line: Line) -> str:
    """A service that may be named."""
    services = line.center.knowledge.services.values()
    return next(one.id for one in services if not one.safety_sensitive)


def routed(line: Line) -> list[str]:
    """The agencies written down."""
    events = line.rows(CallEvent, CallEvent.name == summary.ROUTED)
    return [one.fields["organization_id"] for one in events]


def test_what_was_looked_up_is_chosen_and_nothing_dangerous_is_offered(
    line: Line, over: tuple[Console, str]
) -> None:
    browser, _ = over
    options = {one.get("value"): one for one in find(browser.page, "option")}
    assert options[named(line)].get("selected") is not None
    sensitive = [one.id for one in line.center.knowledge.services.values() if one.safety_sensitive]
    assert sensitive
    assert not set(sensitive) & set(options)


def test_the_record_stays_the_calls_last_page(line: Line, over: tuple[Console, str]) -> None:
    browser, path = over
    form = {"outcome": "directed", "note": "Wyśle wniosek.", "agency": "mops"}
    browser.post(f"{path}/wrap-up", **form, service=named(line))
    for words in ("Rozmowa zapisana.", "2:05", "Wyśle wniosek.", "Skierowana do instytucji"):
        assert words in browser.text
    assert routed(line) == ["mops"]
    browser.get(path)
    assert "Miejski Ośrodek Pomocy Społecznej" in browser.text
    assert not find(browser.page, "textarea")


def test_a_confidential_talk_keeps_neither_subject_nor_way(
    line: Line, over: tuple[Console, str]
) -> None:
    browser, path = over
    form = {"outcome": "directed", "service": summary.CONFIDENTIAL, "agency": "mops"}
    browser.post(f"{path}/wrap-up", **form)
    assert line.call().is_sensitive
    assert routed(line) == []
    assert "Sprawa poufna, bez nazwy" in browser.text
    assert "Miejski Ośrodek Pomocy Społecznej" not in browser.text


def test_who_talks_stays_signed_in_without_a_click(line: Line) -> None:
    line.talk("anna")
    browser = line.city.console()
    browser.get("/")
    for _ in range(3):
        line.city.clock.advance(timedelta(minutes=10).total_seconds())
        assert browser.post("/phone/seen").status_code == 204
    browser.get("/")
    assert browser.heading == "Pulpit"


def test_an_agency_says_whether_it_is_open_and_that_its_number_is_not_sure(line: Line) -> None:
    line.talk("anna")
    browser = line.city.console()
    path = f"/calls/{line.call().id}/pass-on"
    browser.get(path)
    assert "42 000 00 00 · Otwarte do 16:00 · numer do potwierdzenia" in browser.text


def test_the_course_of_a_call_has_words_for_all_that_can_stand_in_it(
    line: Line, over: tuple[Console, str]
) -> None:
    translator = line.center.translator
    for language in ("pl", "uk", "en"):
        said = {translator.say(language, course.word_of(name)) for name in timeline.EVENTS}
        assert len(said) == len(timeline.EVENTS), "no two events are told alike"
    browser, _ = over
    told = "".join(browser.part("course").itertext())
    for words in ("Zaczęło się połączenie", "Konsultant odebrał", "Anna Nowak", "Koniec rozmowy"):
        assert words in told


def test_whether_it_was_recorded_is_said_where_a_supervisor_reads_it(
    line: Line, over: tuple[Console, str]
) -> None:
    _, path = over
    line.city.change_agent("marek", role=AgentRole.SUPERVISOR)
    supervisor = line.city.console("marek")
    supervisor.get(path)
    assert "Nie nagrywano." in supervisor.text
