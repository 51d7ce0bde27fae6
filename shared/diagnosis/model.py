"""What the rules are made of: facts, dated parameters, the conditions and amount of a service.

These are the records the content is read into; `Engine` parses and checks the expressions in them.
Numbers are minor units: money in grosze, area in 1/100 m², ints as they are. Never floats.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from shared.text import Text

FactType = Literal["bool", "int", "money", "area", "choice", "date"]
Unit = Literal["money", "percent", "number", "area", "table"]
Status = Literal["verified", "to_confirm"]
Period = Literal["month", "year", "once"]

NUMERIC_TYPES = frozenset({"int", "money", "area"})
ORDERED_TYPES = NUMERIC_TYPES | {"date"}
MINOR_UNITS = {"int": 1, "money": 100, "area": 100}


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers a choice fact may have."""

    id: str
    names: Text


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing a household can be asked. `minimum` and `maximum` are inclusive, in minor units.

    A date is its ordinal (1 = 0001-01-01). A fact that is not `asked` is taken where it is told and
    never proposed. `derived` says what a whole number follows from: `years_since(birth_on)`.
    `income`: what the household is granted every month adds to it. `of_everybody`: it is told of
    everybody together, so another size of the household makes it another number.
    """

    id: str
    entity: Literal["household", "person"]
    type: FactType
    topic: str
    question: Text
    order: int = 0
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()
    cost: int = 1
    sensitive: bool = False
    question_other: Text | None = None
    phone: Text | None = None
    phone_other: Text | None = None
    help: Text | None = None
    per_household_note: Text | None = None
    asked: bool = True
    derived: str | None = None
    income: bool = False
    of_everybody: bool = False

    @property
    def is_ordered(self) -> bool:
        """Whether the answer can lie between two others: a number or a date."""
        return self.type in ORDERED_TYPES

    @property
    def is_numeric(self) -> bool:
        """Whether the answer is a number, so that a range of numbers is an answer too."""
        return self.type in NUMERIC_TYPES

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """The ids a choice fact may have, in content order."""
        return tuple(choice.id for choice in self.choices)


class ParameterValue(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"from_on": "from", "to_on": "to", "known_until_on": "known_until"},
):
    """One dated value: in force from `from_on` to `to_on`, both included, until `known_until_on`.

    `value` is a decimal string in whole units (zł, %, m²), or for a table one string per entry,
    the first for n = 1; `each_next` is added for every entry after the last.
    """

    value: str | tuple[str, ...]
    from_on: date
    to_on: date | None = None
    known_until_on: date | None = None
    each_next: str | None = None
    act: str = ""
    article: str = ""
    status: Status = "verified"
    source: str = ""
    checked_on: date | None = None
    note: str | None = None


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number set by law, with its history."""

    id: str
    names: Text
    unit: Unit
    values: tuple[ParameterValue, ...]


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where in the law something stands."""

    act: str
    article: str


class Definition(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"exactly": "is"}
):
    """A formula with a name of its own, so that it stands once: `exactly` is what it is worth.

    Its `id` is used like the name of a fact or a parameter. One that reads a person's facts bare
    can be used inside quantifiers only.
    """

    id: str
    names: Text
    exactly: str
    basis: Basis | None = None
    status: Status = "verified"
    note: Text | None = None


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One condition: either an expression in `when`, or one that only an official can assess."""

    id: str
    text: Text
    basis: Basis | None = None
    when: str | None = None
    assessed_by_official: bool = False
    status: Status = "verified"
    note: Text | None = None


class Amount(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"lowest": "from", "highest": "to", "exactly": "is"},
):
    """How much: `exactly`, or from `lowest` to `highest`, or nothing but `discretionary`."""

    period: Period
    lowest: str | None = None
    highest: str | None = None
    exactly: str | None = None
    discretionary: bool = False
    basis: Basis | None = None
    status: Status = "verified"
    note: Text | None = None


class DocumentNeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A document the service asks for; `when` is a condition, absent means always."""

    id: str
    when: str | None = None
    note: Text | None = None


class Exclusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Services nobody may have together with this one: the same person, or the whole household.

    It is told once, on one of the two sides, and holds both ways. `text`: one sentence for a
    citizen, where the general one will not do.
    """

    services: tuple[str, ...]
    about: Literal["person", "household"]
    basis: Basis | None = None
    status: Status = "to_confirm"
    text: Text | None = None


class IncomeLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Services for which being granted this one counts as income, or expressly does not."""

    services: tuple[str, ...]
    basis: Basis | None = None
    status: Status = "to_confirm"


class Version(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"from_on": "from", "to_on": "to"},
):
    """What a service asked from one day to another, both included, and by which law."""

    from_on: date
    to_on: date | None = None
    conditions: tuple[Condition, ...] = ()
    amount: Amount | None = None
    basis: Basis | None = None


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one service asks of a household: as it stands, or in dated `versions`, oldest first."""

    service_id: str
    kind: Literal["entitlement", "help"]
    conditions: tuple[Condition, ...] = ()
    amount: Amount | None = None
    documents: tuple[DocumentNeed, ...] = ()
    definitions: tuple[Definition, ...] = ()
    versions: tuple[Version, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    counts_as_income_for: tuple[IncomeLink, ...] = ()
    not_income_for: tuple[IncomeLink, ...] = ()
