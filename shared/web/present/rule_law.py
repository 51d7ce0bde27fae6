"""The rule itself for a lawyer's page: versions, conditions, definitions, parameters, facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shared.bundle import Knowledge
from shared.bundle.readable import PERIODS
from shared.bundle.rests import PLACEHOLDER, names_in
from shared.diagnosis.income import IncomeBook, IncomeDefinition
from shared.diagnosis.model import (
    Amount,
    Basis,
    Condition,
    Definition,
    Fact,
    Parameter,
    ParameterValue,
    Rule,
    Version,
)
from shared.diagnosis.parameters import in_force
from shared.web.present.rule_cases import day_words
from shared.web.present.rule_outline import outline
from shared.web.present.rule_views import (
    AmountView,
    ConditionView,
    DefinitionView,
    FactView,
    Formula,
    IncomeView,
    ParameterView,
    ValueRow,
    VersionView,
)
from shared.web.present.rule_words import RuleNames
from shared.web.wording import NO_BREAK

UNITS = {"money": "zł", "percent": "%", "area": "m²", "number": "", "table": ""}
SPANS = {
    "month_before": "miesiąc przed wnioskiem",
    "three_months_before": "trzy miesiące przed wnioskiem, średnio na miesiąc",
    "year_before": "rok kalendarzowy, który się liczy, średnio na miesiąc",
}
TITLES = ("Kwota", "Kwota najniższa", "Kwota najwyższa")


def versions(names: RuleNames, on: date) -> tuple[VersionView, ...]:
    """Every version, the newest first; a rule without versions is one."""
    rule = names.rule
    dated = rule.versions or (_undated(rule),)
    seen: set[tuple[str, str | None]] = set()
    return tuple(_version(names, one, on, seen) for one in reversed(dated))


def _undated(rule: Rule) -> Version:
    return Version(from_on=date.min, conditions=rule.conditions, amount=rule.amount)


def _version(
    names: RuleNames, version: Version, on: date, seen: set[tuple[str, str | None]]
) -> VersionView:
    """Numbers in its sentences are those of the day, or of the version's own last or first day.

    `seen`: the formulas of newer versions, to which its own are added.
    """
    day = min(max(on, version.from_on), version.to_on or date.max)
    conditions = tuple(_condition(names, one, day, seen) for one in version.conditions)
    seen |= {(one.id, one.when) for one in version.conditions}
    return VersionView(
        title=_span(version),
        is_in_force=day == on,
        basis=basis_words(names.knowledge, version.basis),
        conditions=conditions,
        amount=None if version.amount is None else _amount(names, version.amount),
    )


def _span(version: Version) -> str:
    if version.from_on == date.min:
        return "bez dat w zbiorze: jedna wersja"
    begin = f"od {day_words(version.from_on)}"
    return f"{begin} do {day_words(version.to_on)}" if version.to_on else f"{begin}, obowiązuje"


def _condition(
    names: RuleNames, condition: Condition, on: date, seen: set[tuple[str, str | None]]
) -> ConditionView:
    return ConditionView(
        id=condition.id,
        text=filled(names.knowledge, condition.text.pl, on),
        basis=basis_words(names.knowledge, condition.basis),
        to_confirm=condition.status == "to_confirm",
        formula=None if condition.when is None else formula(names, condition.when),
        is_repeated=condition.when is not None and (condition.id, condition.when) in seen,
    )


def _amount(names: RuleNames, amount: Amount) -> AmountView:
    written = zip(TITLES, (amount.exactly, amount.lowest, amount.highest), strict=True)
    return AmountView(
        period=PERIODS[amount.period],
        basis=basis_words(names.knowledge, amount.basis),
        to_confirm=amount.status == "to_confirm",
        note=amount.note.pl if amount.note else "",
        formulas=tuple((title, formula(names, one)) for title, one in written if one is not None),
        discretionary=amount.discretionary,
    )


def formula(names: RuleNames, source: str) -> Formula:
    """An expression both ways."""
    return Formula(source, outline(source, names))


def definitions(names: RuleNames) -> tuple[DefinitionView, ...]:
    """The named formulas the rule rests on, its own first, in the order of the content."""
    used = names_in(names.rule, names.knowledge.definitions)
    return tuple(_definition(names, one) for one in names.definitions.values() if one.id in used)


def _definition(names: RuleNames, one: Definition) -> DefinitionView:
    return DefinitionView(
        id=one.id,
        name=one.names.pl,
        basis=basis_words(names.knowledge, one.basis),
        to_confirm=one.status == "to_confirm",
        note=one.note.pl if one.note else "",
        formula=formula(names, one.exactly),
    )


def parameters(names: RuleNames, on: date) -> tuple[ParameterView, ...]:
    """The numbers of the law the rule rests on, each with its whole history."""
    used = names_in(names.rule, names.knowledge.definitions)
    every = names.knowledge.parameters.values()
    return tuple(_parameter(names.knowledge, one, on) for one in every if one.id in used)


def _parameter(knowledge: Knowledge, one: Parameter, on: date) -> ParameterView:
    now = in_force(one, on)
    rows = (_row(knowledge, one, dated, dated is now) for dated in reversed(one.values))
    return ParameterView(
        id=one.id,
        name=one.names.pl,
        values=tuple(rows),
        now=_missing(one, on) if now is None else value_words(one, now),
    )


def _missing(one: Parameter, on: date) -> str:
    """Why there is no value: it has ended for good, it has not begun, or nobody announced it."""
    if one.values and all(dated.to_on and dated.to_on < on for dated in one.values):
        return "w tym dniu już nie obowiązuje"
    if one.values and all(dated.from_on > on for dated in one.values):
        return "w tym dniu jeszcze nie obowiązuje"
    return "nie ogłoszono"


def _row(knowledge: Knowledge, one: Parameter, dated: ParameterValue, is_now: bool) -> ValueRow:
    act = knowledge.acts.get(dated.act)
    return ValueRow(
        value=value_words(one, dated),
        from_on=day_words(dated.from_on),
        to_on=maybe_day(dated.to_on),
        known_until=maybe_day(dated.known_until_on),
        act=act.title if act else dated.act,
        article=dated.article,
        to_confirm=dated.status == "to_confirm",
        source=dated.source,
        checked_on=maybe_day(dated.checked_on),
        note=dated.note or "",
        is_in_force=is_now,
    )


def value_words(parameter: Parameter, dated: ParameterValue) -> str:
    """A value with its unit; a table entry by entry."""
    if isinstance(dated.value, tuple):
        entries = [f"{n}: {_decimal(one)}" for n, one in enumerate(dated.value, start=1)]
        more = [f"każda następna: +{_decimal(dated.each_next)}"] if dated.each_next else []
        return "; ".join([*entries, *more])
    unit = UNITS[parameter.unit]
    return _decimal(dated.value) + (f"{NO_BREAK}{unit}" if unit else "")


def _decimal(written: str) -> str:
    whole, _, decimals = written.partition(".")
    grouped = f"{int(whole):,}".replace(",", NO_BREAK)
    return f"{grouped},{decimals}" if decimals else grouped


def facts(names: RuleNames) -> tuple[FactView, ...]:
    """The facts the rule reads."""
    used = names_in(names.rule, names.knowledge.definitions)
    return tuple(_fact(names, one) for one in names.knowledge.facts.values() if one.id in used)


def incomes(names: RuleNames) -> tuple[IncomeView, ...]:
    """How the incomes the rule asks for are made up."""
    used = names_in(names.rule, names.knowledge.definitions)
    book = names.knowledge.incomes
    giving = (one for one in book.definitions if {one.yields, one.own} & used)
    return tuple(_income(names, book, one) for one in giving)


def _income(names: RuleNames, book: IncomeBook, one: IncomeDefinition) -> IncomeView:
    left_out = [kind.names.pl for kind in book.kinds if kind.id in one.leaves_out]
    return IncomeView(
        name=one.names.pl,
        fact=names.fact(one.yields),
        span=SPANS[one.span],
        counted=tuple(kind.names.pl for kind in book.kinds_of(one)),
        left_out=tuple(left_out),
        basis=basis_words(names.knowledge, one.basis),
        to_confirm=one.status == "to_confirm",
        note=one.note.pl if one.note else "",
    )


def _fact(names: RuleNames, fact: Fact) -> FactView:
    return FactView(
        id=fact.id,
        name=names.fact(fact.id),
        question=fact.question.pl,
        about="każda osoba" if fact.entity == "person" else "gospodarstwo",
        answers="; ".join(_answers(fact)),
    )


def _answers(fact: Fact) -> Iterator[str]:
    if fact.type == "bool":
        yield "tak albo nie"
    elif fact.type == "choice":
        yield from (choice.names.pl for choice in fact.choices)
    else:
        yield {"money": "kwota w zł", "area": "m²", "date": "data"}.get(fact.type, "liczba")


def filled(knowledge: Knowledge, text: str, on: date) -> str:
    """A sentence with the numbers in force on a day."""

    def value(name: str) -> str:
        dated = in_force(knowledge.parameters[name], on)
        return (
            "(nie ogłoszono)" if dated is None else value_words(knowledge.parameters[name], dated)
        )

    return PLACEHOLDER.sub(lambda match: value(match.group(1)), text)


def basis_words(knowledge: Knowledge, basis: Basis | None) -> str:
    """Where in the law something stands."""
    if basis is None:
        return "podstawy prawnej nie podano"
    act = knowledge.acts.get(basis.act)
    return f"{act.title if act else basis.act}, {basis.article}"


def maybe_day(day: date | None) -> str:
    """A day, or nothing."""
    return "" if day is None else day_words(day)
