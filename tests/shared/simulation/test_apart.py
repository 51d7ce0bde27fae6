"""The same households put to two contents: who moves, and that nobody else can."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from shared.bundle.examples import examples
from shared.bundle.knowledge import Knowledge, know
from shared.diagnosis.result import Verdict
from shared.simulation.apart import ABSENT, Standing, apart, touched
from shared.simulation.households import households
from tests.city import CONTENT, real_knowledge

ON = date(2026, 11, 22)
COUNT, SEED = 12, 7


def with_number(parameter_id: str, value: str) -> Knowledge:
    """The city's content with the newest value of one number replaced."""
    content = real_knowledge().content
    parameters = tuple(
        replace(one, values=(*one.values[:-1], replace(one.values[-1], value=value)))
        if one.id == parameter_id
        else one
        for one in content.parameters
    )
    return know(replace(content, parameters=parameters))


def test_the_same_content_touches_nothing() -> None:
    assert touched(real_knowledge(), know(real_knowledge().content)) == ()
    assert apart(real_knowledge(), know(real_knowledge().content), {}, COUNT, SEED, ON) == ()


def test_a_text_touches_nothing_and_a_number_what_rests_on_it() -> None:
    content = real_knowledge().content
    facts = tuple(replace(one, question=replace(one.question, pl="?")) for one in content.facts)
    assert touched(real_knowledge(), know(replace(content, facts=facts))) == ()
    services = touched(real_knowledge(), with_number("permanent_benefit_max", "2000.00"))
    assert "zasilek_staly" in services
    assert "dodatek_mieszkaniowy" not in services


def test_a_higher_cap_moves_the_examples_it_held_down() -> None:
    """No income, severe degree: 130 % of 1,010 is 1,313, until now cut to 1,229."""
    before, after = real_knowledge(), with_number("permanent_benefit_max", "1300.00")
    cases = {"zasilek_staly": examples(CONTENT, before, "zasilek_staly") or ()}
    found = apart(before, after, cases, COUNT, SEED, ON)
    (one,) = [one for one in found if one.service_id == "zasilek_staly"]
    moved = {moved.name: moved for moved in one.moved_cases}
    highest = moved["bez dochodu, stopień znaczny – najwyższy zasiłek"]
    assert highest.before == Standing(Verdict.LIKELY, 122_900, 122_900)
    assert highest.after == Standing(Verdict.LIKELY, 130_000, 130_000)
    assert "mężczyzna 66 lat, sam, dochód 700" not in moved


def test_untouched_services_do_come_out_the_same() -> None:
    """What `touched` leaves out is left out rightly: both engines agree on every household."""
    before, after = real_knowledge(), with_number("mops_criterion_single", "1100.00")
    services = set(touched(before, after))
    for home in households(before, COUNT, SEED, ON):
        old, new = (side.engine.assess(home, ON) for side in (before, after))
        for was, now in zip(old.results, new.results, strict=True):
            if was.service_id not in services:
                assert (was.verdict, was.amount) == (now.verdict, now.amount)


def test_a_service_that_is_new_stands_against_nothing() -> None:
    content = real_knowledge().content
    fewer = know(
        replace(
            content,
            services=tuple(one for one in content.services if one.id != "zasilek_staly"),
            rules=tuple(one for one in content.rules if one.service_id != "zasilek_staly"),
        )
    )
    (one,) = apart(fewer, real_knowledge(), {}, COUNT, SEED, ON)
    assert one.service_id == "zasilek_staly"
    assert len(one.moved) == COUNT
    assert {moved.before for moved in one.moved} == {ABSENT}


def test_the_same_inputs_give_the_same_moves() -> None:
    before, after = real_knowledge(), with_number("mops_criterion_single", "1300.00")
    first = apart(before, after, {}, COUNT, SEED, ON)
    assert first == apart(before, after, {}, COUNT, SEED, ON)
    assert any(one.moved for one in first)
