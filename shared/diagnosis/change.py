"""Taking one more answer, and letting go of those that lose their meaning by it.

What is let go of is asked again, never guessed: who of the persons told of has left, or what
everybody earns together now that there is one more of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from shared.diagnosis.household import NOT_ASKED, SIZE, Answer, FactKey, Household
from shared.diagnosis.model import Fact


def with_answer(
    household: Household,
    key: FactKey,
    answer: Answer,
    facts: Mapping[str, Fact],
    *,
    is_precise: bool = False,
) -> Household:
    """The household with one more answer, or another one in the place of an earlier.

    `is_precise`: it answers the question for the exact number of what was told as a range. Raises
    ValueError as `Household` does.
    """
    later = (household.answer_exactly if is_precise else household.answer)(key, answer)
    was = household.get(key)
    if key.fact != SIZE or was in (NOT_ASKED, answer):
        return later
    told = {name: one for name, one in later.facts.items() if not facts[name].of_everybody}
    return Household(told, later.persons if _stay(household, later) else later.persons[:1])


def _stay(before: Household, after: Household) -> bool:
    """Whether nobody told of has left. Who of several has, the number of them does not say."""
    return not any(before.persons[len(after.persons) :])
