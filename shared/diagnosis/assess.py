"""Assesses one rule on one frame: the verdict, the amount, the reasons, and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import NamedTuple, TypeVar, cast

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.descent import Worth, is_unsettled
from shared.diagnosis.frame import Frame
from shared.diagnosis.household import FactKey
from shared.diagnosis.interval import Interval, Truth, is_point
from shared.diagnosis.model import Amount, Condition
from shared.diagnosis.parameters import InForce
from shared.diagnosis.relevance import FULL_WEIGHT, Doubts, later
from shared.diagnosis.result import AmountRange, ConditionResult, Outcome, Result, Verdict
from shared.diagnosis.suppose import Supposition, suppose

DoubtsFound = TypeVar("DoubtsFound", bound=Doubts)

MOST_READINGS = 256
OUTCOMES = {True: Outcome.YES, False: Outcome.NO, None: Outcome.UNKNOWN}


class Ranks(dict[FactKey, tuple[int, int]]):
    """The rank of each key, worked out when it is first looked up."""

    def __init__(self, facts: Mapping[str, int]) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, key: FactKey) -> tuple[int, int]:
        rank = self[key] = self._facts[key.fact], -1 if key.person is None else key.person
        return rank


class Order:
    """Where facts stand in the content. `of_key` sorts keys in that order, then by person."""

    def __init__(self, facts: Mapping[str, int]) -> None:
        self.of_key: Callable[[FactKey], tuple[int, int]] = Ranks(facts).__getitem__


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
    if compiled.rule.kind == "help" or is_refused(compiled, frame):
        return found
    suppositions: list[Supposition] = []
    other: list[tuple[Code, int]] = []
    weight = FULL_WEIGHT
    for code, supposition in compiled.in_doubt:
        if not is_unsettled(code.value(frame)):
            continue
        if supposition is None:
            other.append((code, weight))
        else:
            code.raise_doubts(frame, found, weight)
            suppositions.append(supposition)
        weight = later(weight)
    if other:
        supposed = _supposing(frame, _that_matter(suppositions, other))
        _doubts_supposing(frame, supposed, other, found)
    return found


def is_refused(compiled: CompiledRule, frame: Frame) -> bool:
    """Whether a condition says no."""
    return any([code is not None and code.value(frame) is False for code in compiled.conditions])


def _that_matter(
    suppositions: Sequence[Supposition], other: Sequence[tuple[Code, int]]
) -> tuple[Supposition, ...]:
    """Those about facts that the other parts read; all, where two are about the same fact.

    Only two about the same fact can exclude each other, and then none of all is supposed.
    """
    if len({key for key, _ in suppositions}) < len(suppositions):
        return tuple(suppositions)
    read = frozenset[str]().union(*[code.facts for code, _ in other])
    return tuple([one for one in suppositions if one.key.fact in read])


def _doubts_supposing(
    frame: Frame, supposed: Frame | None, other: Sequence[tuple[Code, int]], found: Doubts
) -> None:
    """The doubts about the other parts while those that say one fact are supposed to hold."""
    # Nobody fits if the parts that say one fact leave another part no way to hold: they decide it.
    if supposed is not None and any(code.value(supposed) is False for code, _ in other):
        return
    for code, weight in other:
        code.raise_doubts(supposed or frame, found, weight)


def _supposing(frame: Frame, suppositions: tuple[Supposition, ...]) -> Frame | None:
    """The frame in which they hold, made once for all rules; None if they exclude each other."""
    if not suppositions:
        return frame
    if suppositions not in frame.supposed:
        twin = frame.twin()
        is_possible = suppose(twin, suppositions) is not None
        frame.supposed[suppositions] = twin if is_possible else None
    return frame.supposed[suppositions]


class Line(NamedTuple):
    """One condition: how it reads for each outcome, on days with the same parameters.

    `code` is None where an official assesses it; `may_wait`: a number it uses is not announced.
    """

    code: Code | None
    by_truth: Mapping[Truth, ConditionResult]
    may_wait: bool

    def wait(self, found: ConditionResult, frame: Frame) -> ConditionResult:
        """How it came out, once it is clear whether it is open for want of a number."""
        if self.code is None or not self.may_wait or found.outcome is not Outcome.UNKNOWN:
            return found
        doubts = Doubts()
        self.code.doubts(frame, doubts, 1)
        return replace(found, not_announced=True) if doubts.is_not_announced else found


class Reading(NamedTuple):
    """What the outcomes of a rule's conditions add up to; `may_wait`: a number may be wanting."""

    reasons: tuple[ConditionResult, ...]
    verdict: Verdict
    rests_on_unconfirmed: bool
    may_wait: bool


class Sheet(NamedTuple):
    """Everything about a rule's result that is the same for all households on such days.

    `readings` are kept by how the conditions come out: `worths` of those that have a code.
    """

    compiled: CompiledRule
    lines: tuple[Line, ...]
    worths: tuple[Worth, ...]
    amount_to_confirm: bool
    readings: dict[tuple[Truth, ...], Reading]

    def read(self, frame: Frame) -> Reading:
        """How the conditions come out."""
        truths = tuple([worth(frame) for worth in self.worths])
        found = self.readings.get(truths)
        if found is None:
            if len(self.readings) >= MOST_READINGS:
                self.readings.clear()
            found = self.readings[truths] = self._add_up(truths)
        if not found.may_wait:
            return found
        pairs = zip(self.lines, found.reasons, strict=True)
        return found._replace(reasons=tuple(line.wait(one, frame) for line, one in pairs))

    def _add_up(self, truths: tuple[Truth, ...]) -> Reading:
        came_out = iter(truths)
        reasons = tuple(
            line.by_truth[None if line.code is None else next(came_out)] for line in self.lines
        )
        verdict = verdict_of(self.compiled.rule.kind, [reason.outcome for reason in reasons])
        may_wait = any(
            line.may_wait and reason.outcome is Outcome.UNKNOWN
            for line, reason in zip(self.lines, reasons, strict=True)
        )
        unconfirmed = _rests_on_unconfirmed(self.amount_to_confirm, verdict, reasons)
        return Reading(reasons, verdict, unconfirmed, may_wait)


def _sheet_of(compiled: CompiledRule, in_force: InForce) -> Sheet:
    """The sheet of a rule, made once. It holds on to the rule, so that its id stays its own."""
    found: Sheet | None = in_force.sheets.get(id(compiled))
    if found is None:
        found = in_force.sheets[id(compiled)] = _new_sheet(compiled, in_force)
    return found


def _new_sheet(compiled: CompiledRule, in_force: InForce) -> Sheet:
    pairs = zip(compiled.rule.conditions, compiled.conditions, strict=True)
    lines = tuple(_line(condition, code, in_force) for condition, code in pairs)
    amount = compiled.rule.amount
    to_confirm = (amount is not None and amount.status == "to_confirm") or any(
        _uses(code, in_force.to_confirm) for code in compiled.amounts
    )
    worths = tuple(code.value for code in compiled.conditions if code is not None)
    return Sheet(compiled, lines, worths, to_confirm, {})


def _line(condition: Condition, code: Code | None, in_force: InForce) -> Line:
    to_confirm = condition.status == "to_confirm" or _uses(code, in_force.to_confirm)

    def result(outcome: Outcome) -> ConditionResult:
        return ConditionResult(condition.id, outcome, condition, to_confirm, not_announced=False)

    if code is None:
        return Line(None, {None: result(Outcome.ASSESSED)}, may_wait=False)
    by_truth = {truth: result(outcome) for truth, outcome in OUTCOMES.items()}
    return Line(code, by_truth, _uses(code, in_force.not_announced))


def _uses(code: Code | None, parameters: frozenset[str]) -> bool:
    return code is not None and not code.parameters.isdisjoint(parameters)


def assess_rule(compiled: CompiledRule, doubts: Doubts, frame: Frame, order: Order) -> Result:
    """The result of one rule, whose doubts are already collected."""
    reading, rule = _sheet_of(compiled, frame.in_force).read(frame), compiled.rule
    return Result(
        service_id=rule.service_id,
        kind=rule.kind,
        verdict=reading.verdict,
        amount=_amount(compiled, reading.verdict, frame),
        reasons=reading.reasons,
        missing=tuple(sorted(doubts.weights, key=order.of_key)),
        rests_on_unconfirmed=reading.rests_on_unconfirmed,
    )


def _rests_on_unconfirmed(
    amount_to_confirm: bool, verdict: Verdict, reasons: tuple[ConditionResult, ...]
) -> bool:
    """A no rests on its firmest reason alone; everything else on all reasons and the amount."""
    if verdict is Verdict.NOT_ELIGIBLE:
        return all(reason.to_confirm for reason in reasons if reason.outcome is Outcome.NO)
    return amount_to_confirm or any(reason.to_confirm for reason in reasons)


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
    if low.__class__ is int and high.__class__ is int:
        return cast(tuple[int, int], value)
    if is_point(value):
        nearest = floor((low or 0) * 2 + 1) // 2
        return nearest, nearest
    return floor(low or 0), (None if high is None else ceil(high))
