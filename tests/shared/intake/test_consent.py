"""A slip shared before a call: open for whoever answers, and taken from nobody until then."""

from __future__ import annotations

from sqlalchemy import select

from shared.intake.consent import hand_to, keep_open
from shared.intake.desk import NOBODY
from shared.intake.kiosk_call import SharedSlip
from shared.intake.matter import MatterAway, read_matter
from shared.intake.submit import Slip
from shared.models import Matter
from tests.shared.intake.conftest import City


def share(city: City, slip: Slip, word: str | None = None) -> str | None:
    shared = SharedSlip(slip.digits, word or slip.word)
    with city.store.write() as db:
        return keep_open(db, shared, "kiosk kiosk-1", city.keys, city.at)


def holder(city: City) -> str:
    with city.store.read() as db:
        return db.scalars(select(Matter.agent_id)).one()


def answer(city: City, matter_id: str, agent_id: str) -> bool:
    with city.store.write() as db:
        return hand_to(db, matter_id, agent_id, city.at)


def test_a_slip_nobody_holds_waits_for_whoever_answers(city: City) -> None:
    matter_id = share(city, city.slip())
    assert matter_id is not None
    assert holder(city) == NOBODY
    assert answer(city, matter_id, "ewa")
    assert holder(city) == "ewa"
    assert not answer(city, matter_id, "ewa"), "once is enough"


def test_the_agent_who_holds_it_keeps_it_until_another_answers(city: City) -> None:
    slip = city.slip()
    matter = city.opened(slip, "ewa")
    assert share(city, slip) == matter.matter_id
    assert share(city, slip) == matter.matter_id, "a call that is begun again"
    assert holder(city) == "ewa"
    with city.store.read() as db:
        assert not isinstance(read_matter(db, matter.matter_id, "ewa", city.keys), MatterAway)
        nobody = read_matter(db, matter.matter_id, NOBODY, city.keys)
    assert isinstance(nobody, MatterAway)
    assert answer(city, matter.matter_id, "jan")
    assert holder(city) == "jan"


def test_whoever_hangs_up_before_an_answer_has_taken_it_from_nobody(city: City) -> None:
    slip = city.slip()
    city.opened(slip, "ewa")
    assert share(city.after(minutes=1), slip) is not None
    assert holder(city.after(hours=1)) == "ewa"


def test_a_wrong_word_moves_nothing(city: City) -> None:
    slip = city.slip()
    city.opened(slip, "ewa")
    assert share(city, slip, "nosuchword") is None
    assert holder(city) == "ewa"
