"""Facts that change nobody's result, and exclusions of what could not be had together anyway."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from shared.diagnosis.household import ROLE, SIZE
from shared.diagnosis.since import derivations
from tests.lint.ask import Answer
from tests.lint.findings import Finding
from tests.lint.reach import doubt, ever
from tests.lint.view import Book, Sight
from tests.lint.worth import NO, YES, both, either
from tests.lint.written import Law

OTHER = 1


def facts(book: Book) -> Iterator[Finding]:
    """Another answer to each fact gives somebody another result, or asks for another document."""
    sources = {one.source for one in derivations(book.knowledge.facts)}
    for name in (one for one in book.knowledge.facts if one not in sources | {SIZE, ROLE}):
        answer = _matters(book, name)
        if answer is not Answer.YES:
            yield Finding(f"fact{doubt(answer)}", name, "changes nothing for anybody")


def _matters(book: Book, fact: str) -> Answer:
    answer = Answer.NO
    for law in book.laws:
        if fact in law.names:
            found = ever(book, law, lambda sight: _changed(sight, fact))
            if found is Answer.YES:
                return found
            answer = found if found is Answer.UNDECIDED else answer
    return answer


def _changed(sight: Sight, fact: str) -> z3.BoolRef:
    """Two households that differ in one fact only (of one person) have different results."""
    if fact in sight.world.told:
        return NO
    is_personal = sight.world.facts[fact].entity == "person"
    persons = (0, OTHER) if is_personal else (None,)
    return either(*[_changed_of(sight, fact, person) for person in persons])


def _changed_of(sight: Sight, fact: str, person: int | None) -> z3.BoolRef:
    twins = sight.world.twins(fact, person)

    def other(term: z3.ExprRef) -> z3.ExprRef:
        return z3.substitute(term, *twins)

    domain = [other(one) for one in sight.world.domain([fact])]
    terms = [one.term for one in sight.amounts.values()] + list(sight.documents.values())
    differing = [term != other(term) for term in terms]
    fits = YES if sight.law.rule.kind == "help" else sight.fits
    there = other(fits)
    return both(*domain, either(z3.Xor(fits, there), both(fits, there, either(*differing))))


def exclusions(book: Book) -> Iterator[Finding]:
    """Of services that exclude each other somebody could have both, on some day."""
    laws: dict[str, list[Law]] = {}
    for law in book.laws:
        laws.setdefault(law.service_id, []).append(law)
    for service_id, rule in book.knowledge.rules.items():
        for other in (one for exclusion in rule.excludes for one in exclusion.services):
            answer = _together(book, laws[service_id], laws[other])
            if answer is not Answer.YES:
                told = f"{other} is excluded, which the conditions see to already"
                yield Finding(f"excludes{doubt(answer)}", service_id, told)


def _together(book: Book, ones: list[Law], others: list[Law]) -> Answer:
    answer = Answer.NO
    for one, other in ((one, other) for one in reversed(ones) for other in reversed(others)):
        for day in sorted({e.from_on for law in (one, other) for e in law.epochs}, reverse=True):
            if one.holds(day) and other.holds(day):
                mine, theirs = book.on(one, day).all, book.on(other, day).all
                found = mine.ask(both(mine.fits, theirs.fits), theirs.domain)
                if found is Answer.YES:
                    return found
                answer = found if found is Answer.UNDECIDED else answer
    return answer
