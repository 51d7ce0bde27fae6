"""The synthetic catalog as an openfisca-core country package, and simulations on it.

The formulas are written out the way its authors write them, vectorised over all households, and
then executed; thresholds are dated parameters, choices are enums. Facts belong to the household,
so nothing has to be projected from persons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
from openfisca_core import periods
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tests.rivals import catalog as source

MONTH = "2026-11"
BEGAN_ON = "2026-01-01"
Color = Enum("Color", {name: name for name in source.CHOICES})


def build(catalog: source.Catalog) -> TaxBenefitSystem:
    """The tax and benefit system."""
    person = Entity("person", "persons", "A person", "")
    roles = [{"key": "member", "plural": "members", "label": "Members"}]
    household = GroupEntity("household", "households", "A household", "", roles=roles)
    system = TaxBenefitSystem([person, household])
    system.parameters = ParameterNode("", data=_parameters(catalog))
    names: dict[str, Any] = {
        "Variable": Variable,
        "Household": household,
        "MONTH": periods.DateUnit.MONTH,
        "Enum": Enum,
        "Color": Color,
        "where": numpy.where,
        "maximum": numpy.maximum,
        "minimum": numpy.minimum,
    }
    exec(compile(written(catalog), "<synthetic>", "exec"), names)
    made = [one for one in names.values() if isinstance(one, type) and issubclass(one, Variable)]
    system.add_variables(*(one for one in made if one is not Variable))
    return system


def _parameters(catalog: source.Catalog) -> dict[str, Any]:
    levels = {name: {"values": {BEGAN_ON: value}} for name, value in catalog.levels.items()}
    sums = {name: {"values": {BEGAN_ON: value / 100}} for name, value in catalog.sums.items()}
    return {"benefits": {**levels, **sums}}


def written(catalog: source.Catalog) -> str:
    """The source of the country package."""
    facts = [_input(name) for name in catalog.facts]
    nets = [
        _variable(one.name, "float", f"return {_fact(one.of)} - {_fact(one.less)}")
        for one in catalog.differences
    ]
    benefits = [text for one in catalog.benefits for text in _benefit(one)]
    return "\n\n".join((*facts, *nets, *benefits))


def _input(name: str) -> str:
    kinds = {
        "flag": "bool",
        "choice": "Enum\n    possible_values = Color\n    default_value = Color.red",
        "count": "int",
        "money": "float",
    }
    kind = kinds[name.rstrip("0123456789")]
    return (
        f"class {name}(Variable):\n    value_type = {kind}\n    entity = Household\n"
        f'    definition_period = MONTH\n    label = "{name}"'
    )


def _variable(name: str, kind: str, formula: str) -> str:
    return (
        f"class {name}(Variable):\n    value_type = {kind}\n    entity = Household\n"
        f'    definition_period = MONTH\n    label = "{name}"\n\n'
        f"    def formula(household, period, parameters):\n        {formula}"
    )


def _benefit(benefit: source.Benefit) -> tuple[str, str]:
    read = "set_by_law = parameters(period).benefits\n        "
    right = f"{benefit.name}_right"
    amount = f"return where({_fact(right)}, {_amount(benefit.amount)}, 0)"
    condition = f"return {_condition(benefit.condition)}"
    return _variable(right, "bool", read + condition), _variable(
        benefit.name, "float", read + amount
    )


def _fact(name: str) -> str:
    return f'household("{name}", period)'


def _condition(condition: source.Condition) -> str:
    match condition:
        case source.Flag(fact, wanted):
            return _fact(fact) if wanted else f"~{_fact(fact)}"
        case source.OneOf(fact, choices):
            return "(" + " + ".join(f"({_fact(fact)} == Color.{one})" for one in choices) + ")"
        case source.Bound(quantity, op, parameter):
            return f"({_fact(quantity)} {op} set_by_law.{parameter})"
        case source.AllOf(parts):
            return "(" + " * ".join(_condition(part) for part in parts) + ")"
        case source.AnyOf(parts):
            return "(" + " + ".join(_condition(part) for part in parts) + ")"


def _amount(amount: source.Flat | source.TopUp) -> str:
    match amount:
        case source.Flat(parameter):
            return f"set_by_law.{parameter}"
        case source.TopUp(limit, quantity, least, most):
            missing = f"set_by_law.{limit} - {_fact(quantity)}"
            return f"maximum(set_by_law.{least}, minimum(set_by_law.{most}, {missing}))"


Columns = Mapping[str, numpy.ndarray]


def columns(catalog: source.Catalog, households: Sequence[source.Household]) -> dict[str, Any]:
    """The households as one array per fact, in whole złote."""
    found: dict[str, Any] = {}
    for name in catalog.facts:
        values = [household[name] for household in households]
        if name in catalog.choices:
            found[name] = Color.encode(numpy.array(values))
        elif name in catalog.moneys:
            found[name] = numpy.array(values, dtype=numpy.float64) / 100
        else:
            found[name] = numpy.array(values)
    return found


def simulation(system: TaxBenefitSystem, of: Columns, *, trace: bool = False) -> Simulation:
    """A simulation of as many households as the columns have."""
    count = len(next(iter(of.values())))
    made = SimulationBuilder().build_default_simulation(system, count)
    made.trace = trace
    for name, values in of.items():
        made.set_input(name, MONTH, values)
    return made


def results(catalog: source.Catalog, made: Simulation) -> dict[str, tuple[Any, Any]]:
    """The right to each benefit and its amount."""
    return {
        one.name: (made.calculate(f"{one.name}_right", MONTH), made.calculate(one.name, MONTH))
        for one in catalog.benefits
    }


def said(catalog: source.Catalog, made: Simulation) -> list[dict[str, int | None]]:
    """What each benefit comes to in grosze, for each household; None for a no."""
    found = results(catalog, made)
    count = len(next(iter(found.values()))[0])
    return [
        {
            name: round(float(amount[at]) * 100) if right[at] else None
            for name, (right, amount) in found.items()
        }
        for at in range(count)
    ]


def next_question(
    system: TaxBenefitSystem, catalog: source.Catalog, partial: source.Household
) -> str | None:
    """The unknown fact on which most benefits hang, as far as trying can tell.

    What is not told counts as its default, so all that can be done is to change one unknown fact
    after the other and see what happens: here in one vectorised simulation, a column per trial.
    """
    unknown = [name for name in catalog.facts if name not in partial]
    base = {**{name: tries(catalog, name)[0] for name in unknown}, **partial}
    trials = [(name, value) for name in unknown for value in tries(catalog, name)[1:]]
    rows = [base, *({**base, name: value} for name, value in trials)]
    found = results(catalog, simulation(system, columns(catalog, rows)))
    changes = sum((amount != amount[0]) | (right != right[0]) for right, amount in found.values())
    scores: dict[str, int] = {}
    for (name, _), score in zip(trials, changes[1:].tolist(), strict=True):
        scores[name] = max(scores.get(name, 0), score)
    return max(scores, key=scores.__getitem__, default=None)


def tries(catalog: source.Catalog, name: str) -> tuple[source.Value, ...]:
    """The default of a fact, then what to try instead."""
    if name in catalog.flags:
        return False, True
    if name in catalog.choices:
        return source.CHOICES
    most = source.MOST_MONEY if name in catalog.moneys else source.MOST_COUNT
    return 0, most // 2, most
