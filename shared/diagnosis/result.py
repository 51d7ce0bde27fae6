"""What an assessment says: a verdict for every service, why, how much, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.diagnosis.household import FactKey, Household
from shared.diagnosis.model import Condition, Fact, Period

if TYPE_CHECKING:
    from shared.diagnosis.frame import Frame
    from shared.diagnosis.relevance import Doubts


class Verdict(StrEnum):
    """What the answers so far say about one service."""

    ELIGIBLE = "eligible"
    LIKELY = "likely"
    NOT_ELIGIBLE = "not_eligible"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What the answers so far say about one condition."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    ASSESSED = "assessed"


@dataclass(frozen=True, slots=True)
class AmountRange:
    """From `min_grosze`, zero or more, to `max_grosze`; None: it hangs on a value not announced."""

    min_grosze: int
    max_grosze: int | None
    period: Period


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition, as it came out. `not_announced`: it hangs on a number not set by law yet."""

    condition_id: str
    outcome: Outcome
    condition: Condition
    to_confirm: bool
    not_announced: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One service, as it came out.

    `missing` holds every fact not exactly known that can still change the verdict or the amount,
    in content order, also those answered with a range or with "don't know".
    `rests_on_assessment_only`: likely, but nothing told about this household speaks for it.
    """

    service_id: str
    kind: str
    verdict: Verdict
    amount: AmountRange | None
    reasons: tuple[ConditionResult, ...]
    missing: tuple[FactKey, ...]
    rests_on_unconfirmed: bool
    rests_on_assessment_only: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the engine says about one household on one day, and from what.

    `doubts` is what the engine found open on the way, so that it need not look again; `frames` is
    what it looked at, for whoever takes it out (and puts it back) to look at more; `by_id` is
    filled when a result is first looked up.
    """

    household: Household
    on: date
    content_hash: str
    results: tuple[Result, ...]
    doubts: tuple[Doubts, ...] = field(repr=False, compare=False, default=())
    frames: list[Frame] = field(repr=False, compare=False, default_factory=list)
    by_id: dict[str, Result] = field(init=False, repr=False, compare=False, default_factory=dict)

    def result(self, service_id: str) -> Result:
        """The result of one service. Raises KeyError for a service the content does not have."""
        if not self.by_id:
            self.by_id.update((result.service_id, result) for result in self.results)
        return self.by_id[service_id]


@dataclass(frozen=True, slots=True)
class Band:
    """A range a numeric fact can be answered with, both ends included, in minor units."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Price:
    """Up to how much a month hangs on an answer; excluded services are not both counted.

    `is_whole`: this is all the money there is in it; else more services pay, nobody can say what.
    """

    month_grosze: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Question:
    """The next best thing to ask, and the services that hang on it.

    `price` is None where nobody can say how much money does. `is_precise`: a range was told, and
    for these services it takes the exact number; there are no bands then.
    """

    key: FactKey
    fact: Fact
    services: tuple[str, ...]
    bands: tuple[Band, ...]
    topic: str
    price: Price | None = None
    is_precise: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the content: where, at which column of which expression, and the cure.

    `column` counts from 1; 0 when the fault is not inside an expression.
    """

    owner: str
    place: str
    problem: str
    cure: str
    expression: str = ""
    column: int = 0

    def __str__(self) -> str:
        spot = f", column {self.column}" if self.column else ""
        return f"{self.owner}: {self.place}{spot}: {self.problem}; {self.cure}"


class ContentError(Exception):
    """The content cannot be used; `faults` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
