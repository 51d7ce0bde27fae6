"""The whole rule tree over columns of households: verdicts and amounts of every service.

columns = Columns.of(households, engine.facts)
outcome = run(engine, columns, on)
outcome.services["zasilek_staly"].verdicts  # one small number a household, see VERDICTS
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.model import Parameter
from shared.diagnosis.parameters import ParameterInForce, resolve
from shared.diagnosis.result import Verdict
from shared.simulation import members, ratios, spans
from shared.simulation.columns import Columns
from shared.simulation.days import as_of
from shared.simulation.ratios import Mask, choose, constant, floored
from shared.simulation.spans import Span
from shared.simulation.views import Place, count_uses
from shared.simulation.work import Work

if TYPE_CHECKING:
    from shared.diagnosis.engine import Engine

VERDICTS = (Verdict.NOT_ELIGIBLE, Verdict.UNKNOWN, Verdict.LIKELY, Verdict.ELIGIBLE)
NO, UNKNOWN, LIKELY, ELIGIBLE = range(4)
BATCH = 131_072  # households at a time: a city takes few rounds, and no more room than that


@dataclass(frozen=True)
class Amounts:
    """What a service pays each household, in grosze, both ends included.

    `has_end` is False where nothing announced bounds it (`high` means nothing there). Nothing holds
    where the verdict is a no.
    """

    period: str
    low: np.ndarray
    high: np.ndarray
    has_end: np.ndarray


@dataclass(frozen=True)
class ServiceOutcome:
    """How one service comes out: an index into VERDICTS a household, and the amounts if it pays."""

    kind: str
    verdicts: np.ndarray
    amounts: Amounts | None

    def is_granted(self) -> np.ndarray:
        """Where it is eligible or likely."""
        return self.verdicts >= LIKELY

    def count(self, verdict: Verdict) -> int:
        """How many households come out so."""
        return int(np.count_nonzero(self.verdicts == VERDICTS.index(verdict)))


@dataclass(frozen=True)
class Outcome:
    """Every service, by id, in the order of the content."""

    on: date
    households: int
    services: Mapping[str, ServiceOutcome]


def run(
    engine: Engine,
    columns: Columns,
    on: date,
    parameters: Mapping[str, Parameter] | None = None,
    batch: int = BATCH,
) -> Outcome:
    """Verdicts and amounts of all households on a day; the same as `engine.assess` of each.

    `parameters`: other ones than the engine's, under the same names. Raises ValueError for a date
    among the answers that lies too far ahead.
    """
    known = {name: resolve(one, on) for name, one in (parameters or engine.parameters).items()}
    rules = {rule.service_id: engine.compiled(rule.service_id, on) for rule in engine.rules}
    task = _Task(tuple(rules.values()), on, known)
    parts = [task.of(part) for part in _batches(as_of(columns, on), batch)]
    joined = [_joined([part[index] for part in parts]) for index in range(len(rules))]
    return Outcome(on, len(columns), dict(zip(rules, joined, strict=True)))


def _batches(columns: Columns, size: int) -> Iterator[Columns]:
    for first in range(0, max(len(columns), 1), size):
        yield columns.part(first, min(first + size, len(columns)))


class _Task:
    """The rules of one day, and what they will ask for."""

    def __init__(
        self,
        rules: Sequence[CompiledRule],
        on: date,
        parameters: Mapping[str, ParameterInForce],
    ) -> None:
        self.rules, self.on, self.parameters = rules, on, parameters
        self._uses: dict[bool, Mapping[Place, int]] = {}

    def of(self, columns: Columns) -> list[ServiceOutcome]:
        """How every service comes out for some households."""
        uses = self._uses_of(with_possible=members.possible(columns) is not None)
        work = Work(columns, self.on, self.parameters, uses)
        return [_assess(rule, work, len(columns)) for rule in self.rules]

    def _uses_of(self, *, with_possible: bool) -> Mapping[Place, int]:
        if with_possible not in self._uses:
            codes = [
                code
                for rule in self.rules
                for code in (*rule.conditions, *rule.amounts)
                if code is not None
            ]
            self._uses[with_possible] = count_uses(codes, with_possible=with_possible)
        return self._uses[with_possible]


def _assess(compiled: CompiledRule, work: Work, rows: int) -> ServiceOutcome:
    found = [work.worth(code) for code in compiled.conditions if code is not None]
    is_assessed = any(code is None for code in compiled.conditions)
    verdicts = np.full(rows, LIKELY if is_assessed else ELIGIBLE, dtype=np.int8)
    if compiled.rule.kind != "help":
        unknown = _any(one.unknown for one in found if one.no is not None)
        np.copyto(verdicts, UNKNOWN, where=unknown)
        np.copyto(verdicts, NO, where=_any(one.surely_not for one in found))
    return ServiceOutcome(compiled.rule.kind, verdicts, _amounts(compiled, work, rows))


def _any(masks: Iterable[Mask]) -> Mask:
    """Where any of them says so; plain False if there is none."""
    return reduce(or_, masks, False)


def _amounts(compiled: CompiledRule, work: Work, rows: int) -> Amounts | None:
    amount = compiled.rule.amount
    if amount is None or not compiled.amounts:
        return None
    whole = [to_grosze(spans.greatest(spans.ZERO, work.worth(one))) for one in compiled.amounts]
    low, high = whole[0].low, whole[0].high
    no_high = whole[0].no_high
    for one in whole[1:]:
        low, high = ratios.smaller(low, one.low), ratios.larger(high, one.high)
        no_high = no_high | one.no_high
    lows = np.broadcast_to(low.num, rows)
    highs = lows if high.num is low.num else np.broadcast_to(high.num, rows)
    return Amounts(amount.period, lows, highs, np.broadcast_to(np.logical_not(no_high), rows))


def to_grosze(a: Span) -> Span:
    """Whole grosze: an exact amount to the nearest, halves up; a range outward."""
    if a.is_exact and ratios.is_whole(a.low):
        return a
    nearest = floored(ratios.times(ratios.plus(ratios.times(a.low, _TWO), _ONE), _HALF))
    if a.is_exact:
        return spans.point(nearest)
    is_one = spans.holds_one(a)
    low = choose(is_one, nearest, floored(a.low))
    high = choose(is_one, nearest, ratios.minus(floored(ratios.minus(a.high))))
    return Span(low, high, a.no_low, a.no_high)


_ONE, _TWO = constant(1), constant(2)
_HALF = ratios.inverse(_TWO)


def _joined(parts: Sequence[ServiceOutcome]) -> ServiceOutcome:
    first = parts[0]
    if len(parts) == 1:
        return first
    verdicts = np.concatenate([part.verdicts for part in parts])
    if first.amounts is None:
        return ServiceOutcome(first.kind, verdicts, None)
    amounts = [part.amounts for part in parts if part.amounts is not None]
    low = _end_to_end([one.low for one in amounts])
    is_exact = all(one.low is one.high for one in amounts)
    high = low if is_exact else _end_to_end([one.high for one in amounts])
    has_end = _end_to_end([one.has_end for one in amounts])
    return ServiceOutcome(first.kind, verdicts, Amounts(first.amounts.period, low, high, has_end))


def _end_to_end(parts: Sequence[np.ndarray]) -> np.ndarray:
    """One part after the other; what is one number throughout takes no room."""
    is_one = all(part.strides == (0,) for part in parts)
    if is_one and len({part[0] for part in parts if len(part)}) == 1:
        return np.broadcast_to(parts[0][0], sum(map(len, parts)))
    return np.concatenate(parts)
