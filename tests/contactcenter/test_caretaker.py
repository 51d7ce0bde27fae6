"""After 72 hours a slip nobody closed is shredded, by itself."""

from __future__ import annotations

from sqlalchemy import select

from contactcenter.caretaker import Caretaker
from shared.models import Slip, SlipState
from tests.contactcenter.city import City

HOUR = 3600


def slip_of(city: City) -> Slip:
    with city.store.read() as db:
        return db.scalars(select(Slip)).one()


def test_a_slip_is_kept_for_its_hours_and_shredded_after(city: City) -> None:
    city.send_slip()
    caretaker = Caretaker(city.store, city.clock)
    city.clock.advance(71 * HOUR)
    caretaker.work()
    assert slip_of(city).sealed is not None
    city.clock.advance(2 * HOUR)
    assert caretaker.work() > 0
    shredded = slip_of(city)
    assert shredded.sealed is None
    assert shredded.state is SlipState.EXPIRED
