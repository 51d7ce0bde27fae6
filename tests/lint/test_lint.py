"""The rules of the city say nothing in vain, leave nobody out, and are tried at each threshold."""

from __future__ import annotations

import time

import pytest

from tests.city import real_knowledge
from tests.lint.checks import checks, lint, real_cases
from tests.lint.findings import outdated, unlisted
from tests.lint.view import ALL_SIZES, Book
from tests.tally import count, tally

pytestmark = pytest.mark.proof


def test_nothing_is_found_that_has_no_reason() -> None:
    book = Book(real_knowledge(), sizes=tuple(range(1, count(ALL_SIZES[-1], 8) + 1)))
    began = time.process_time()
    found = lint(book, real_cases())
    assert [f"{one} ({one.example})" for one in unlisted(found)] == []
    assert outdated(found) == []
    asker = book.asker
    assert asker.solved > 500
    tally(
        "the solver finds no fault in the rules",
        checks=len(checks(real_cases())),
        rules=len(book.laws),
        times=sum(len(law.epochs) for law in book.laws),
        questions=asker.asked,
        to_the_solver=asker.solved,
        solver_seconds=round(asker.seconds, 1),
        seconds=round(time.process_time() - began, 1),
        largest_household=book.sizes[-1],
        findings=len(found),
        without_a_reason=0,
    )
