"""Random rules: typed expressions of every form the language has, over a small set of facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from msgspec.structs import replace

from shared.diagnosis import (
    Amount,
    Condition,
    ContentError,
    Definition,
    Engine,
    Fact,
    Parameter,
    Rule,
    Verdict,
)
from shared.diagnosis.language import QUANTIFIERS
from tests.shared.diagnosis.build import ON, condition, fact, official, parameter, since, text
from tests.shared.diagnosis.households import random_whole, told

REFUSED = {
    "exclude each other",
    "this compares a thing with itself",
    "both branches are the same",
    "where says what is asked already",
    *(f"{name}(…) says nothing about a person" for name in QUANTIFIERS),
}
ROLES = ("self", "partner", "child")


def random_facts(*, small: bool) -> dict[str, Fact]:
    """The facts; small ones have so few answers that all households can be tried."""
    money = {"minimum": 0, "maximum": 5 if small else 1_000_000}
    age = {"minimum": 0, "maximum": 3 if small else 120}
    made = (
        fact("household_size", "int", minimum=1, maximum=3 if small else 6),
        fact("insured", "bool", topic="work"),
        fact("tenant", "bool", topic="home", cost=2),
        fact("title", "choice", choices=("rent", "own", "none"), topic="home"),
        fact("income", "money", topic="work", cost=3, **money),
        fact("flat", "area", topic="home", **money),
        fact("role", "choice", entity="person", choices=ROLES),
        fact("age", "int", entity="person", **age),
        fact("learns", "bool", entity="person"),
        fact("wage", "money", entity="person", topic="work", **money),
    )
    return {one.id: one for one in made}


def random_parameters(*, small: bool) -> dict[str, Parameter]:
    """The parameters; one is not announced on the day of the tests."""
    made = (
        parameter("limit", "money", since("0.03" if small else "1010.00")),
        parameter("share", "percent", since("50")),
        parameter("norm", "table", since(("0.02", "0.03"), each_next="0.01")),
        parameter("future", "money", since("0.02", "2030-01-01")),
    )
    return {one.id: one for one in made}


@dataclass(frozen=True)
class Author:
    """Writes random expressions."""

    rng: Random
    small: bool
    is_inside: bool = False

    def truth(self, depth: int) -> str:
        """A condition."""
        ways: list[Callable[[], str]] = [self._fact, self._choice, lambda: self._compare(depth)]
        if depth > 0:
            ways += [lambda: self._both(depth), lambda: f"not ({self.truth(depth - 1)})"]
            if not self.small:  # the law itself says such things with and, or
                ways += [lambda: self._if("truth", depth)]
            if not self.is_inside:
                ways += [lambda: self._about_persons(depth)] * 4
        return self.rng.choice(ways)()

    def _fact(self) -> str:
        of_person = ("learns",) if self.is_inside else ()
        of_household = () if self.is_about_persons else ("insured", "tenant")
        return self.rng.choice((*of_person, *of_household))

    @property
    def is_about_persons(self) -> bool:
        """The law asks of persons what is about persons; the wilder rules mix everything."""
        return self.is_inside and self.small

    def _choice(self) -> str:
        if self.is_about_persons or (self.is_inside and self.rng.random() < 0.7):
            return self.rng.choice(("role = child", "role != self", "role in {partner, child}"))
        return self.rng.choice(("title = own", "title != rent", "title in {own, none}"))

    def _compare(self, depth: int) -> str:
        kinds = ("money", "number") if self.is_about_persons else ("money", "number", "area")
        kind = self.rng.choice(kinds)
        sign = self.rng.choice(("<", "<=", ">", ">=", "=", "!="))
        left, right = self._two(lambda: self.quantity(kind, depth - 1))
        return f"{left} {sign} {right}"

    def _two(self, write: Callable[[], str]) -> tuple[str, str]:
        """Two that differ: the engine refuses what compares a thing with itself."""
        one, other = write(), write()
        while one == other:
            other = write()
        return one, other

    def _both(self, depth: int) -> str:
        word = self.rng.choice((" and ", " or "))
        parts = [f"({self.truth(depth - 1)})" for _ in range(self.rng.randint(2, 3))]
        return word.join(parts)

    def _about_persons(self, depth: int) -> str:
        inner = Author(self.rng, self.small, is_inside=True)
        name = self.rng.choice(("any", "all", "self"))
        guard = f" where {inner.truth(0)}" if name != "self" and self.rng.random() < 0.5 else ""
        return f"{name}({inner.truth(depth - 1)}{guard})"

    def _if(self, kind: str, depth: int) -> str:
        def branch() -> str:
            return self.truth(depth - 1) if kind == "truth" else self.quantity(kind, depth - 1)

        yes, no = self._two(branch)
        return f"if({self.truth(depth - 1)}, {yes}, {no})"

    def quantity(self, kind: str, depth: int) -> str:
        """A number, money or an area."""
        if depth <= 0 or self.rng.random() < 0.3:
            return self._leaf(kind)
        ways: list[Callable[[], str]] = [
            lambda: self._sum(kind, depth),
            lambda: self._product(kind, depth),
            lambda: self._extreme(kind, depth),
            lambda: self._if(kind, depth),
            lambda: self._round(kind, depth),
        ]
        if kind != "area" and not self.is_inside:
            ways += [lambda: self._of_persons(kind, depth)] * 2
        return self.rng.choice(ways)()

    def _leaf(self, kind: str) -> str:
        one = "0.01" if self.small else "100"
        leaves = {
            "money": ["income", "limit", f"{self.rng.randint(0, 6)} * {one} zł"],
            "area": ["flat", f"{self.rng.randint(0, 6)} * {one} m²", "table(norm, household_size)"],
            "number": ["household_size", str(self.rng.randint(1, 4))],
        }[kind]
        if not self.small:
            leaves += {"money": ["future"], "number": ["share", "0.5"], "area": []}[kind]
        if self.is_inside and kind != "area":
            leaves = [] if self.is_about_persons else leaves
            leaves += [{"money": "wage", "number": "age"}[kind]] * 3
            leaves += [{"money": "limit", "number": "2"}[kind]]
        return self.rng.choice(leaves)

    def _sum(self, kind: str, depth: int) -> str:
        sign = self.rng.choice("+-")
        return f"({self.quantity(kind, depth - 1)} {sign} {self.quantity(kind, depth - 1)})"

    def _product(self, kind: str, depth: int) -> str:
        sign = self.rng.choice("***/")
        return f"({self.quantity(kind, depth - 1)} {sign} {self.quantity('number', depth - 1)})"

    def _extreme(self, kind: str, depth: int) -> str:
        name = self.rng.choice(("min", "max"))
        return f"{name}({self.quantity(kind, depth - 1)}, {self.quantity(kind, depth - 1)})"

    def _round(self, kind: str, depth: int) -> str:
        name = self.rng.choice(("round_up", "round_down", "round"))
        step = self.rng.choice(("0.01", "0.02", "1", "2.5"))
        return f"{name}({self.quantity(kind, depth - 1)}, {step})"

    def _of_persons(self, kind: str, depth: int) -> str:
        inner = Author(self.rng, self.small, is_inside=True)
        guard = f" where {inner.truth(0)}" if self.rng.random() < 0.5 else ""
        if kind == "number" and self.rng.random() < 0.6:
            return f"count({inner.truth(depth - 1)}{guard})"
        return f"sum({inner.quantity(kind, depth - 1)}{guard})"


def random_rule(author: Author, name: str) -> Rule:
    """A rule of one to three conditions and mostly an amount."""
    rng = author.rng
    depth = 2 if author.small else 3
    conditions: list[Condition] = [
        condition(author.truth(rng.randint(0, depth)), f"condition_{index}")
        for index in range(rng.randint(1, 3))
    ]
    if rng.random() < 0.3:
        conditions.append(official())
    amounts = (
        None,
        Amount(period="month", exactly=author.quantity("money", depth)),
        Amount(
            period="once",
            lowest=author.quantity("money", depth - 1),
            highest=author.quantity("money", depth - 1),
        ),
    )
    kind = "help" if rng.random() < 0.1 else "entitlement"
    return Rule(
        service_id=name, kind=kind, conditions=tuple(conditions), amount=rng.choice(amounts)
    )


def random_engine(seed: int, *, small: bool, rules: int = 4) -> Engine:
    """An engine with that many random rules; the same seed gives the same rules."""
    author = Author(Random(seed), small)
    facts, parameters = random_facts(small=small), random_parameters(small=small)
    made = [acceptable_rule(author, f"service_{n}", facts, parameters) for n in range(rules)]
    return Engine(facts, parameters, made, f"random {seed}")


def with_names(engine: Engine, rng: Random) -> Engine:
    """The same rules, with some of their formulas given a name, for one service or for all."""
    shared: list[Definition] = []
    rules = []
    for rule in engine.rules:
        own: list[Definition] = []
        conditions = tuple(_named(one, rule, own, shared, rng) for one in rule.conditions)
        rules.append(replace(rule, conditions=conditions, definitions=tuple(own)))
    return Engine(engine.facts, engine.parameters, rules, engine.content_hash, shared)


def _named(
    condition: Condition,
    rule: Rule,
    own: list[Definition],
    shared: list[Definition],
    rng: Random,
) -> Condition:
    if condition.when is None or rng.random() < 0.3:
        return condition
    home, name = rng.choice(((own, "formula"), (shared, f"formula_of_{rule.service_id}")))
    name = f"{name}_{len(home)}"
    home.append(Definition(id=name, names=text(name), exactly=condition.when))
    return replace(condition, when=rng.choice((name, f"not (not {name})", f"{name} and {name}")))


def acceptable_rule(
    author: Author, name: str, facts: dict[str, Fact], parameters: dict[str, Parameter]
) -> Rule:
    """The first random rule that the engine does not refuse for saying nothing."""
    while True:
        rule = random_rule(author, name)
        problems = problems_of(rule, facts, parameters)
        assert problems <= REFUSED
        if not problems and (not author.small or tells_apart(rule, facts, parameters)):
            return rule


def tells_apart(rule: Rule, facts: dict[str, Fact], parameters: dict[str, Parameter]) -> bool:
    """Whether some household fits and some other does not: rules for nobody are no rules."""
    engine, rng, verdicts = Engine(facts, parameters, (rule,), "tried"), Random(1), set()
    for _ in range(40):
        household = told(random_whole(facts, rng, most_persons=2))
        verdicts.add(engine.assess(household, ON).results[0].verdict)
        if rule.kind == "help" or {Verdict.NOT_ELIGIBLE} < verdicts:
            return True
    return False


def problems_of(rule: Rule, facts: dict[str, Fact], parameters: dict[str, Parameter]) -> set[str]:
    """What the engine finds wrong with a rule."""
    try:
        Engine(facts, parameters, (rule,), "tried")
    except ContentError as error:
        return {fault.problem for fault in error.faults}
    return set()
