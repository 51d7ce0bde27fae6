"""The synthetic catalog as our records, and our engine run on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from shared.diagnosis import (
    Amount,
    Choice,
    Condition,
    Definition,
    Engine,
    Fact,
    Household,
    Known,
    Parameter,
    ParameterValue,
    Rule,
    Verdict,
)
from shared.simulation.columns import Column, Columns, bits_of
from shared.simulation.run import VERDICTS, Outcome, run
from shared.text import Text
from tests.rivals import catalog as source

ON = date(2026, 11, 22)
BEGAN_ON = date(2026, 1, 1)
TOPICS = 8


def build(catalog: source.Catalog) -> Engine:
    """The engine over the catalog."""
    facts = {name: _fact(name, rank) for rank, name in enumerate(catalog.facts)}
    parameters = {
        **{name: _parameter(name, "number", str(value)) for name, value in catalog.levels.items()},
        **{name: _parameter(name, "money", whole(value)) for name, value in catalog.sums.items()},
    }
    differences = [
        Definition(id=one.name, names=Text(pl=one.name), exactly=f"{one.of} - {one.less}")
        for one in catalog.differences
    ]
    rules = [_rule(one) for one in catalog.benefits]
    return Engine(facts, parameters, rules, "synthetic", differences)


def whole(grosze: int) -> str:
    """Money in złote."""
    return str(Decimal(grosze) / 100)


def _fact(name: str, rank: int) -> Fact:
    kinds = {
        "flag": {"type": "bool"},
        "choice": {
            "type": "choice",
            "choices": tuple(Choice(one, Text(pl=one)) for one in source.CHOICES),
        },
        "count": {"type": "int", "minimum": 0, "maximum": source.MOST_COUNT},
        "money": {"type": "money", "minimum": 0, "maximum": source.MOST_MONEY},
    }
    more = kinds[name.rstrip("0123456789")]
    topic = f"topic{rank % TOPICS}"
    question = Text(pl=f"{name}?")
    return Fact(id=name, entity="household", topic=topic, question=question, order=rank, **more)


def _parameter(name: str, unit: str, value: str) -> Parameter:
    dated = ParameterValue(value=value, from_on=BEGAN_ON)
    return Parameter(id=name, names=Text(pl=name), unit=unit, values=(dated,))


def _rule(benefit: source.Benefit) -> Rule:
    conditions = tuple(
        Condition(id=f"condition{number}", text=Text(pl="zdanie"), when=expression(part))
        for number, part in enumerate(benefit.condition.parts)
    )
    amount = Amount(period="month", exactly=_amount(benefit.amount))
    return Rule(service_id=benefit.name, kind="entitlement", conditions=conditions, amount=amount)


def expression(condition: source.Condition) -> str:
    """A condition in our language."""
    match condition:
        case source.Flag(fact, wanted):
            return fact if wanted else f"not {fact}"
        case source.OneOf(fact, choices):
            return f"{fact} in {{{', '.join(choices)}}}"
        case source.Bound(quantity, op, parameter):
            return f"{quantity} {op} {parameter}"
        case source.AllOf(parts):
            return " and ".join(f"({expression(part)})" for part in parts)
        case source.AnyOf(parts):
            return " or ".join(f"({expression(part)})" for part in parts)


def _amount(amount: source.Flat | source.TopUp) -> str:
    match amount:
        case source.Flat(parameter):
            return parameter
        case source.TopUp(limit, quantity, least, most):
            return f"max({least}, min({most}, {limit} - {quantity}))"


def told(household: source.Household) -> Household:
    """A household of the catalog as ours, with what is in it answered."""
    return Household({name: Known(value) for name, value in household.items()})


def said(engine: Engine, household: source.Household) -> dict[str, int | None]:
    """What each benefit comes to, in grosze; None for a no."""
    found = {}
    for result in engine.assess(told(household), ON).results:
        assert result.verdict in {Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE}
        amount = result.amount
        assert amount is None or amount.min_grosze == amount.max_grosze
        found[result.service_id] = None if amount is None else amount.min_grosze
    return found


def columns(engine: Engine, households: Sequence[source.Household]) -> Columns:
    """The households as one array per fact; of persons, nothing is known and nothing asked."""

    def column(fact: Fact) -> Column:
        values = [household[fact.id] for household in households]
        if fact.type == "choice":
            bits = {name: bits_of(fact, [name]) for name in fact.choice_ids}
            values = [bits[value] for value in values]
        numbers = np.array(values, dtype=np.int64)
        return Column(numbers, numbers)

    found = {name: column(fact) for name, fact in engine.facts.items()}
    return Columns(engine.facts, np.arange(len(households)), found, {}, len(households))


def at_once(engine: Engine, of: Columns) -> Outcome:
    """All households in one run."""
    return run(engine, of, ON)


def said_at_once(engine: Engine, of: Columns) -> list[dict[str, int | None]]:
    """What each benefit comes to, in grosze, for each household; None for a no."""
    services = at_once(engine, of).services
    found: list[dict[str, int | None]] = [{} for _ in range(len(of))]
    for name, service in services.items():
        low = service.amounts.low.tolist()
        for said_of, verdict, grosze in zip(found, service.verdicts.tolist(), low, strict=True):
            said_of[name] = grosze if VERDICTS[verdict] is Verdict.ELIGIBLE else None
    return found
