"""A refused answer in words, for the command line and for the worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from shared.diagnosis.answers import Refusal, decimal_string
from shared.diagnosis.household import parse_key
from shared.diagnosis.model import Fact


class Words(NamedTuple):
    """What is wrong with an answer, and what to write instead."""

    problem: str
    cure: str


WHY = {
    "unknown_fact": Words("there is no such fact", "`okienko facts` lists them"),
    "wrong_type": Words("{given} is not an answer to it", "{wanted}"),
    "too_precise": Words("{given} has too many decimal places", "two are enough"),
    "out_of_range": Words("{given} is out of range", "{wanted}"),
    "upside_down": Words("the range {given} is upside down", "write the smaller number as min"),
    "not_a_choice": Words("{given} is not one of its choices", "{wanted}"),
    "wrong_shape": Words("{given} is not facts with answers", "write {{fact: answer}}"),
    "of_a_person": Words("it is a fact about a person", "write it under `persons`"),
    "of_the_household": Words("it is about the household", "write it under `household`"),
    "role_of_the_asker": Words("the first person, and nobody else, is self", "correct the role"),
    "fewer_than_listed": Words("more persons are listed than {given}", "correct one of the two"),
    "contradicts": Words("{given} contradicts what it follows from", "correct one of the two"),
    "too_many": Words("{given} persons are too many", "list fewer"),
}


INCOME_CURES = {
    "incomes": "write {told: [{person, kind, period, net}, …], whole: [period, …]}",
    "person": "write the person's place in `persons`, from 0",
    "kind": "write one of the kinds in incomes.yaml",
    "period": "write a month as 2026-10 or a year as 2025, each once",
    "whole": "write months as 2026-10 and years as 2025",
    "net": "write an amount from 0 as a decimal, like 1200.50",
}
FORMS = {"int": "a whole number", "date": "a day as 2026-11-22"}


def in_words(refusal: Refusal, facts: Mapping[str, Fact]) -> Words:
    """The refusal in English, with what the fact asks for."""
    if refusal.fact.partition(".")[0] == "incomes":
        return _of_incomes(refusal)
    fact = facts.get(parse_key(refusal.fact).fact)
    wanted = _wanted(fact) if fact else ""
    problem, cure = WHY[refusal.why]
    given = f"`{refusal.given}`"
    return Words(problem.format(given=given), cure.format(wanted=wanted))


def _of_incomes(refusal: Refusal) -> Words:
    """The refusal of money told by kind and period, which is no answer to a fact."""
    field = refusal.fact.rpartition(".")[2]
    problem = f"`{refusal.given}` cannot be taken"
    if refusal.why == "contradicts":
        problem = f"the money of {refusal.given} is there as a year's and as a month's"
    return Words(problem, INCOME_CURES.get(field, INCOME_CURES["incomes"]))


def _wanted(fact: Fact) -> str:
    if fact.type == "bool":
        return "write true or false"
    if fact.type == "choice":
        return "write one of: " + ", ".join(fact.choice_ids)
    low, high = range_of(fact)
    form = FORMS.get(fact.type, 'a decimal as "12.50"')
    return f"write {form} from {low} to {high}"


def range_of(fact: Fact) -> tuple[str, str]:
    """The smallest and largest answer: in whole units (zł, m², persons) as decimals, or days."""
    if fact.type == "date":
        days = (date.fromordinal(day or 1).isoformat() for day in (fact.minimum, fact.maximum))
        return next(days), next(days)
    write = str if fact.type == "int" else decimal_string
    return write(fact.minimum or 0), write(fact.maximum or 0)
