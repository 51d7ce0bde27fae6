"""The shares a made-up city is drawn by, each with its source, read from `lodz.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec

from shared.diagnosis.model import Status

Weights = dict[str, float]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Sourced(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a share was read, and whether somebody has looked it up."""

    source: str
    status: Status


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one group answers: a share that says yes, a choice by weight, or a number between two.

    `between` is in whole units (zł, m², years) and is told by the `share`; the others have least.
    """

    who: str
    yes: Share | None = None
    choices: Weights | None = None
    between: tuple[float, float] | None = None
    share: Share = 1.0


class FactShares(Sourced, frozen=True, kw_only=True):
    """How one fact is answered: by the first group somebody belongs to, else no, none or least."""

    where: tuple[Group, ...]


class Sizes(Sourced, frozen=True, kw_only=True):
    """Shares of households by the number of persons."""

    shares: Weights


class Kinds(
    Sourced,
    frozen=True,
    kw_only=True,
    rename={"of_one": "1", "of_two": "2", "of_three": "3", "of_four": "4"},
):
    """Shares of who lives together, by the number of persons; of four and of more."""

    of_one: Weights
    of_two: Weights
    of_three: Weights
    of_four: Weights

    def of(self, size: int) -> Weights:
        """The weights for a household of that size."""
        return (self.of_one, self.of_two, self.of_three, self.of_four)[min(size, 4) - 1]


class Ages(Sourced, frozen=True, kw_only=True):
    """Shares by bands of age, written as "18-29", and the share of women."""

    single: Weights
    couple: Weights
    eldest_child: Weights
    other: Weights
    female: Share


class Income(Sourced, frozen=True, kw_only=True):
    """Net money a month in złote: a median, the spread of its logarithm, and the least there is."""

    median: int
    spread: float
    least: int
    share: Share = 1.0


class Incomes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person lives on."""

    work: Income
    pension: Income
    other: Income


class Flats(Sourced, frozen=True, kw_only=True):
    """Square meters of a flat, the part that is rooms and kitchen, and złote a month for each."""

    median_area: int
    area_of_each_next: int
    spread: float
    rooms: tuple[float, float]
    costs_of_meter: tuple[int, int]


class Otherwise(Sourced, frozen=True, kw_only=True):
    """How a fact is answered that no share is known for."""

    yes: Share
    first_choice: Share
    more_than_least: Share


class Lodz(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the households are drawn by."""

    sizes: Sizes
    kinds: Kinds
    ages: Ages
    incomes: Incomes
    flats: Flats
    facts: dict[str, FactShares]
    otherwise: Otherwise


@cache
def lodz() -> Lodz:
    """The shares of our city. Raises msgspec.ValidationError when the file is not in shape."""
    written = files("shared.simulation").joinpath("lodz.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(written), Lodz)
