"""The content files as they are written, before they are compiled: one struct per file shape.

What belongs to the catalog is a record of shared.catalog.model; what belongs to the rules is kept
here in the words of the file and turned into shared.diagnosis's own structs by compile.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta, field

from shared.catalog.life_event import LifeEvent
from shared.catalog.model import (
    Abbreviation,
    Act,
    CrisisWords,
    Document,
    Id,
    KisClass,
    Record,
    Service,
    Status,
    Synonyms,
    Translation,
)
from shared.diagnosis.income import IncomeBook
from shared.text import Text

DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Decimal = Annotated[str, Meta(pattern=DECIMAL)]
NumberOrDay = Annotated[str, Meta(pattern=rf"{DECIMAL}|{DAY}")]
Period = Literal["month", "year", "once"]


class ActsFile(Record, frozen=True):
    """acts.yaml"""

    acts: tuple[Act, ...]


class DocumentsFile(Record, frozen=True):
    """documents.yaml"""

    documents: tuple[Document, ...]


class CrisisFile(Record, frozen=True):
    """crisis_words.yaml"""

    crisis_words: tuple[CrisisWords, ...]


class LifeEventsFile(Record, frozen=True):
    """life_events.yaml"""

    life_events: tuple[LifeEvent, ...]


class AbbreviationsFile(Record, frozen=True):
    """abbreviations.yaml"""

    abbreviations: tuple[Abbreviation, ...]


class SynonymsFile(Synonyms, frozen=True):
    """synonyms.yaml"""


class KisFile(Record, frozen=True):
    """kis.yaml"""

    classes: tuple[KisClass, ...]


class IncomesFile(IncomeBook, frozen=True):
    """incomes.yaml"""


class Names(Record, frozen=True):
    """A name only lawyers and clerks read."""

    pl: str
    uk: str | None = None
    en: str | None = None
    plain: str | None = None


class WrittenBasis(Record, frozen=True):
    """The article a condition, an amount or a number rests on."""

    act: Id
    article: str


class WrittenValue(Record, frozen=True):
    """What a parameter was or is, from one day to another; `to` is its last day."""

    # Not Decimal | tuple: msgspec 0.22 loses count of a patterned string in a union with an array
    # and brings the interpreter down. checks/numbers.py looks at the single number instead.
    value: str | tuple[Decimal, ...]
    from_: date = field(name="from")
    act: Id
    article: str
    status: Status
    source: str
    checked_on: date
    to: date | None = None
    known_until: date | None = None
    each_next: Decimal | None = None
    note: str | None = None


class WrittenParameter(Record, frozen=True):
    """One dated number of the law."""

    id: Id
    names: Names
    unit: Literal["money", "percent", "number", "area", "table"]
    values: tuple[WrittenValue, ...]
    each_next: Decimal | None = None
    note: str | None = None


class ParametersFile(Record, frozen=True):
    """parameters/<topic>.yaml"""

    parameters: tuple[WrittenParameter, ...]


class Range(Record, frozen=True):
    """The smallest and the largest answer that is taken: numbers, or days as 2026-11-22."""

    min: NumberOrDay
    max: NumberOrDay


class WrittenChoice(Record, frozen=True):
    """One of the answers to choose from."""

    id: Id
    names: Text


class WrittenFact(Record, frozen=True):
    """One thing a citizen may be asked."""

    id: Id
    entity: Literal["household", "person"]
    type: Literal["bool", "int", "money", "area", "choice", "date"]
    question: Text
    phone: Text
    cost: Annotated[int, Meta(ge=1, le=5)]
    sensitive: bool = False
    unit: str | None = None
    range: Range | None = None
    choices: tuple[WrittenChoice, ...] = ()
    question_other: Text | None = None
    phone_other: Text | None = None
    help: Text | None = None
    per_household_note: Text | None = None
    asked: bool = True
    derived: str | None = None
    income: bool = False
    of_everybody: bool = False


class FactsFile(Record, frozen=True):
    """facts/<topic>.yaml"""

    topic: Id
    order: int
    names: Text
    facts: tuple[WrittenFact, ...]
    translation: Translation | None = None


class WrittenDefinition(Record, frozen=True):
    """A formula with a name: `is` what it is worth, to be written once and used by its id."""

    id: Id
    names: Text
    is_: str = field(name="is")
    basis: WrittenBasis
    status: Status = "to_confirm"
    note: Text | None = None


class DefinitionsFile(Record, frozen=True):
    """definitions/<topic>.yaml: formulas that every service may name"""

    definitions: tuple[WrittenDefinition, ...]


class WrittenCondition(Record, frozen=True):
    """One condition: `when` an expression holds, or assessed by an official."""

    id: Id
    text: Text
    basis: WrittenBasis
    status: Status = "to_confirm"
    when: str | None = None
    assessed_by_official: bool = False


class WrittenAmount(Record, frozen=True):
    """How much: `from` and `to`, or `is`, or discretionary (no numbers)."""

    period: Period
    basis: WrittenBasis
    status: Status
    from_: str | None = field(name="from", default=None)
    to: str | None = None
    is_: str | None = field(name="is", default=None)
    discretionary: bool = False
    note: Text | None = None


class WrittenVersion(Record, frozen=True):
    """What the rule was or is, from one day to another; `to` is its last day."""

    from_: date = field(name="from")
    basis: WrittenBasis
    to: date | None = None
    conditions: tuple[WrittenCondition, ...] = ()
    amount: WrittenAmount | None = None


class WrittenExclusion(Record, frozen=True):
    """Services nobody may have together with this one; told on one of the two sides."""

    services: tuple[Id, ...]
    about: Literal["person", "household"]
    basis: WrittenBasis
    status: Status = "to_confirm"
    text: Text | None = None


class WrittenIncomeLink(Record, frozen=True):
    """Services for which being granted this one counts as income, or expressly does not."""

    services: tuple[Id, ...]
    basis: WrittenBasis
    status: Status = "to_confirm"


class ExpectedAmount(Record, frozen=True):
    """What a case expects to be paid, zł."""

    min: Decimal | None = None
    max: Decimal | None = None


class Expected(Record, frozen=True):
    """What a case expects."""

    verdict: Literal["eligible", "likely", "not_eligible", "unknown"]
    amount: ExpectedAmount | None = None


class Case(Record, frozen=True):
    """A worked example of one service: who asks on which day, what comes out, and why."""

    name: str
    on: date
    expect: Expected
    source: str
    validated_by: str
    household: dict[str, Any] = field(default_factory=dict)
    persons: tuple[dict[str, Any], ...] = ()


class ServiceFile(Service, frozen=True):
    """services/<id>.yaml: the catalog's service, its rules and its worked examples."""

    conditions: tuple[WrittenCondition, ...] = ()
    amount: WrittenAmount | None = None
    definitions: tuple[WrittenDefinition, ...] = ()
    versions: tuple[WrittenVersion, ...] = ()
    excludes: tuple[WrittenExclusion, ...] = ()
    counts_as_income_for: tuple[WrittenIncomeLink, ...] = ()
    not_income_for: tuple[WrittenIncomeLink, ...] = ()
    cases: tuple[Case, ...] = ()

    def spans(self) -> Iterator[Span]:
        """The conditions and the amount, wherever they are written: here or in dated versions."""
        yield Span((), "", self.conditions, self.amount)
        for index, one in enumerate(self.versions):
            place = f"versions/{one.from_}/"
            yield Span(("versions", index), place, one.conditions, one.amount)


class Span(NamedTuple):
    """Conditions and an amount, where they stand in the file and in the engine's words."""

    trail: tuple[str | int, ...]
    place: str
    conditions: tuple[WrittenCondition, ...]
    amount: WrittenAmount | None
