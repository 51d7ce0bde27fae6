"""What is settled and what is not, whatever kind of thing it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shared.diagnosis.descent import is_unsettled

HALVES = Fraction(1, 2), Fraction(2, 4)


@pytest.mark.parametrize(
    "value",
    [True, False, (3, 3), (0, 0), HALVES, (1_000_000_007, 10**9 + 7), frozenset({"tenancy"})],
)
def test_one_thing_is_settled(value: object) -> None:
    assert is_unsettled(value) is False


@pytest.mark.parametrize(
    "value",
    [
        None,
        (3, 4),
        (None, 3),
        (3, None),
        (None, None),
        (Fraction(1, 2), Fraction(2, 3)),
        frozenset({"tenancy", "none"}),
        frozenset({"a", "b", "c"}),
    ],
)
def test_one_of_several_is_not(value: object) -> None:
    assert is_unsettled(value) is True
