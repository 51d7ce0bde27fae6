"""One synthetic catalog for all engines: 40 facts and 30 benefits, written down for none of them.

It holds what all three can say: flags, choices, numbers and money of one household, differences of
two amounts with a name of their own, thresholds from dated parameters, `and` and `or`, amounts with
a least and a most. No members of the household: publicodes has none. It is nobody's law.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Value = bool | int | str
SEED = 20261122
CHOICES = ("red", "green", "blue", "gray")
LEAST_SUM, MOST_SUM = 20_000, 800_000
MOST_MONEY = 1_000_000
MOST_COUNT = 8


@dataclass(frozen=True)
class Flag:
    """A fact is yes, or no."""

    fact: str
    wanted: bool


@dataclass(frozen=True)
class OneOf:
    """A choice is one of several."""

    fact: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Bound:
    """A number, or an amount of money, against a parameter."""

    quantity: str
    op: str
    parameter: str


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Some part holds."""

    parts: tuple[Condition, ...]


Condition = Flag | OneOf | Bound | AllOf | AnyOf


@dataclass(frozen=True)
class Flat:
    """A parameter is paid."""

    parameter: str


@dataclass(frozen=True)
class TopUp:
    """What is missing to a limit, at least `least` and at most `most`."""

    limit: str
    quantity: str
    least: str
    most: str


@dataclass(frozen=True)
class Difference:
    """An amount less another one, under a name of its own."""

    name: str
    of: str
    less: str


@dataclass(frozen=True)
class Benefit:
    """One benefit: who gets it and how much, in grosze a month."""

    name: str
    condition: AllOf
    amount: Flat | TopUp


@dataclass(frozen=True)
class Catalog:
    """Facts by kind, parameters in whole units (grosze for money), differences, and benefits."""

    flags: tuple[str, ...]
    choices: tuple[str, ...]
    counts: tuple[str, ...]
    moneys: tuple[str, ...]
    levels: Mapping[str, int]
    sums: Mapping[str, int]
    differences: tuple[Difference, ...]
    benefits: tuple[Benefit, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact."""
        return (*self.flags, *self.choices, *self.counts, *self.moneys)


def _names(stem: str, count: int) -> tuple[str, ...]:
    return tuple(f"{stem}{number:02}" for number in range(1, count + 1))


def synthetic_catalog(seed: int = SEED) -> Catalog:
    """The catalog; the same seed gives the same one."""
    rng = Random(seed)
    moneys = _names("money", 10)
    blank = Catalog(
        flags=_names("flag", 18),
        choices=_names("choice", 6),
        counts=_names("count", 6),
        moneys=moneys,
        levels={name: rng.randint(1, MOST_COUNT - 1) for name in _names("level", 8)},
        sums={name: rng.randint(LEAST_SUM, MOST_SUM) for name in _names("sum", 24)},
        differences=tuple(Difference(name, *rng.sample(moneys, 2)) for name in _names("net", 4)),
        benefits=(),
    )
    writer = _Writer(blank, rng)
    benefits = tuple(writer.benefit(name) for name in _names("benefit", 30))
    return Catalog(**{**vars(blank), "benefits": benefits})


class _Writer:
    """Draws facts like cards, so that every fact is in use before one is used again."""

    def __init__(self, catalog: Catalog, rng: Random) -> None:
        self.catalog, self.rng = catalog, rng
        self.decks: dict[str, list[str]] = {}

    def _draw(self, kind: str, names: Sequence[str]) -> str:
        deck = self.decks.setdefault(kind, [])
        if not deck:
            deck += self.rng.sample(list(names), len(names))
        return deck.pop()

    def benefit(self, name: str) -> Benefit:
        """A guard, one to three more conditions and perhaps an alternative; then an amount."""
        guard = Flag(self._draw("flag", self.catalog.flags), self.rng.random() < 0.8)
        parts: list[Condition] = [guard, *(self._leaf() for _ in range(self.rng.randint(1, 3)))]
        if self.rng.random() < 0.6:
            parts.append(AnyOf((self._leaf(), AllOf((self._leaf(), self._leaf())))))
        return Benefit(name, AllOf(tuple(parts)), self._amount())

    def _leaf(self) -> Condition:
        kind = self.rng.choice(("flag", "choice", "count", "money", "money"))
        if kind == "flag":
            return Flag(self._draw(kind, self.catalog.flags), self.rng.random() < 0.7)
        if kind == "choice":
            wanted = self.rng.sample(CHOICES, self.rng.randint(1, 3))
            return OneOf(self._draw(kind, self.catalog.choices), tuple(wanted))
        op = self.rng.choice(("<=", "<=", "<", ">=", ">"))
        if kind == "count":
            fact = self._draw(kind, self.catalog.counts)
            return Bound(fact, op, self._draw("level", tuple(self.catalog.levels)))
        return Bound(self._quantity(), op, self._draw("sum", tuple(self.catalog.sums)))

    def _quantity(self) -> str:
        if self.rng.random() < 0.3:
            return self._draw("net", [one.name for one in self.catalog.differences])
        return self._draw("money", self.catalog.moneys)

    def _amount(self) -> Flat | TopUp:
        names = tuple(self.catalog.sums)
        if self.rng.random() < 0.4:
            return Flat(self._draw("sum", names))
        bounds = self.rng.sample(names, 2)
        least, most = sorted(bounds, key=self.catalog.sums.__getitem__)
        return TopUp(self._draw("sum", names), self._quantity(), least, most)


Household = Mapping[str, Value]
Number = Callable[[float], float]


def random_households(catalog: Catalog, count: int, seed: int) -> list[Household]:
    """Complete households; amounts and differences often lie at a threshold or next to it."""
    rng = Random(seed)
    return [_household(catalog, rng) for _ in range(count)]


def _household(catalog: Catalog, rng: Random) -> Household:
    moneys = {name: _money(catalog, rng) for name in catalog.moneys}
    for one in catalog.differences:
        if rng.random() < 1 / 4:
            moneys[one.of] = min(moneys[one.less] + _near_a_sum(catalog, rng), MOST_MONEY)
    return {
        **{name: rng.random() < 0.6 for name in catalog.flags},
        **{name: rng.choice(CHOICES) for name in catalog.choices},
        **{name: rng.randint(0, MOST_COUNT) for name in catalog.counts},
        **moneys,
    }


def _money(catalog: Catalog, rng: Random) -> int:
    if rng.random() < 1 / 3:
        return _near_a_sum(catalog, rng)
    return rng.randint(0, MOST_MONEY)


def _near_a_sum(catalog: Catalog, rng: Random) -> int:
    return rng.choice(list(catalog.sums.values())) + rng.choice((-1, 0, 1))


def said_by_hand(
    catalog: Catalog, household: Household, number: Number | None = None
) -> dict[str, int | None]:
    """What each benefit comes to in grosze, read off the tree; None where there is no right.

    Exactly; or, to know what rounding does, in numbers of another kind, of whole złote.
    """
    moneys = {name: household[name] for name in catalog.moneys} | dict(catalog.sums)
    if number is not None:
        moneys = {name: number(grosze / 100) for name, grosze in moneys.items()}
    nets = {one.name: moneys[one.of] - moneys[one.less] for one in catalog.differences}
    worth = {**catalog.levels, **household, **moneys, **nets}
    said = {
        one.name: _amount(one.amount, worth) if _holds(one.condition, worth) else None
        for one in catalog.benefits
    }
    if number is None:
        return said
    return {name: None if one is None else round(float(one) * 100) for name, one in said.items()}


def _holds(condition: Condition, worth: Mapping[str, Value]) -> bool:
    match condition:
        case Flag(fact, wanted):
            return worth[fact] is wanted
        case OneOf(fact, choices):
            return worth[fact] in choices
        case Bound(quantity, op, parameter):
            left, right = worth[quantity], worth[parameter]
            return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
                op
            ]
        case AllOf(parts):
            return all(_holds(part, worth) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, worth) for part in parts)


def _amount(amount: Flat | TopUp, worth: Mapping[str, Value]) -> int:
    match amount:
        case Flat(parameter):
            return worth[parameter]
        case TopUp(limit, quantity, least, most):
            return max(worth[least], min(worth[most], worth[limit] - worth[quantity]))
