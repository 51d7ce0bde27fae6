"""Assesses one rule on one frame: the verdict, the amount, the reasons, and what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import NamedTuple, TypeVar

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.frame import Frame
from shared.diagnosis.household import FactKey
from shared.diagnosis.interval import Interval, is_point
from shared.diagnosis.model import Amount, Condition
from shared.diagnosis.relevance import FULL_WEIGHT, Doubts, later
from shared.diagnosis.result import AmountRange, ConditionResult, Outcome, Result, Verdict
from shared.diagnosis.suppose import Supposition, put_back, suppose

DoubtsFound = TypeVar("DoubtsFound", bound=Doubts)

OUTCOMES = {True: Outcome.YES, False: Outcome.NO, None: Outcome.UNKNOWN}


class Order(NamedTuple):
    """Where facts stand in the content, by rank."""

    facts: Mapping[str, int]

    def of_key(self, key: FactKey) -> tuple[int, int]:
        """Sorts keys in content order, then by person."""
        return self.facts[key.fact], -1 if key.person is None else key.person


def outcomes(compiled: CompiledRule, frame: Frame) -> tuple[Outcome, ...]:
    """How each condition comes out."""
    return tuple(
        Outcome.ASSESSED if code is None else OUTCOMES[code.value(frame)]
        for code in compiled.conditions
    )


def verdict_of(kind: str, found: Sequence[Outcome]) -> Verdict:
    """What the outcomes add up to. Help is never refused and never left open."""
    if kind != "help" and Outcome.NO in found:
        return Verdict.NOT_ELIGIBLE
    if kind != "help" and Outcome.UNKNOWN in found:
        return Verdict.UNKNOWN
    return Verdict.LIKELY if Outcome.ASSESSED in found else Verdict.ELIGIBLE


def doubts_of(compiled: CompiledRule, frame: Frame, found: DoubtsFound) -> DoubtsFound:
    """Collect what can still change the verdict or the amount; nothing for a no or for help."""
    if compiled.rule.kind == "help" or Outcome.NO in outcomes(compiled, frame):
        return found
    weights: list[tuple[Code, Supposition | None, int]] = []
    weight = FULL_WEIGHT
    for code, supposition in compiled.in_doubt:
        if code.is_open(frame):
            weights.append((code, supposition, weight))
            weight = later(weight)
    plain = [(code, weight) for code, supposition, weight in weights if supposition is not None]
    other = [(code, weight) for code, supposition, weight in weights if supposition is None]
    for code, weight in plain:
        code.raise_doubts(frame, found, weight)
    before = suppose(frame, [one for _, one, _ in weights if one is not None])
    # Nobody fits if the parts that say one fact leave another part no way to hold: they decide it.
    is_decided = before is not None and any(code.value(frame) is False for code, _ in other)
    for code, weight in () if is_decided else other:
        code.raise_doubts(frame, found, weight)
    put_back(frame, before or {})
    return found


def assess_rule(compiled: CompiledRule, doubts: Doubts, frame: Frame, order: Order) -> Result:
    """The result of one rule, whose doubts are already collected."""
    rule, came_out = compiled.rule, outcomes(compiled, frame)
    verdict = verdict_of(rule.kind, came_out)
    reasons = tuple(
        _reason(condition, code, outcome, frame)
        for condition, code, outcome in zip(
            rule.conditions, compiled.conditions, came_out, strict=True
        )
    )
    missing = sorted(doubts.weights, key=order.of_key)
    return Result(
        service_id=rule.service_id,
        kind=rule.kind,
        verdict=verdict,
        amount=_amount(compiled, verdict, frame),
        reasons=reasons,
        missing=tuple(missing),
        rests_on_unconfirmed=_rests_on_unconfirmed(compiled, verdict, reasons, frame),
    )


def _reason(
    condition: Condition, code: Code | None, outcome: Outcome, frame: Frame
) -> ConditionResult:
    found = Doubts()
    if (
        code is not None
        and outcome is Outcome.UNKNOWN
        and _uses(code, frame.in_force.not_announced)
    ):
        code.doubts(frame, found, 1)
    to_confirm = condition.status == "to_confirm" or _uses(code, frame.in_force.to_confirm)
    return ConditionResult(condition.id, outcome, condition, to_confirm, found.is_not_announced)


def _uses(code: Code | None, parameters: frozenset[str]) -> bool:
    return code is not None and not code.parameters.isdisjoint(parameters)


def _rests_on_unconfirmed(
    compiled: CompiledRule,
    verdict: Verdict,
    reasons: tuple[ConditionResult, ...],
    frame: Frame,
) -> bool:
    """A no rests on its firmest reason alone; everything else on all reasons and the amount."""
    if verdict is Verdict.NOT_ELIGIBLE:
        return all(reason.to_confirm for reason in reasons if reason.outcome is Outcome.NO)
    amount = compiled.rule.amount
    return (
        any(reason.to_confirm for reason in reasons)
        or (amount is not None and amount.status == "to_confirm")
        or any(_uses(code, frame.in_force.to_confirm) for code in compiled.amounts)
    )


def _amount(compiled: CompiledRule, verdict: Verdict, frame: Frame) -> AmountRange | None:
    amount: Amount | None = compiled.rule.amount
    if amount is None or not compiled.amounts or verdict is Verdict.NOT_ELIGIBLE:
        return None
    whole = [_to_grosze(code.value(frame)) for code in compiled.amounts]
    highs = [high for _, high in whole]
    most = None if None in highs else max(high for high in highs if high is not None)
    return AmountRange(min(low for low, _ in whole), most, amount.period)


def _to_grosze(value: Interval) -> tuple[int, int | None]:
    """Whole grosze: an exact amount to the nearest, halves up; a range outward."""
    low, high = value
    if is_point(value):
        nearest = floor((low or 0) * 2 + 1) // 2
        return nearest, nearest
    return floor(low or 0), (None if high is None else ceil(high))
