"""The synthetic catalog as publicodes rules, and publicodes itself, run by node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.rivals import catalog as source

HERE = Path(__file__).parent
SCRIPT = HERE / "publicodes.mjs"
PATIENCE_SECONDS = 120
Rules = Mapping[str, Any]


def build(catalog: source.Catalog) -> Rules:
    """The rules, one per fact, parameter, difference, right and amount."""
    facts = {name: {"question": f"{name} ?"} for name in catalog.facts}
    levels = {name: {"valeur": value} for name, value in catalog.levels.items()}
    sums = {name: {"valeur": value / 100} for name, value in catalog.sums.items()}
    nets = {one.name: {"valeur": f"{one.of} - {one.less}"} for one in catalog.differences}
    rights = {f"{one.name} right": {"valeur": _all(one.condition)} for one in catalog.benefits}
    amounts = {
        one.name: {"applicable si": f"{one.name} right", **_amount(one.amount)}
        for one in catalog.benefits
    }
    return {**facts, **levels, **sums, **nets, **rights, **amounts}


def _all(condition: source.Condition) -> Any:
    match condition:
        case source.Flag(fact, wanted):
            return fact if wanted else f"{fact} = non"
        case source.OneOf(fact, choices):
            alike = [f"{fact} = '{one}'" for one in choices]
            return alike[0] if len(alike) == 1 else {"une de ces conditions": alike}
        case source.Bound(quantity, op, parameter):
            return f"{quantity} {op} {parameter}"
        case source.AllOf(parts):
            return {"toutes ces conditions": [_all(part) for part in parts]}
        case source.AnyOf(parts):
            return {"une de ces conditions": [_all(part) for part in parts]}


def _amount(amount: source.Flat | source.TopUp) -> dict[str, str]:
    match amount:
        case source.Flat(parameter):
            return {"valeur": parameter}
        case source.TopUp(limit, quantity, least, most):
            return {"valeur": f"{limit} - {quantity}", "plafond": most, "plancher": least}


def situation(catalog: source.Catalog, household: source.Household) -> dict[str, Any]:
    """A household as answers in the language of the rules, money in whole złote."""

    def said(name: str, value: source.Value) -> Any:
        if name in catalog.moneys:
            return value / 100
        if isinstance(value, bool):
            return "oui" if value else "non"
        return f"'{value}'" if isinstance(value, str) else value

    return {name: said(name, value) for name, value in household.items()}


def run(
    catalog: source.Catalog, task: str, households: Sequence[source.Household], **more: Any
) -> Any:
    """Let node do a task of the script with some households. Raises CalledProcessError."""
    told = {
        "task": task,
        "rules": build(catalog),
        "benefits": [one.name for one in catalog.benefits],
        "situations": [situation(catalog, one) for one in households],
        **more,
    }
    done = subprocess.run(
        ["node", str(SCRIPT)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    return json.loads(done.stdout)


def said(catalog: source.Catalog, households: Sequence[source.Household]) -> list[dict[str, Any]]:
    """What each benefit comes to in złote, for each household; None for a no."""
    return run(catalog, "say", households)
