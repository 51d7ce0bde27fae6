"""The lawyer's page for a terminal: the same in plain text, without the texts in four languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from shared.web.present.rule_views import (
    AmountView,
    Formula,
    ParameterView,
    RulePage,
    ValueRow,
    VersionView,
)

DOUBT = "  ⚠"


def as_text(page: RulePage) -> str:
    """The page, a section after another."""
    sections = (
        _head(page),
        _marks(page),
        _rules(page),
        _definitions(page),
        _incomes(page),
        _worked(page),
        _parameters(page),
        _cases(page),
        _others(page),
        _around(page),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines)


def _head(page: RulePage) -> Iterator[str]:
    yield f"{page.name} ({page.service_id}) – {page.kind}"
    yield f"Stan prawny na {page.day}. Prowadzi: {page.organization}."
    for one in page.legal_basis:
        yield f"Podstawa: {one.text} ({one.basis}){DOUBT if one.to_confirm else ''}"
    yield f"sha256 {page.content_hash}"


def _marks(page: RulePage) -> Iterator[str]:
    yield f"⚠ DO POTWIERDZENIA: {len(page.marks)}"
    for group, marks in groupby(page.marks, key=lambda mark: mark.group):
        yield f"  {group}"
        yield from (f"    [ ] {mark.text}" for mark in marks)


def _rules(page: RulePage) -> Iterator[str]:
    yield "ZASADY"
    for version in page.versions:
        yield from _version(version)


def _version(version: VersionView) -> Iterator[str]:
    yield f"  Wersja: {version.title}{' (w tym dniu)' if version.is_in_force else ''}"
    for number, condition in enumerate(version.conditions, start=1):
        yield f"  {number}. {condition.text}{DOUBT if condition.to_confirm else ''}"
        yield f"     [{condition.basis}]"
        if condition.formula is None:
            yield "     ocenia pracownik urzędu"
        else:
            yield from _formula(condition.formula)
    if version.amount is not None:
        yield from _amount(version.amount)


def _amount(amount: AmountView) -> Iterator[str]:
    yield f"  Kwota ({amount.period}){DOUBT if amount.to_confirm else ''} [{amount.basis}]"
    if amount.discretionary:
        yield "     kwotę ustala urząd"
    for title, formula in amount.formulas:
        yield f"     {title}:"
        yield from _formula(formula)


def _formula(formula: Formula) -> Iterator[str]:
    for line in formula.lines:
        yield f"     {'   ' * line.depth}- {line.text}"
    yield f"     = {formula.code}"


def _definitions(page: RulePage) -> Iterator[str]:
    if page.definitions:
        yield "WZORY"
    for one in page.definitions:
        yield f"  {one.name}{DOUBT if one.to_confirm else ''} [{one.basis}]"
        yield from _formula(one.formula)


def _incomes(page: RulePage) -> Iterator[str]:
    if page.incomes:
        yield "CO JEST DOCHODEM"
    for one in page.incomes:
        yield f"  {one.fact}: {one.name}{DOUBT if one.to_confirm else ''} [{one.basis}]"
        yield f"     za: {one.span}"
        yield f"     liczy się: {'; '.join(one.counted)}"
        yield f"     nie liczy się: {'; '.join(one.left_out) or 'nic nie wyłączono'}"
        if one.note:
            yield f"     {one.note}"


def _worked(page: RulePage) -> Iterator[str]:
    if page.worked is None:
        return
    yield f"OBLICZENIE KROK PO KROKU: {page.worked.name}, {page.worked.on}"
    yield from (f"  {line}" for line in page.worked.household)
    for step in page.worked.steps:
        yield f"  {step.title} = {step.result}"
        yield f"     = {''.join(piece.text for piece in step.formula)}"
        if step.numbers != step.result:
            yield f"     = {step.numbers}"


def _parameters(page: RulePage) -> Iterator[str]:
    if page.parameters:
        yield "LICZBY Z PRZEPISÓW"
    for one in page.parameters:
        yield from _parameter(one)


def _parameter(one: ParameterView) -> Iterator[str]:
    yield f"  {one.name} ({one.id}): {one.now}"
    for row in one.values:
        yield f"     {_row(row)}"


def _row(row: ValueRow) -> str:
    span = f"od {row.from_on}" + (f" do {row.to_on}" if row.to_on else "")
    known = f", znana do {row.known_until}" if row.known_until else ""
    doubt = DOUBT if row.to_confirm else ""
    return f"{row.value} {span}{known} [{row.act}, {row.article}] {row.source}{doubt}"


def _cases(page: RulePage) -> Iterator[str]:
    if page.cases is None:
        yield "PRZYKŁADY: nie ma ich w podpisanym pakiecie"
        return
    yield f"PRZYKŁADY: {len(page.cases)}, niezgodnych: {page.failed}"
    for number, case in enumerate(page.cases, start=1):
        yield f"  {number}. {case.name} ({case.day})"
        yield from (f"     {line}" for line in case.household)
        came = "zgodnie" if case.passes else f"INACZEJ: {case.actual}"
        yield f"     ma wyjść: {case.expected}; wychodzi {came}; skąd: {case.source}"


def _others(page: RulePage) -> Iterator[str]:
    if page.exclusions or page.income:
        yield "INNE ŚWIADCZENIA"
    for one in page.exclusions:
        yield f"  Nie razem z: {one.text} [{one.basis}]{DOUBT if one.to_confirm else ''}"
    for one in page.income:
        yield f"  {one.text} [{one.basis}]{DOUBT if one.to_confirm else ''}"


def _around(page: RulePage) -> Iterator[str]:
    yield "DOKUMENTY, WNIOSEK, ODWOŁANIE"
    for document in page.documents:
        doubt = DOUBT if document.to_confirm else ""
        yield f"  - {document.name} ({document.held_by}){doubt}"
        if document.formula is not None:
            yield "     tylko gdy:"
            yield from _formula(document.formula)
    yield f"  Kiedy: {'; '.join(page.windows) or 'cały rok'}"
    for word, text in (("Wniosek", page.application), ("Odwołanie", page.appeal)):
        if text:
            yield f"  {word}: {text}"
