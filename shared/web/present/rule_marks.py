"""Everything a lawyer's page rests on that somebody still has to confirm, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.web.present.rule_cases import CaseView
from shared.web.present.rule_views import (
    DefinitionView,
    DocumentView,
    IncomeView,
    Mark,
    ParameterView,
    PlaceRow,
    Relation,
    RulePage,
    VersionView,
)

NUMBERS = "Liczby z przepisów"
LONGEST = 140


def cut(text: str) -> str:
    """The beginning of a long sentence; the whole stands where the mark leads."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def marks_of(page: RulePage) -> Iterator[Mark]:
    """All of them, in the order of the page."""
    if page.status == "to_confirm":
        yield Mark("Usługa", "opis usługi jako całość", "tresc")
    yield from of_relations(page.legal_basis, "Podstawa prawna", "podstawa")
    yield from of_versions(page.versions)
    yield from of_definitions(page.definitions)
    yield from of_incomes(page.incomes)
    yield from of_parameters(page.parameters)
    yield from of_relations(page.exclusions, "Wykluczenia", "inne")
    yield from of_relations(page.income, "Wpływ na dochód", "inne")
    yield from of_documents(page.documents)
    yield from of_places(page.places)
    yield from of_cases(page.cases)
    yield from of_translation(page.translation)


def of_versions(versions: Sequence[VersionView]) -> Iterator[Mark]:
    """Conditions and amounts."""
    for index, version in enumerate(versions):
        now = (
            "Warunki i kwota" if version.is_in_force else f"Warunki i kwota: wersja {version.title}"
        )
        for condition in version.conditions:
            if condition.to_confirm:
                yield Mark(now, cut(condition.text), f"wersja-{index + 1}")
        if version.amount is not None and version.amount.to_confirm:
            yield Mark(now, "sposób obliczenia kwoty", f"wersja-{index + 1}")


def of_definitions(definitions: Sequence[DefinitionView]) -> Iterator[Mark]:
    """Named formulas."""
    for one in definitions:
        if one.to_confirm:
            yield Mark("Wzory", one.name, f"wzor-{one.id}")


def of_incomes(incomes: Sequence[IncomeView]) -> Iterator[Mark]:
    """What is counted as income."""
    for one in incomes:
        if one.to_confirm:
            yield Mark("Dochód w tej regule", one.name, "dochod")


def of_parameters(parameters: Sequence[ParameterView]) -> Iterator[Mark]:
    """Numbers of the law: those not confirmed, and those nobody has announced."""
    for one in parameters:
        doubtful = [row for row in one.values if row.to_confirm]
        if not one.values:
            yield Mark(NUMBERS, f"{one.name}: nigdy nie ogłoszono", f"liczba-{one.id}")
        elif doubtful:
            days = ", ".join(row.from_on for row in doubtful)
            now = " – także wartość obecna" if any(row.is_in_force for row in doubtful) else ""
            yield Mark(NUMBERS, f"{one.name}: wartości od {days}{now}", f"liczba-{one.id}")


def of_relations(relations: Sequence[Relation], word: str, anchor: str) -> Iterator[Mark]:
    """Legal bases, exclusions, links to other services' incomes."""
    for one in relations:
        if one.to_confirm:
            yield Mark(word, cut(one.text), anchor)


def of_documents(documents: Sequence[DocumentView]) -> Iterator[Mark]:
    """Documents."""
    for one in documents:
        if one.to_confirm:
            yield Mark("Dokumenty", one.name, "dokumenty")


def of_places(places: Sequence[PlaceRow]) -> Iterator[Mark]:
    """Places."""
    for one in places:
        if one.to_confirm:
            yield Mark("Miejsca", one.name, "gdzie")


def of_cases(cases: Sequence[CaseView] | None) -> Iterator[Mark]:
    """Examples no lawyer has signed, and examples that do not come out as written."""
    unsigned = sum(case.validated_by == "to_confirm" for case in cases or ())
    if unsigned:
        yield Mark("Przykłady", f"bez podpisu prawnika: {unsigned}", "przyklady")
    for case in cases or ():
        if not case.passes:
            yield Mark("Przykłady", f"wychodzi inaczej, niż zapisano: {case.name}", "przyklady")


def of_translation(translation: Sequence[tuple[str, str]]) -> Iterator[Mark]:
    """Translations no speaker has read."""
    for language, state in translation:
        if state != "sprawdzone":
            yield Mark("Tłumaczenia", f"{language}: {state}", "teksty")
