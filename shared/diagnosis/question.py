"""Which question comes next.

Order: a topic already begun, then how much hangs on the answer, then how easy it is to answer,
then the order of the content; the exact number of what was told as a range comes last. How much
hangs on a fact adds up, over the services still open, what the pruned descent gave it; a service
with little left open spreads its weight over fewer facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.diagnosis.assess import Order
from shared.diagnosis.household import NOT_ASKED, Answer, Between, FactKey, Household
from shared.diagnosis.model import Fact
from shared.diagnosis.relevance import Doubts


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
    told: dict[FactKey, Answer] = {}
    for service_id, of_service in doubts.items():
        among = len(of_service.weights)
        for key, weight in of_service.weights.items():
            answer = told.get(key)
            if answer is None:
                answer = told[key] = household.get(key)
            is_told = answer is not NOT_ASKED and answer != NOT_ASKED
            if is_told and not (is_rough(answer) and decides(service_id, key)):
                continue
            stake = found.get(key) or found.setdefault(key, Stake())
            stake.weight += weight // among
            stake.services.append(service_id)
    return found


def is_rough(answer: Answer) -> bool:
    """Whether it is a range whose exact number nobody has been asked for."""
    return isinstance(answer, Between) and answer.unsaid is None


def in_order(
    found: Mapping[FactKey, Stake], household: Household, facts: Mapping[str, Fact], order: Order
) -> list[FactKey]:
    """The facts in doubt, best to ask first."""
    begun = begun_topics(household, facts)

    def rank(key: FactKey) -> tuple[bool, bool, int, int, tuple[int, int]]:
        fact, is_again = facts[key.fact], is_rough(household.get(key))
        return is_again, fact.topic not in begun, -found[key].weight, fact.cost, order.of_key(key)

    return sorted(found, key=rank)


def begun_topics(household: Household, facts: Mapping[str, Fact]) -> set[str]:
    """The topics in which something has been answered, if only with "don't know"."""
    answered = [household.facts, *household.persons]
    return {
        facts[name].topic
        for answers in answered
        for name, answer in answers.items()
        if answer != NOT_ASKED
    }
