"""How much of the content is tried by examples, and how far the solver's households reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.diagnosis.household import SIZE
from shared.diagnosis.tree import Call, Compare, Name, Node, Number, Quantifier
from tests.city import real_knowledge
from tests.lint.checks import real_cases
from tests.lint.simpler import parts_of
from tests.lint.thresholds import comparisons, sources
from tests.lint.view import ALL_SIZES, Book
from tests.lint.written import names_in
from tests.tally import tally

pytestmark = pytest.mark.proof
LEAST_CASES = 3
LEAST_RULES = 65
LEAST_AMOUNTS = 34


def test_every_rule_with_a_threshold_or_an_amount_is_tried_three_times() -> None:
    cases, few = real_cases(), {}
    for service_id, rule in real_knowledge().rules.items():
        amounts = (of.amount for of in rule.versions or (rule,))
        has_amount = any(one is not None and not one.discretionary for one in amounts)
        has_threshold = any(comparisons(source) for source in sources(rule))
        if (has_amount or has_threshold) and len(cases[service_id]) < LEAST_CASES:
            few[service_id] = len(cases[service_id])
    assert few == {}


def test_every_example_says_where_it_comes_from_and_who_vouches_for_it() -> None:
    silent = [
        (service_id, one.name)
        for service_id, cases in real_cases().items()
        for one in cases
        if not one.source.strip() or not one.validated_by.strip()
    ]
    assert silent == []


def test_so_many_services_have_conditions_and_so_many_an_amount() -> None:
    rules = real_knowledge().rules.values()
    with_conditions, with_amount = 0, 0
    for rule in rules:
        written = rule.versions or (rule,)
        with_conditions += any(one.when for of in written for one in of.conditions)
        amounts = [of.amount for of in written if of.amount is not None]
        with_amount += any(not one.discretionary for one in amounts)
    assert with_conditions >= LEAST_RULES
    assert with_amount >= LEAST_AMOUNTS
    tally(
        "what the content holds",
        services=len(rules),
        with_conditions=with_conditions,
        with_an_amount=with_amount,
        examples=sum(map(len, real_cases().values())),
    )


def test_no_rule_tells_apart_households_larger_than_those_the_solver_looks_at() -> None:
    """A rule that says `household_size <= 9` would need ten persons."""
    trees = [piece.node for law in Book(real_knowledge()).laws for piece in law.pieces]
    largest = max(number for tree in trees for number in _numbers_of_persons(tree))
    assert 1 < largest < ALL_SIZES[-1]


def _numbers_of_persons(node: Node) -> Iterator[int]:
    """Every number that a size or a count of persons is compared with."""
    if isinstance(node, Compare):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, Number) and _counts(other):
                yield int(one.value)
    for _, _, part in parts_of(node):
        yield from _numbers_of_persons(part)


def _counts(node: Node) -> bool:
    is_size = isinstance(node, Name) and node.id == SIZE
    return is_size or (isinstance(node, Quantifier) and node.name == "count")


def test_no_table_ends_where_larger_households_begin() -> None:
    """Past the last entry of a table there is `each_next`, so nobody is beyond it."""
    known = real_knowledge()
    tables = {
        name
        for law in Book(known).laws
        for piece in law.pieces
        for name in _tables_by_size(piece.node)
    }
    assert tables
    for value in (one for name in tables for one in known.parameters[name].values):
        assert value.each_next is not None


def _tables_by_size(node: Node) -> Iterator[str]:
    if isinstance(node, Call) and node.function == "table" and SIZE in names_in(node.arguments[1]):
        yield from names_in(node.arguments[0])
    for _, _, part in parts_of(node):
        yield from _tables_by_size(part)
