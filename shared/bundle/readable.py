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
OUTCOMES = {"yes": "+", "no": "-", "unknown": "?", "assessed": "~"}
PERIODS = {"month": "miesięcznie", "year": "rocznie", "once": "jednorazowo"}


def as_text(report: dict[str, Any], knowledge: Knowledge) -> str:
    """The report in Polish, one service after another, then the next question."""
    lines = [f"Stan na {report['on']}. To nie jest decyzja."]
    for service in report["services"]:
        lines += ["", *_of_service(service, knowledge)]
    question = report["next_question"]
    if question is not None:
        fact = knowledge.facts[question["fact"]]
        whom = "" if not question["person"] else f" (osoba {question['person'] + 1})"
        lines += ["", f"Następne pytanie: {fact.question.pl}{whom}"]
    return "\n".join([*lines, "", f"sha256 {report['content_hash']}"])


def _of_service(service: dict[str, Any], knowledge: Knowledge) -> Iterator[str]:
    name = knowledge.services[service["id"]].names.pl
    unsure = " (dane do potwierdzenia)" if service["rests_on_unconfirmed"] else ""
    yield f"{name}: {VERDICTS[service['verdict']]}{unsure}"
    if service["amount"] is not None:
        yield f"  kwota: {_amount(service['amount'])}"
    for reason in service["reasons"]:
        basis = reason["basis"]
        article = f" [{basis['act']}, {basis['article']}]" if basis else ""
        yield f"  {OUTCOMES[reason['outcome']]} {reason['text']}{article}"
    if service["missing"]:
        yield f"  brakuje: {', '.join(service['missing'])}"


def _amount(amount: dict[str, Any]) -> str:
    low, high = amount["min"], amount["max"]
    period = PERIODS[amount["period"]]
    if low == high:
        return f"{low} zł {period}" if low else f"jeszcze nieznana, {period}"
    return f"od {low or '?'} do {high or '?'} zł {period}"
