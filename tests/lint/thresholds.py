"""Thresholds that no worked example stands at: `<` could be `<=` there and nobody would notice.

A threshold is held by an example exactly at it (the other sign changes what comes out), and by one
a step to the side where the answer turns (a threshold one grosz, or one year, further changes it).
What a service compares in several places alike is one threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from shared.bundle.files import Case
from shared.diagnosis import Engine, Household, read_household
from shared.diagnosis.language import parse
from shared.diagnosis.model import Amount, Fact, Rule, Version
from shared.diagnosis.tree import Compare, Name, Node, shape
from tests.lint.ask import Answer
from tests.lint.findings import Finding
from tests.lint.idle import ever_differs
from tests.lint.reach import doubt, is_out_of_reach
from tests.lint.simpler import STRICT, parts_of
from tests.lint.view import Book
from tests.lint.written import Law, laws_of, names_in

MONEY_OR_AREA = {"money", "area"}
FURTHER = {"<": "-", "<=": "+", ">": "+", ">=": "-"}
Rewrite = Callable[[str], str]


def comparisons(source: str) -> list[Compare]:
    """Every comparison of numbers by order, the last first."""
    found = sorted(_below(parse(source)), key=lambda one: one.start, reverse=True)
    return [one for one in found if one.op in STRICT]


def _below(node: Node) -> Iterator[Compare]:
    if isinstance(node, Compare):
        yield node
    for _, _, part in parts_of(node):
        yield from _below(part)


def sources(rule: Rule) -> Iterator[str]:
    """Every expression that decides a verdict or an amount, definitions too."""
    yield from (one.exactly for one in rule.definitions)
    for of in rule.versions or (rule,):
        yield from (one.when for one in of.conditions if one.when is not None)
        if of.amount is not None:
            yield from filter(None, (of.amount.exactly, of.amount.lowest, of.amount.highest))


def rewritten(rule: Rule, how: Rewrite) -> Rule:
    """The rule with each of these expressions written otherwise."""
    definitions = tuple(replace(one, exactly=how(one.exactly)) for one in rule.definitions)
    versions = tuple(_of(one, how) for one in rule.versions)
    return replace(_of(rule, how), definitions=definitions, versions=versions)


def _of(of: Rule | Version, how: Rewrite):
    conditions = tuple(
        one if one.when is None else replace(one, when=how(one.when)) for one in of.conditions
    )
    return replace(of, conditions=conditions, amount=_of_amount(of.amount, how))


def _of_amount(amount: Amount | None, how: Rewrite) -> Amount | None:
    if amount is None:
        return None
    fields = {name: getattr(amount, name) for name in ("exactly", "lowest", "highest")}
    return replace(amount, **{name: how(one) for name, one in fields.items() if one is not None})


def other_sign(key: object) -> Rewrite:
    """Strict where it was not, and the other way round."""

    def write(source: str, one: Compare) -> str:
        gap = source[one.left.end : one.right.start].replace(one.op, STRICT[one.op])
        return source[: one.left.end] + gap + source[one.right.start :]

    return _wherever(key, write)


def further(key: object, step: str) -> Rewrite:
    """The threshold a step to the side where the answer turns."""

    def write(source: str, one: Compare) -> str:
        start, end = one.right.start, one.right.end
        return f"{source[:start]}(({source[start:end]}) {FURTHER[one.op]} {step}){source[end:]}"

    return _wherever(key, write)


def _wherever(key: object, write: Callable[[str, Compare], str]) -> Rewrite:
    def how(source: str) -> str:
        for one in comparisons(source):
            if shape(one) == key:
                source = write(source, one)
        return source

    return how


def step_of(compare: Compare, facts: Mapping[str, Fact]) -> str | None:
    """A grosz, a hundredth of m², a year; None of a ratio, which no answer moves by one step."""
    kinds = {facts[name].type for name in names_in(compare) if name in facts}
    sides = {side.id for side in (compare.left, compare.right) if isinstance(side, Name)}
    if sides & facts.keys():
        return "0.01" if kinds & MONEY_OR_AREA else "1"
    return "1" if kinds and not kinds & MONEY_OR_AREA else None


def thresholds(rule: Rule, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Rule]]:
    """What each threshold says, and the rule with that one written otherwise."""
    seen: dict[object, tuple[Compare, str]] = {}
    for source in sources(rule):
        for one in comparisons(source):
            written = " ".join(source[one.start : one.end].split())
            seen.setdefault(shape(one), (one, written))
    for key, (compare, written) in seen.items():
        yield f"exactly at `{written}`", rewritten(rule, other_sign(key))
        step = step_of(compare, facts)
        if step is not None:
            yield f"right beside `{written}`", rewritten(rule, further(key, step))


def untried(book: Book, cases: Mapping[str, Sequence[Case]]) -> Iterator[Finding]:
    """Thresholds no example of the service holds, of all that anybody's result hangs on."""
    known = book.knowledge
    for service_id, rule in known.rules.items():
        laws = [one for one in book.laws if one.service_id == service_id]
        others = list(thresholds(rule, known.facts))
        if not others or rule.kind == "help" or all(is_out_of_reach(book, one) for one in laws):
            continue
        noticed = _noticed(book, rule, [one for _, one in others], cases[service_id])
        for (says, other), is_noticed in zip(others, noticed, strict=True):
            answer = Answer.NO if is_noticed else _matters(book, laws, other)
            if answer is not Answer.NO:
                yield Finding(f"threshold{doubt(answer)}", service_id, f"no example {says}")


def _noticed(book: Book, rule: Rule, others: Sequence[Rule], cases: Sequence[Case]) -> list[bool]:
    """Of each other way to write the rule: whether an example comes out otherwise."""
    known = book.knowledge
    named = [replace(one, service_id=f"{index}") for index, one in enumerate(others)]
    definitions = known.content.definitions
    engine = Engine(known.facts, known.parameters, (rule, *named), "", definitions)
    noticed = [False] * len(others)
    for case in cases:
        first, *rest = engine.assess(household_of(book, case), case.on).results
        came = (first.verdict, first.amount)
        for index, one in enumerate(rest):
            noticed[index] |= (one.verdict, one.amount) != came
    return noticed


def household_of(book: Book, case: Case) -> Household:
    """The household of a worked example."""
    document = {"household": case.household, "persons": list(case.persons)}
    household = read_household(document, book.knowledge.facts, case.on)
    assert isinstance(household, Household), household
    return household


def _matters(book: Book, laws: Iterable[Law], other: Rule) -> Answer:
    """Whether anybody's result is another one if the rule is written the other way."""
    known = book.knowledge
    theirs = laws_of((other,), known.content.definitions, known.parameters)
    answers = []
    for mine, their in zip(laws, theirs, strict=True):
        pieces = {one.place: one for one in mine.pieces if not one.place.startswith("documents")}
        turned = [one for one in their.pieces if one.place in pieces]
        turned = [one for one in turned if one.source != pieces[one.place].source]
        names = {f"definitions/{name}": name for name in mine.formulas}
        formulas = {names[one.place]: one.node for one in turned if one.place in names}
        changed = {one.place: one.node for one in turned if one.place not in names}
        answers.append(ever_differs(book, mine, changed, formulas))
    ranked = (Answer.YES, Answer.UNDECIDED, Answer.NO)
    return next(one for one in ranked if one in answers)
