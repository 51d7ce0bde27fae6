"""What a "likely" rests on: on something told about this household, or on an official's word alone.

Some conditions say nothing in particular about anybody: that one lives in the city, is of age, that
the year's budget is not spent. A service whose other conditions only an official can assess would
then be likely for everybody, which tells nobody anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.frame import Frame
from shared.diagnosis.household import SIZE, Answers, Household, Known
from shared.diagnosis.model import Fact
from shared.diagnosis.suppose import Conjunct, Supposition, conjuncts, put_back, suppose

AGE, ANY_AGE = "age", 40
COMMON_SHARE = 3  # what every third rule supposes says nothing about any one of them


def common_suppositions(rules: Iterable[CompiledRule]) -> tuple[Supposition, ...]:
    """What so many rules suppose of the household that it tells none of them from the others."""
    with_conditions = [rule for rule in rules if rule.conditions]
    counted = Counter(
        supposition
        for rule in with_conditions
        for supposition in {part.supposition for part in conjuncts(rule.conditions)}
        if supposition is not None
    )
    least = max(2, -(-len(with_conditions) // COMMON_SHARE))
    return tuple(one for one, times in counted.items() if times >= least and one.value is True)


def anybody(facts: Mapping[str, Fact]) -> Household:
    """One grown-up, neither young nor old, of whom nothing else is known."""
    told: Answers = {SIZE: Known(1)} if SIZE in facts else {}
    age = facts.get(AGE)
    if age is None or age.maximum is None:
        return Household(told)
    return Household(told, ({AGE: Known(min(ANY_AGE, age.maximum))},))


def rests_on_assessment_only(
    rule: CompiledRule, common: Iterable[Supposition], frame: Frame
) -> bool:
    """Whether nothing but an official's word can speak for anybody's having it.

    `frame` is that of `anybody`. What holds for anybody speaks for nobody in particular, and that
    something is not so ("gets no such pay yet") is no reason to have it either.
    """
    if None not in rule.conditions or rule.rule.kind == "help":
        return False
    before = suppose(frame, list(common)) or {}
    speaks = any(_speaks(part, frame) for part in conjuncts(rule.conditions))
    put_back(frame, before)
    return not speaks


def _speaks(part: Conjunct, frame: Frame) -> bool:
    is_mere_absence = part.supposition is not None and part.supposition.value is False
    return not is_mere_absence and part.code.value(frame) is not True
