"""Who lives together: sizes, roles, ages and sexes drawn by share. The first person asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from shared.simulation.shares import Ages, Lodz, Weights

Value = int | bool | str
Values = dict[str, Value]
OLDEST = 100
TWINS = 0.02


@dataclass
class Home:
    """One household while it is being drawn: what is said of all of it, and of each person.

    Numbers are minor units, as the engine has them. `kind` is who lives together.
    """

    kind: str
    persons: list[Values]
    facts: Values = field(default_factory=dict)

    @property
    def asker(self) -> Values:
        """Whoever asks."""
        return self.persons[0]

    def of(self, role: str) -> list[Values]:
        """Everybody with a role."""
        return [person for person in self.persons if person["role"] == role]


def pick(weights: Weights, rng: Random) -> str:
    """One of several, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def age_in(bands: Weights, rng: Random) -> int:
    """A whole number of years, from bands written as "18-29"."""
    first, last = pick(bands, rng).split("-")
    return rng.randint(int(first), int(last))


def draw_home(lodz: Lodz, rng: Random) -> Home:
    """Persons who live together, with a role, an age and a sex."""
    size = int(pick(lodz.sizes.shares, rng))
    kind = pick(lodz.kinds.of(size), rng)
    return Home(kind, _PEOPLE[kind](size, lodz.ages, rng))


def _person(role: str, age: int, sex: str) -> Values:
    return {"role": role, "age": max(0, min(age, OLDEST)), "sex": sex}


def _sex(ages: Ages, rng: Random) -> str:
    return "female" if rng.random() < ages.female else "male"


def _single(_: int, ages: Ages, rng: Random) -> list[Values]:
    return [_person("self", age_in(ages.single, rng), _sex(ages, rng))]


def _others(size: int, ages: Ages, rng: Random) -> list[Values]:
    together = [_person("other", age_in(ages.other, rng), _sex(ages, rng)) for _ in range(size)]
    return [{**together[0], "role": "self"}, *together[1:]]


def _pair(age: int, ages: Ages, rng: Random) -> list[Values]:
    sex = _sex(ages, rng)
    other = "male" if sex == "female" else "female"
    return [_person("self", age, sex), _person("partner", max(18, age + rng.randint(-6, 6)), other)]


def _children(count: int, ages: Ages, rng: Random) -> list[Values]:
    """The eldest first; between two up to six years, one birth in fifty of twins."""
    found = [age_in(ages.eldest_child, rng)]
    while len(found) < count:
        gap = 0 if rng.random() < TWINS else rng.randint(1, 6)
        younger = found[-1] - gap
        found = [*found, younger] if younger >= 0 else [found[0] + gap, *found]
    return [_person("child", age, rng.choice(("female", "male"))) for age in found]


def _age_of_parent(children: list[Values], rng: Random) -> int:
    return int(children[0]["age"]) + rng.randint(20, 37)


def _couple(size: int, ages: Ages, rng: Random) -> list[Values]:
    if size == 2:
        return _pair(age_in(ages.couple, rng), ages, rng)
    children = _children(size - 2, ages, rng)
    return [*_pair(_age_of_parent(children, rng), ages, rng), *children]


def _lone_parent(size: int, ages: Ages, rng: Random) -> list[Values]:
    children = _children(size - 1, ages, rng)
    sex = "female" if rng.random() < 0.85 else "male"
    return [_person("self", _age_of_parent(children, rng), sex), *children]


def _with_parent(size: int, ages: Ages, rng: Random) -> list[Values]:
    """A grown-up with their mother or father, and perhaps children of their own."""
    if size == 2:
        family = [_person("self", rng.randint(25, 65), _sex(ages, rng))]
    else:
        family = _couple(size - 1, ages, rng) if size > 3 else _lone_parent(2, ages, rng)
    grandparent = int(family[0]["age"]) + rng.randint(20, 33)
    return [*family, _person("parent", grandparent, _sex(ages, rng))]


_PEOPLE = {
    "single": _single,
    "couple": _couple,
    "lone_parent": _lone_parent,
    "with_parent": _with_parent,
    "others": _others,
}
