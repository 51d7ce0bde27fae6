"""What a rule rests on: every name in its formulas, and in the formulas behind those names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shared.diagnosis.model import Amount, Condition, Definition, Rule

NAME = re.compile(r"[a-z][a-z0-9_]*")
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def names_in(rule: Rule, shared: Mapping[str, Definition]) -> frozenset[str]:
    """Every word of the rule's formulas and of those they name, and every number it shows.

    `shared`: the definitions all rules may use. Keywords are among the words; whoever looks for
    facts or parameters takes those that are one.
    """
    definitions = {**shared, **{one.id: one for one in rule.definitions}}
    found: set[str] = set()
    waiting = [name for source in sources(rule) for name in NAME.findall(source)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            if name in definitions:
                waiting += NAME.findall(definitions[name].exactly)
    shown = (PLACEHOLDER.findall(one.text.pl) for one in conditions(rule))
    return frozenset(found.union(*shown))


def sources(rule: Rule) -> Iterator[str]:
    """Every expression of the conditions, amounts and documents, in all versions."""
    yield from (one.when for one in conditions(rule) if one.when is not None)
    for amount in _amounts(rule):
        written = (amount.exactly, amount.lowest, amount.highest)
        yield from (one for one in written if one is not None)
    yield from (one.when for one in rule.documents if one.when is not None)


def conditions(rule: Rule) -> Iterator[Condition]:
    """The conditions of all versions."""
    yield from rule.conditions
    for version in rule.versions:
        yield from version.conditions


def _amounts(rule: Rule) -> Iterator[Amount]:
    spans = (rule.amount, *(version.amount for version in rule.versions))
    yield from (amount for amount in spans if amount is not None)
