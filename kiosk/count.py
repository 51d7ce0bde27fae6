"""Adding up an income with a citizen: what counts, what was said, and what it comes to.

Money said of everybody together is kept apart from money of one person: the one is never taken
for the other. It lives in the visit and goes with it; only the sum becomes an answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.diagnosis import Answer, FactKey, Known, Refusal
from shared.diagnosis.answers import read_answer
from shared.diagnosis.income import (
    AMOUNT,
    Income,
    IncomeBook,
    IncomeDefinition,
    IncomeKind,
    Incomes,
    reckon_over,
)

MOST_LINES = 60
TOGETHER = -1  # stands for everybody at once, where a person's index would


@dataclass(frozen=True)
class Line:
    """One amount that was said, and its kind."""

    income: Income
    kind: IncomeKind


@dataclass(frozen=True)
class Count:
    """One income being added up: for which fact, over which periods, from all the money said."""

    book: IncomeBook
    definition: IncomeDefinition
    key: FactKey
    periods: tuple[str, ...]
    money: tuple[Income, ...]

    @property
    def person(self) -> int:
        """Whose money this is: a person's index, or TOGETHER."""
        return TOGETHER if self.key.person is None else self.key.person

    @property
    def kinds(self) -> tuple[IncomeKind, ...]:
        """The kinds that count here."""
        return self.book.kinds_of(self.definition)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The amounts that count here, as they were said."""
        kinds = {kind.id: kind for kind in self.kinds}
        return tuple(
            Line(income, kinds[income.kind])
            for income in self.money
            if income.person == self.person
            and income.kind in kinds
            and income.period in self.periods
        )

    @property
    def answer(self) -> Answer:
        """The income, once this was all."""
        incomes = Incomes(self.money, frozenset(self.periods))
        return reckon_over(self.definition, self.book, incomes, self.periods, self.person)

    @property
    def mean(self) -> int:
        """What a month comes to, in grosze, if this was all."""
        answer = self.answer
        return int(answer.value) if isinstance(answer, Known) else 0


def money_of(typed: str) -> int | Refusal:
    """An amount as it was typed, in grosze."""
    answer = read_answer(AMOUNT, typed)
    if isinstance(answer, Known):
        return int(answer.value)
    return answer if isinstance(answer, Refusal) else Refusal(AMOUNT.id, "wrong_type", typed)
