"""Which question comes next.

Order: how much hangs on the answer, three times as much in a topic already begun; then how easy it
is to answer, then the order of the content; the exact number of what was told as a range comes
last. How much hangs on a fact adds up, over the services still open, what the pruned descent gave
it; a service with little left open spreads its weight over fewer facts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from shared.diagnosis.assess import Order
from shared.diagnosis.household import NOT_ASKED, Answer, Between, FactKey, Household
from shared.diagnosis.model import Fact
from shared.diagnosis.relevance import Doubts

BEGUN_TIMES = 3
Rank = tuple[bool, int, int, tuple[int, int]]


@dataclass(slots=True)
class Stake:
    """What hangs on one fact."""

    weight: int = 0
    services: list[str] = field(default_factory=list)


def stakes(
    doubts: Mapping[str, Doubts], household: Household, decides: Callable[[str, FactKey], bool]
) -> dict[FactKey, Stake]:
    """What hangs on each fact that is in doubt, by service, and has not been asked yet.

    A range is asked again, for the exact number, only where it `decides` about the verdict.
    """
    found: dict[FactKey, Stake] = {}
    told = answered(household)
    for service_id, of_service in doubts.items():
        among = len(of_service.weights)
        for key, weight in of_service.weights.items():
            if key in told and not (is_rough(told[key]) and decides(service_id, key)):
                continue
            stake = found.get(key)
            if stake is None:
                stake = found[key] = Stake()
            stake.weight += weight // among
            stake.services.append(service_id)
    return found


def answered(household: Household) -> dict[FactKey, Answer]:
    """Everything that has been asked, if only to hear "don't know"."""
    places = [(None, household.facts), *enumerate(household.persons)]
    return {
        FactKey(name, person): answer
        for person, answers in places
        for name, answer in answers.items()
        if answer is not NOT_ASKED and answer != NOT_ASKED
    }


def is_rough(answer: Answer) -> bool:
    """Whether it is a range whose exact number nobody has been asked for."""
    return isinstance(answer, Between) and answer.unsaid is None


def in_order(
    found: Mapping[FactKey, Stake], household: Household, facts: Mapping[str, Fact], order: Order
) -> list[FactKey]:
    """The facts in doubt, best to ask first."""
    return sorted(found, key=ranking(found, household, facts, order))


def ranking(
    found: Mapping[FactKey, Stake], household: Household, facts: Mapping[str, Fact], order: Order
) -> Callable[[FactKey], Rank]:
    """What the facts in doubt are to be sorted by: the best to ask has the least rank."""
    told = answered(household)
    begun = begun_topics(told, facts)

    def rank(key: FactKey) -> Rank:
        fact, weight = facts[key.fact], found[key].weight
        if fact.topic in begun:
            weight *= BEGUN_TIMES
        return key in told, -weight, fact.cost, order.of_key(key)

    return rank


def begun_topics(told: Collection[FactKey], facts: Mapping[str, Fact]) -> set[str]:
    """The topics in which something has been answered, if only with "don't know"."""
    return {facts[key.fact].topic for key in told}
