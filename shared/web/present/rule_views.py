"""The parts of a lawyer's page, as plain records: what stands on it and nothing how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.web.present.rule_cases import CaseView, day_words
from shared.web.present.rule_outline import Line
from shared.web.present.rule_steps import Step


@dataclass(frozen=True)
class Mark:
    """Something the page rests on that nobody has confirmed; `anchor`: where it stands."""

    group: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Formula:
    """An expression as it stands in the content, and as an outline in words."""

    code: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ConditionView:
    """One condition; without a formula an official assesses it.

    `is_repeated`: a newer version has the same one with the same formula.
    """

    id: str
    text: str
    basis: str
    to_confirm: bool
    formula: Formula | None
    is_repeated: bool


@dataclass(frozen=True)
class AmountView:
    """How much: the formulas by what they are (Kwota, Kwota najniższa …), none if discretionary."""

    period: str
    basis: str
    to_confirm: bool
    note: str
    formulas: tuple[tuple[str, Formula], ...]
    discretionary: bool


@dataclass(frozen=True)
class VersionView:
    """The rule from one day to another."""

    title: str
    is_in_force: bool
    basis: str
    conditions: tuple[ConditionView, ...]
    amount: AmountView | None


@dataclass(frozen=True)
class DefinitionView:
    """A formula with a name."""

    id: str
    name: str
    basis: str
    to_confirm: bool
    note: str
    formula: Formula


@dataclass(frozen=True)
class ValueRow:
    """One value of a parameter, with everything it rests on."""

    value: str
    from_on: str
    to_on: str
    known_until: str
    act: str
    article: str
    to_confirm: bool
    source: str
    checked_on: str
    note: str
    is_in_force: bool


@dataclass(frozen=True)
class ParameterView:
    """A number of the law and its whole history, the newest first."""

    id: str
    name: str
    values: tuple[ValueRow, ...]
    now: str


@dataclass(frozen=True)
class FactView:
    """A fact the rule reads: its short name, the question people are asked, what they may say."""

    id: str
    name: str
    question: str
    about: str
    answers: str


@dataclass(frozen=True)
class IncomeView:
    """What one act counts as the income that a fact of this rule asks for."""

    name: str
    fact: str
    span: str
    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    basis: str
    to_confirm: bool
    note: str


@dataclass(frozen=True)
class Relation:
    """What another service means for this one."""

    text: str
    basis: str
    to_confirm: bool


@dataclass(frozen=True)
class DocumentView:
    """A document and when it is asked for; without a formula: always."""

    name: str
    held_by: str
    to_confirm: bool
    formula: Formula | None


@dataclass(frozen=True)
class PlaceRow:
    """A place where the matter is taken."""

    name: str
    address: str
    to_confirm: bool
    checked_on: str


@dataclass(frozen=True)
class Told:
    """One text in every language: (language, its code, text or nothing)."""

    title: str
    texts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class WorkedView:
    """An amount reckoned step by step for one of the examples."""

    name: str
    on: str
    household: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class RulePage:
    """Everything a lawyer reads about one service. `cases` is None where none came with it."""

    service_id: str
    name: str
    summary: str
    kind: str
    organization: str
    on: date
    content_hash: str
    status: str
    source: str
    checked_on: str
    legal_basis: tuple[Relation, ...]
    marks: tuple[Mark, ...]
    versions: tuple[VersionView, ...]
    definitions: tuple[DefinitionView, ...]
    parameters: tuple[ParameterView, ...]
    facts: tuple[FactView, ...]
    incomes: tuple[IncomeView, ...]
    worked: WorkedView | None
    cases: tuple[CaseView, ...] | None
    exclusions: tuple[Relation, ...]
    income: tuple[Relation, ...]
    documents: tuple[DocumentView, ...]
    application: str
    channels: tuple[str, ...]
    windows: tuple[str, ...]
    decision: str
    appeal: str
    places: tuple[PlaceRow, ...]
    where: str
    texts: tuple[Told, ...]
    translation: tuple[tuple[str, str], ...]

    @property
    def day(self) -> str:
        """The day in words."""
        return day_words(self.on)

    @property
    def marks_by_group(self) -> dict[str, list[Mark]]:
        """The marks under their headings, in the order of the page."""
        groups: dict[str, list[Mark]] = {}
        for mark in self.marks:
            groups.setdefault(mark.group, []).append(mark)
        return groups

    @property
    def failed(self) -> int:
        """How many examples do not come out as written."""
        return sum(not case.passes for case in self.cases or ())
