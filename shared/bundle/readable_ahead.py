"""What `okienko whatif`, `calendar` and `documents` print, in Polish, for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shared.bundle.knowledge import Knowledge
from shared.bundle.readable import PERIODS, VERDICTS

MOST_CAUSES = 3
HOLDERS = {
    "citizen": "ma mieszkaniec",
    "mops": "wydaje MOPS",
    "css": "wydaje Centrum Świadczeń Socjalnych",
    "pup": "wydaje urząd pracy",
    "zus": "wydaje ZUS",
    "court": "wydaje sąd",
    "employer": "wydaje pracodawca",
    "school": "wydaje szkoła",
    "manager": "wydaje zarządca domu",
    "doctor": "wydaje lekarz",
    "other": "wydaje inny urząd",
}


def whatif_text(record: dict[str, Any], knowledge: Knowledge) -> str:
    """What changes, service by service, and the sums."""
    lines = [f"Stan na {record['on']} i na {record['then_on']}. To nie jest decyzja."]
    for change in record["changes"]:
        lines += ["", knowledge.services[change["id"]].names.pl]
        lines += [f"  {_standing(change['before'])}  ->  {_standing(change['after'])}"]
    if not record["changes"]:
        lines += ["", "Nic się nie zmienia."]
    lines.append("")
    for word, key in (("Przedtem", "before"), ("Potem", "after")):
        lines += [f"{word}: {_money(one)}" for one in record["sums"][key]]
    return "\n".join([*lines, "", f"sha256 {record['content_hash']}"])


def calendar_text(record: dict[str, Any], knowledge: Knowledge) -> str:
    """Every service, stretch by stretch, with what ends each."""
    lines = [f"Od {record['on']} do {record['to']}. To nie jest decyzja."]
    for service in record["services"]:
        lines += ["", knowledge.services[service["id"]].names.pl, *_stretches(service, knowledge)]
    return "\n".join([*lines, "", f"sha256 {record['content_hash']}"])


def documents_text(record: dict[str, Any], knowledge: Knowledge) -> str:
    """Each paper once, with its holder, its services and the answers that call for it."""
    lines = [f"Stan na {record['on']}. Dokumenty, każdy raz:"]
    for paper in record["documents"]:
        services = ", ".join(knowledge.services[one].names.pl for one in paper["services"])
        perhaps = "" if paper["certain"] else " (może być potrzebny)"
        lines += ["", f"{knowledge.documents[paper['id']].names.pl}{perhaps}"]
        lines += [f"  {HOLDERS[paper['held_by']]}; do: {services}"]
        if paper["facts"]:
            lines += [f"  z powodu odpowiedzi: {', '.join(paper['facts'])}"]
    return "\n".join([*lines, "", f"sha256 {record['content_hash']}"])


def _stretches(service: dict[str, Any], knowledge: Knowledge) -> Iterator[str]:
    causes = {change["on"]: change["causes"] for change in service["changes"]}
    for stretch in service["stretches"]:
        if stretch["from"] in causes:
            yield f"    {_because(causes[stretch['from']], knowledge)}"
        yield f"  od {stretch['from']} do {stretch['to']}: {_stretch(stretch)}"


def _stretch(stretch: dict[str, Any]) -> str:
    verdicts = " albo ".join(VERDICTS[verdict] for verdict in stretch["verdicts"])
    parts = [verdicts]
    if len(stretch["verdicts"]) > 1:
        parts.append("zależy od dnia urodzin")
    if stretch["amount"] is not None:
        parts.append(_money(stretch["amount"]))
    if stretch["not_announced"]:
        parts.append("kwot jeszcze nie ogłoszono")
    return "; ".join(parts)


def _because(causes: Sequence[dict[str, Any]], knowledge: Knowledge) -> str:
    said = [_cause(cause, knowledge) for cause in causes[:MOST_CAUSES]]
    more = len(causes) - MOST_CAUSES
    return "; ".join([*said, *([f"i jeszcze {more}"] if more > 0 else [])])


def _cause(cause: dict[str, Any], knowledge: Knowledge) -> str:
    if "parameter" in cause:
        return f"zmienia się: {knowledge.parameters[cause['parameter']].names.pl}"
    if "rule" in cause:
        return "zmieniają się zasady"
    person = int(cause["fact"].split(".")[1]) + 1
    return f"osoba {person} kończy {cause['age']} lat"


def _standing(one: dict[str, Any]) -> str:
    verdict = VERDICTS[one["verdict"]]
    return verdict if one["amount"] is None else f"{verdict} ({_money(one['amount'])})"


def _money(one: dict[str, Any]) -> str:
    period, low, high = PERIODS[one["period"]], one["min"], one["max"]
    if low == high:
        return f"{low} zł {period}"
    return f"od {low} zł do {high or '?'}{' zł' if high else ''} {period}"
