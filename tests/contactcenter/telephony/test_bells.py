"""Whoever has work is woken, and nobody else: the only writer of a small database is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from sqlalchemy import event

from contactcenter.bells import Bell
from contactcenter.center import Center
from contactcenter.queue.keeper import Round, look
from contactcenter.telephony import control
from tests.contactcenter.telephony.line import Line

Rung = list[set[Bell]]


@pytest.fixture
def rung() -> Iterator[Rung]:
    """Who was rung, transaction by transaction."""
    heard: Rung = []
    with patch.object(Center, "ring", lambda _room, bells: heard.append(set(bells))):
        yield heard


def test_a_new_call_is_news_for_screens_and_a_place_in_the_line_for_the_line(
    line: Line, rung: Rung
) -> None:
    sid = line.dial()
    assert set().union(*rung) == {Bell.SCREENS}
    rung.clear()
    line.exchange.press(sid, "0")
    line.exchange.advance()
    assert {Bell.SCREENS, Bell.LINE} in rung
    assert not any(Bell.CARRIERS in one for one in rung)


def test_what_is_asked_of_the_provider_wakes_who_carries_it(line: Line, rung: Rung) -> None:
    agent_id = line.ready()
    line.wait_for_a_person()
    offer = line.offer()
    rung.clear()
    control.accept(line.center, offer, agent_id)
    assert rung == [{Bell.SCREENS, Bell.CARRIERS}]


def test_an_idle_line_and_idle_carriers_write_nothing(line: Line) -> None:
    begun: list[str] = []
    engine = line.center.store.engine
    event.listen(engine, "before_cursor_execute", lambda *given: begun.append(given[2]))
    assert look(line.center.store, line.city.clock.now()) == Round()
    assert line.dispatcher.work() > 0
    assert begun
    assert not any("IMMEDIATE" in one for one in begun)
    line.wait_for_a_person()
    line.ready()
    begun.clear()
    assert look(line.center.store, line.city.clock.now()).offers
    assert any("IMMEDIATE" in one for one in begun)
