"""How many questions an interview takes, and how few could do, over made-up households of Łódź.

Beside the engine's order stand the fewest answers that prove everything (certificate.py), the order
of the content and a random one, both skipping what the engine knows cannot matter, and the whole
form: everything any of the services reads, asked of everybody.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random
from typing import NamedTuple

import pytest

from shared.diagnosis import FactKey, Household, Known
from shared.diagnosis.household import SIZE, Answers
from shared.simulation.households import households
from tests.city import real_knowledge
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.certificate import Prover
from tests.shared.diagnosis.households import random_value
from tests.shared.diagnosis.interviews import Interviewer, askable
from tests.tally import count, tally

SEED = 20261122
MOST_OVER_SMALLEST = 1.35
MOST_OF_FORM = 0.6
TRIES = 60
pytestmark = pytest.mark.proof


class Counted(NamedTuple):
    """One interview in numbers of questions; `smallest` is a bound, `is_exact` if it is reached."""

    smallest: int
    is_exact: bool
    asked: int
    asked_until_a_quarter_is_open: int
    in_content_order: int
    in_content_order_until_a_quarter_is_open: int
    at_random: int
    form: int


def made_up(most: int, seed: int = SEED) -> Iterator[Household]:
    """Complete households, but for what nobody is asked."""
    return (
        askable(one, real_knowledge().engine)
        for one in households(real_knowledge(), most, seed, ON)
    )


def counted(everything: Household, about: frozenset[str] | None, rng: Random) -> Counted:
    """One household, asked in every order about some services, or about all."""
    engine = real_knowledge().engine
    smallest = Prover(engine, everything, ON, about).smallest()
    asker = Interviewer(engine, everything, ON, about)
    asked, in_order = asker.asks(asker.best), asker.asks(asker.in_content_order)
    return Counted(
        smallest=smallest.bound,
        is_exact=smallest.is_exact,
        asked=len(asked.keys),
        asked_until_a_quarter_is_open=asked.until_left(0.25),
        in_content_order=len(in_order.keys),
        in_content_order_until_a_quarter_is_open=in_order.until_left(0.25),
        at_random=len(asker.asks(asker.at_random(rng)).keys),
        form=asker.form(),
    )


def test_an_interview_about_everything() -> None:
    rows = [counted(one, None, Random(at)) for at, one in enumerate(made_up(count(4, 1000)))]
    write_down(rows, about="everything")
    assert all(row.asked >= row.smallest > 0 for row in rows)
    assert mean(rows, "asked") <= MOST_OVER_SMALLEST * mean(rows, "smallest")
    assert mean(rows, "asked") <= mean(rows, "in_content_order")
    assert mean(rows, "asked") <= MOST_OF_FORM * mean(rows, "form")


def test_an_interview_about_one_topic() -> None:
    """As at the kiosk, which first asks what it is about."""
    by_topic = defaultdict(set)
    for service in real_knowledge().services.values():
        if service.kind == "entitlement":
            by_topic[service.topic].add(service.id)
    everybody: list[Counted] = []
    for topic, services in sorted(by_topic.items()):
        about = frozenset(services)
        rows = [counted(one, about, Random(at)) for at, one in enumerate(made_up(count(2, 100)))]
        write_down(rows, about=topic)
        everybody += rows
    write_down(everybody, about="one topic, mean of all topics")
    assert mean(everybody, "asked") <= MOST_OVER_SMALLEST * mean(everybody, "smallest")


def mean(rows: list[Counted], name: str) -> float:
    return statistics.mean(getattr(row, name) for row in rows)


def write_down(rows: list[Counted], about: str) -> None:
    """One row of the table of proof."""
    ninth = sorted(row.asked for row in rows)[len(rows) * 9 // 10]
    figures = {name: round(mean(rows, name), 1) for name in Counted._fields if name != "is_exact"}
    tally(
        "questions asked until all is decided",
        about=about,
        interviews=len(rows),
        smallest_exact_for=sum(row.is_exact for row in rows),
        asked_p90=float(ninth),
        asked_to_smallest=round(mean(rows, "asked") / max(mean(rows, "smallest"), 0.1), 2),
        asked_to_content_order=round(
            mean(rows, "asked") / max(mean(rows, "in_content_order"), 0.1), 2
        ),
        **figures,
    )


def test_what_a_smallest_proof_cannot_do_without_decides_something_for_somebody() -> None:
    """So the bound is not an artifact of how the engine reads: somebody real differs there only."""
    rng, needed, met = Random(SEED), 0, 0
    for everything in made_up(count(2, 60)):
        prover = Prover(real_knowledge().engine, everything, ON)
        for service in prover.services:
            for key in sorted(prover.needed(service), key=str):
                needed += 1
                met += any(
                    prover.said(service, other) != prover.said(service, everything)
                    for other in islice(differing_in(everything, key, rng), TRIES)
                )
    tally("answers a proof needs that decide for a real household", needed=needed, met=met)
    assert met >= 0.8 * needed


def differing_in(of: Household, key: FactKey, rng: Random) -> Iterator[Household]:
    """Households that differ in one answer; in the size: by those who leave or move in."""
    while True:
        if key.fact == SIZE:
            yield with_size(of, rng)
        else:
            fact = real_knowledge().engine.facts[key.fact]
            yield of.answer(key, Known(random_value(fact, key.person, rng)))


def with_size(of: Household, rng: Random) -> Household:
    """The household with some persons less or more."""
    size = rng.randint(1, 2 * len(of.persons) + 2)
    persons = (*of.persons, *rng.sample(newcomers(), size))[:size]
    return Household({**of.facts, SIZE: Known(len(persons))}, persons)


@cache
def newcomers() -> tuple[Answers, ...]:
    """People who may move in with somebody."""
    return tuple(person for home in made_up(60, SEED + 1) for person in home.persons[1:])
