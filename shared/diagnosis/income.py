"""What counts as income: each act adds up other kinds of money over other months.

People know what came in and when; the rules ask for *the income* of one act or another. A named,
cited definition says which months count, which kinds do not, and which fact that gives. Nothing is
guessed: a month of which it was not said that this is all of it is not the month's income.

Money is whole grosze. A period is a month ("2026-10") or a whole calendar year ("2025").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import msgspec

from shared.diagnosis.answers import Refusal, read_answer, read_household, write_answer
from shared.diagnosis.household import NOT_ASKED, Answer, Between, FactKey, Household, Known
from shared.diagnosis.model import Basis, Fact, Status
from shared.text import Text

PERIOD = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
DAY_OF_YEAR = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
Span = Literal["month_before", "three_months_before", "year_before"]
MONTHS_BACK = {"month_before": 1, "three_months_before": 3}
AMOUNT = Fact(
    id="amount",
    entity="household",
    type="money",
    topic="",
    question=Text(pl=""),
    minimum=0,
    maximum=1_000_000_000,
)


class IncomeKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of money that comes in; `is_paid` is one that goes out and is taken off (alimony)."""

    id: str
    names: Text
    is_paid: bool = False
    help: Text | None = None


class IncomeDefinition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one act calls income: the mean of a month, over the months before the day that counts.

    `yields` is the household's fact it gives, `own` the fact of each person alone. `year_turns` is
    the day ("07-01") from which the calendar year just past is the one that counts.
    """

    id: str
    names: Text
    span: Span
    yields: str
    basis: Basis
    status: Status
    own: str | None = None
    leaves_out: tuple[str, ...] = ()
    year_turns: Annotated[str, msgspec.Meta(pattern=DAY_OF_YEAR)] | None = None
    note: Text | None = None


class IncomeBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All kinds of income and all definitions, in content order."""

    kinds: tuple[IncomeKind, ...] = ()
    definitions: tuple[IncomeDefinition, ...] = ()

    def for_fact(self, fact_id: str) -> IncomeDefinition | None:
        """The definition that gives a fact, of the household or of a person."""
        giving = (d for d in self.definitions if fact_id in {d.yields, d.own})
        return next(giving, None)

    def kinds_of(self, definition: IncomeDefinition) -> tuple[IncomeKind, ...]:
        """The kinds one definition counts."""
        return tuple(kind for kind in self.kinds if kind.id not in definition.leaves_out)


@dataclass(frozen=True, slots=True)
class Income:
    """Money of one kind that one person had in one period; after tax, in grosze."""

    person: int
    kind: str
    period: str
    grosze: int


@dataclass(frozen=True, slots=True)
class Incomes:
    """What was told. `whole`: the periods of which it was said that nothing is missing."""

    told: tuple[Income, ...] = ()
    whole: frozenset[str] = frozenset()


def periods_of(definition: IncomeDefinition, on: date) -> tuple[str, ...]:
    """The months that count on a day, the latest first; the one calendar year where that counts."""
    if definition.span == "year_before":
        turns = definition.year_turns or "01-01"
        return (str(on.year - 1 if f"{on:%m-%d}" >= turns else on.year - 2),)
    last = on.year * 12 + on.month - 2
    return tuple(_month(last - back) for back in range(MONTHS_BACK[definition.span]))


def months_in(period: str) -> tuple[str, ...]:
    """The months of a period: itself, or the twelve of a year."""
    return (period,) if "-" in period else tuple(f"{period}-{n:02d}" for n in range(1, 13))


def reckon(
    definition: IncomeDefinition,
    book: IncomeBook,
    incomes: Incomes,
    on: date,
    person: int | None = None,
) -> Answer:
    """The income a definition gives, of everybody or of one person: the mean of a month.

    Known once every period that counts was told whole. Before that it is at least what was told,
    but only if nothing can be taken off any more; else it is not known.
    """
    return reckon_over(definition, book, incomes, periods_of(definition, on), person)


def reckon_over(
    definition: IncomeDefinition,
    book: IncomeBook,
    incomes: Incomes,
    periods: Sequence[str],
    person: int | None = None,
) -> Answer:
    """The same, over these periods."""
    parts = list(_counted(definition, book, incomes, periods, person))
    months = sum(len(months_in(period)) for period in periods)
    mean = _half_up(max(0, sum(parts)), months)
    if all(_is_whole(period, incomes) for period in periods):
        return Known(mean)
    can_be_less = any(kind.is_paid for kind in book.kinds_of(definition))
    return NOT_ASKED if can_be_less or not parts else Between(mean, AMOUNT.maximum or mean)


def with_incomes(
    household: Household,
    incomes: Incomes,
    book: IncomeBook,
    facts: Mapping[str, Fact],
    on: date,
) -> Household | Refusal:
    """The household with every income its money told adds up to; refused where it says otherwise.

    A fact told as a range is narrowed by what follows, and refused if that lies outside of it.
    """
    for key, answer in _follows(household, incomes, book, facts, on):
        told, fact = household.get(key), facts[key.fact]
        if _is_beyond(fact, answer):
            return Refusal(str(key), "out_of_range", str(write_answer(fact, answer))[:60])
        joint = _joint(told, _within(fact, answer))
        if joint is None:
            return Refusal(str(key), "contradicts", str(write_answer(facts[key.fact], told)))
        household = household.answer(key, joint)
    return household


def read_with_incomes(
    document: object, book: IncomeBook, facts: Mapping[str, Fact], on: date
) -> Household | Refusal:
    """Like `read_household`, of a document that may tell `incomes` beside household and persons."""
    told = document.get("incomes") if isinstance(document, Mapping) else None
    if told is None or not isinstance(document, Mapping):
        return read_household(document, facts, on)
    rest = {name: part for name, part in document.items() if name != "incomes"}
    household = read_household(rest, facts, on)
    if isinstance(household, Refusal):
        return household
    incomes = read_incomes(told, book, len(household.persons))
    if isinstance(incomes, Refusal):
        return incomes
    return with_incomes(household, incomes, book, facts, on)


def read_incomes(document: object, book: IncomeBook, persons: int) -> Incomes | Refusal:
    """Read {"told": [{"person", "kind", "period", "net"}, …], "whole": ["2026-10", "2025"]}."""
    if not isinstance(document, Mapping) or not document.keys() <= {"told", "whole"}:
        return Refusal("incomes", "wrong_shape", type(document).__name__)
    listed, whole = document.get("told", []), document.get("whole", [])
    if not isinstance(listed, list) or not isinstance(whole, list):
        return Refusal("incomes", "wrong_shape", "told, whole")
    for period in whole:
        if not _is_period(period):
            return Refusal("incomes.whole", "wrong_type", str(period)[:60])
    told: list[Income] = []
    for index, raw in enumerate(listed):
        income = _read_one(f"incomes.told.{index}", raw, book, persons)
        if isinstance(income, Refusal):
            return income
        if _is_told_twice(income, told):
            return Refusal(f"incomes.told.{index}.period", "contradicts", income.period)
        told.append(income)
    return Incomes(tuple(told), frozenset(whole))


def _is_told_twice(income: Income, told: Sequence[Income]) -> bool:
    """Whether the same money stands there as a year's and as one of its months'."""
    year = income.period[:4]
    return any(
        (other.person, other.kind, other.period[:4]) == (income.person, income.kind, year)
        and (other.period == year) != (income.period == year)
        for other in told
    )


def _read_one(place: str, raw: object, book: IncomeBook, persons: int) -> Income | Refusal:
    if not isinstance(raw, Mapping) or raw.keys() != {"person", "kind", "period", "net"}:
        return Refusal(place, "wrong_shape", str(raw)[:60])
    person, kind, period = raw["person"], raw["kind"], raw["period"]
    if not isinstance(person, int) or isinstance(person, bool) or not 0 <= person < persons:
        return Refusal(f"{place}.person", "out_of_range", str(person)[:60])
    if kind not in {known.id for known in book.kinds}:
        return Refusal(f"{place}.kind", "not_a_choice", str(kind)[:60])
    if not _is_period(period):
        return Refusal(f"{place}.period", "wrong_type", str(period)[:60])
    net = read_answer(AMOUNT, raw["net"])
    if not isinstance(net, Known):
        why = net.why if isinstance(net, Refusal) else "wrong_type"
        return Refusal(f"{place}.net", why, str(raw["net"])[:60])
    return Income(person, str(kind), str(period), int(net.value))


def _is_period(raw: object) -> bool:
    return isinstance(raw, str) and PERIOD.fullmatch(raw) is not None


def _half_up(total: int, parts: int) -> int:
    """A share of a sum that is not below zero, in whole grosze, halves up."""
    return (2 * total + parts) // (2 * parts)


def _month(number: int) -> str:
    """A month by its number: 12 times the year and the months gone by in it."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def _counted(
    definition: IncomeDefinition,
    book: IncomeBook,
    incomes: Incomes,
    periods: Sequence[str],
    person: int | None,
) -> Iterator[int]:
    """What counts of the money told, one by one; what is taken off is below zero."""
    signs = {kind.id: -1 if kind.is_paid else 1 for kind in book.kinds_of(definition)}
    counted = {*periods, *(month for period in periods for month in months_in(period))}
    for income in incomes.told:
        is_theirs = person is None or income.person == person
        if is_theirs and income.kind in signs and income.period in counted:
            yield signs[income.kind] * income.grosze


def _is_whole(period: str, incomes: Incomes) -> bool:
    return period in incomes.whole or incomes.whole >= set(months_in(period))


def _follows(
    household: Household,
    incomes: Incomes,
    book: IncomeBook,
    facts: Mapping[str, Fact],
    on: date,
) -> Iterator[tuple[FactKey, Answer]]:
    """Every fact that follows from the money told, and what it is."""
    for definition in book.definitions:
        if definition.yields in facts:
            yield FactKey(definition.yields), reckon(definition, book, incomes, on)
        if definition.own is not None and definition.own in facts:
            for person in range(len(household.persons)):
                own = reckon(definition, book, incomes, on, person)
                yield FactKey(definition.own, person), own


def _within(fact: Fact, answer: Answer) -> Answer:
    """A least sum as a range of this fact: up to the most it can be."""
    if isinstance(answer, Between) and fact.maximum is not None:
        return Between(answer.low, fact.maximum)
    return answer


def _is_beyond(fact: Fact, answer: Answer) -> bool:
    """Whether it adds up to more than the fact can be: refused, never clamped."""
    if fact.maximum is None or not isinstance(answer, Known | Between):
        return False
    return _ends(answer)[0] > fact.maximum


def _joint(told: Answer, follows: Answer) -> Answer | None:
    """What both say; None where they cannot both be so."""
    if not isinstance(follows, Known | Between):
        return told
    if not isinstance(told, Known | Between):
        return follows
    (low, high), (least, most) = _ends(told), _ends(follows)
    low, high = max(low, least), min(high, most)
    if low > high:
        return None
    return Known(low) if low == high else Between(low, high)


def _ends(answer: Known | Between) -> tuple[int, int]:
    if isinstance(answer, Known):
        return int(answer.value), int(answer.value)
    return answer.low, answer.high
