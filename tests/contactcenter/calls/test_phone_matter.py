"""A matter born in a talk lives, is saved, closed and shredded like one from a slip."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from contactcenter.casework import Casework, question_about, read_casework
from shared.diagnosis import Household, read_household
from shared.intake.matter import (
    Away,
    MatterAway,
    MatterClosed,
    OpenedMatter,
    close_matter,
    read_matter,
    save_matter,
)
from shared.intake.phone_matter import LINE, begin_matter
from shared.models import Call, Kiosk, Matter, Slip
from tests.contactcenter.city import City
from tests.contactcenter.telephony.line import Line


def begin(city: City, agent_id: str = "anna") -> OpenedMatter:
    """An empty matter."""
    with city.store.write() as db:
        on = date(2026, 11, 23)
        return begin_matter(db, agent_id, "uk", "hash", on, city.keys, city.clock.now())


def test_it_is_read_saved_and_closed_as_any_other(city: City) -> None:
    made, at = begin(city), city.clock.now()
    household = {"household": {"household_size": 2}, "persons": [{}, {}]}
    with city.store.write() as db:
        save_matter(db, made.matter_id, "anna", household, city.keys, at)
        read = read_matter(db, made.matter_id, "anna", city.keys, at=at)
        assert isinstance(read, OpenedMatter)
        assert (read.household, read.language) == (household, "uk")
        closed = close_matter(db, made.matter_id, "anna", "informed", "", city.keys, at)
        assert isinstance(closed, MatterClosed)
        assert db.scalars(select(Slip.sealed)).all() == [None]


def test_nobody_is_taken_to_live_alone_before_they_are_asked(city: City) -> None:
    facts = city.app.extensions["okienko_center"].knowledge.facts
    assert read_household(begin(city).household, facts) == Household()


def test_it_is_nobody_elses_and_ends_by_itself(city: City) -> None:
    made = begin(city)
    later = city.clock.now() + timedelta(hours=73)
    with city.store.read() as db:
        other = read_matter(db, made.matter_id, "marek", city.keys)
        late = read_matter(db, made.matter_id, "anna", city.keys, at=later)
    assert other == MatterAway(Away.NOT_YOURS)
    assert late == MatterAway(Away.EXPIRED)


def test_the_line_is_no_kiosk_anybody_could_speak_for(city: City) -> None:
    begin(city)
    begin(city)
    with city.store.read() as db:
        assert db.get_one(Kiosk, LINE).is_enabled is False
        assert len(db.scalars(select(Matter.slip_id)).all()) == 2


@pytest.mark.parametrize("service_id", ["zasilek", "dodatek"])
def test_what_the_caller_chose_in_the_menu_is_asked_about_first(
    line: Line, service_id: str
) -> None:
    line.talk("anna")
    with line.city.store.write() as db:
        db.execute(update(Call).values(matter=service_id))
    browser, call_id = line.city.console(), line.call().id
    browser.get(f"/calls/{call_id}")
    browser.post(f"/calls/{call_id}/matter")
    work = read_casework(line.center, line.call().matter_id, line.agent("anna"))
    assert isinstance(work, Casework)
    asked = question_about(line.center, work, None)
    assert asked is not None
    assert service_id in asked.services
    told = "".join(browser.part("results").itertext())
    names = {one: line.center.knowledge.services[one].names.pl for one in ("zasilek", "dodatek")}
    other = next(name for one, name in names.items() if one != service_id)
    assert told.index(names[service_id]) < told.index(other)
