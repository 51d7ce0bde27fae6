"""A report of `okienko diagnose` for people to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.bundle.knowledge import Knowledge

VERDICTS = {
    "eligible": "tak",
    "likely": "prawdopodobnie tak",
    "not_eligible": "nie",
    "unknown": "jeszcze nie wiadomo",
}
WHOSE = {
    "person": "Jedna osoba, tylko jedno z dwojga",
    "household": "Jedno gospodarstwo, tylko jedno z dwojga",
}
OUTCOMES = {"yes": "+", "no": "-", "unknown": "?", "assessed": "~"}
PERIODS = {"month": "miesięcznie", "year": "rocznie", "once": "jednorazowo"}


def as_text(report: dict[str, Any], knowledge: Knowledge) -> str:
    """The report in Polish, one service after another, then the next question."""
    lines = [f"Stan na {report['on']}. To nie jest decyzja."]
    for service in report["services"]:
        lines += ["", *_of_service(service, knowledge)]
    lines += _of_relations(report, knowledge)
    if report["next_question"] is not None:
        lines += ["", *_of_question(report["next_question"], knowledge)]
    return "\n".join([*lines, "", f"sha256 {report['content_hash']}"])


def _of_relations(report: dict[str, Any], knowledge: Knowledge) -> Iterator[str]:
    """What excludes what, and what counts as income for what."""
    if report["conflicts"] or report["income_effects"]:
        yield ""
    for conflict in report["conflicts"]:
        names = " albo ".join(knowledge.services[one].names.pl for one in conflict["services"])
        more = conflict["larger"] and knowledge.services[conflict["larger"]].names.pl
        advice = f"wyższe: {more}" if more else "co jest lepsze, powie urząd"
        yield f"{WHOSE[conflict['about']]}: {names}{_article(conflict['basis'])}; {advice}"
    for effect in report["income_effects"]:
        others = ", ".join(
            knowledge.services[one].names.pl for one in effect["counts_as_income_for"]
        )
        name = knowledge.services[effect["id"]].names.pl
        yield f"{name}: liczy się jako dochód do: {others}{_article(effect['basis'])}"


def _of_question(question: dict[str, Any], knowledge: Knowledge) -> Iterator[str]:
    fact = knowledge.facts[question["fact"]]
    whom = "" if not question["person"] else f" (osoba {question['person'] + 1})"
    exactly = " (dokładnie)" if question["precise"] else ""
    yield f"Następne pytanie{exactly}: {fact.question.pl}{whom}"
    price = question["price"]
    money = "" if price is None else f", {_up_to(price)}"
    yield f"  zależy od tego: {len(question['services'])}{money}; można pominąć"


def _up_to(price: dict[str, Any]) -> str:
    part = "razem" if price["whole"] else "niektóre razem"
    return f"{part} do {price['month_max']} zł miesięcznie"


def _article(basis: dict[str, Any] | None) -> str:
    return f" [{basis['act']}, {basis['article']}]" if basis else ""


def _of_service(service: dict[str, Any], knowledge: Knowledge) -> Iterator[str]:
    name = knowledge.services[service["id"]].names.pl
    unsure = " (dane do potwierdzenia)" if service["rests_on_unconfirmed"] else ""
    verdict = "może warto zapytać" if service["rests_on_assessment_only"] else None
    yield f"{name}: {verdict or VERDICTS[service['verdict']]}{unsure}"
    if service["amount"] is not None:
        yield f"  kwota: {_amount(service['amount'])}"
    for reason in service["reasons"]:
        yield f"  {OUTCOMES[reason['outcome']]} {reason['text']}{_article(reason['basis'])}"
    if service["missing"]:
        yield f"  brakuje: {', '.join(service['missing'])}"


def _amount(amount: dict[str, Any]) -> str:
    low, high = amount["min"], amount["max"]
    period = PERIODS[amount["period"]]
    if low == high:
        return f"{low} zł {period}" if low else f"jeszcze nieznana, {period}"
    return f"od {low or '?'} do {high or '?'} zł {period}"
