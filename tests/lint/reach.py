"""Verdicts no household can reach, conditions that never say no, documents never asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import z3

from tests.lint.ask import Answer
from tests.lint.findings import Finding
from tests.lint.view import Book, Sight, View
from tests.lint.worth import both, opposite
from tests.lint.written import Epoch, Law

QUICK = 2
Goal = Callable[[Sight], z3.BoolRef]
FITS: Goal = lambda sight: sight.fits  # noqa: E731


def possible(view: View, goal: Goal, *, is_quick: bool = True) -> Answer:
    """Whether any household meets the goal; small ones may be tried first."""
    found = Answer.NO
    for sight in view.sights if is_quick else (view.all,):
        found = sight.ask(goal(sight))
        if found is Answer.YES:
            break
    return found


def verdicts(book: Book) -> Iterator[Finding]:
    """Each verdict can be reached, on all days."""
    for law in book.laws:
        if law.rule.kind == "help":
            continue
        yield from _days(book, law, "nobody fits", FITS)
        yield from _days(book, law, "nobody is refused", lambda sight: opposite(sight.fits))


def _days(book: Book, law: Law, problem: str, goal: Goal) -> Iterator[Finding]:
    found: dict[Answer, list[Epoch]] = {}
    for view, epochs in book.views(law):
        found.setdefault(possible(view, goal), []).extend(epochs)
    for answer, epochs in found.items():
        if answer is not Answer.YES:
            told = ", ".join(map(str, sorted(epochs, key=lambda one: one.from_on)))
            yield Finding(f"reach{doubt(answer)}", law.place, f"{problem} {told}")


def doubt(answer: Answer) -> str:
    """What a finding the solver could not settle is called besides."""
    return " (undecided)" if answer is Answer.UNDECIDED else ""


def conditions(book: Book) -> Iterator[Finding]:
    """Each condition says no to somebody to whom the others say yes, on some day."""
    for law in book.laws:
        if law.rule.kind == "help" or len(law.conditions) < 2 or is_out_of_reach(book, law):
            continue
        for piece in law.conditions:
            answer = ever(book, law, only_no(piece.place))
            yield from _unless(answer, law, piece.place, "never says no")


def is_out_of_reach(book: Book, law: Law) -> bool:
    """Whether nobody fits on any day: that is a finding of its own, and every other follows."""
    return all(possible(view, FITS) is Answer.NO for view, _ in book.views(law))


def only_no(place: str) -> Goal:
    """One condition says no, and no other does."""

    def goal(sight: Sight) -> z3.BoolRef:
        others = [one for name, one in sight.conditions.items() if name != place]
        return both(*others, opposite(sight.conditions[place]))

    return goal


def ever(book: Book, law: Law, goal: Goal) -> Answer:
    """Whether it happens on some day."""
    return any_of([view for view, _ in book.views(law)], goal)


def any_of(views: Sequence[View], goal: Goal) -> Answer:
    """Whether it happens with some of these numbers; the quick look is for the first ones only."""
    answer = Answer.NO
    for index, view in enumerate(views):
        found = possible(view, goal, is_quick=index < QUICK)
        if found is Answer.YES:
            return found
        answer = found if found is Answer.UNDECIDED else answer
    return answer


def _unless(answer: Answer, law: Law, place: str, problem: str) -> Iterator[Finding]:
    if answer is not Answer.YES:
        yield Finding(f"dead{doubt(answer)}", f"{law.place}/{place}", problem)


def documents(book: Book) -> Iterator[Finding]:
    """Each document is needed by some who fit and not by others."""
    for law in book.laws:
        for place in (one.place for one in law.documents):
            needed, not_needed = ever(book, law, _needing(place)), ever(book, law, _not(place))
            yield from _unless(needed, law, place, "nobody needs it")
            yield from _unless(not_needed, law, place, "everybody needs it")


def _needing(place: str) -> Goal:
    return lambda sight: both(sight.fits, sight.documents[place])


def _not(place: str) -> Goal:
    return lambda sight: both(sight.fits, opposite(sight.documents[place]))
