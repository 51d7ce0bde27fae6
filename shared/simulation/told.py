"""What `okienko simulate` prints: for machines, and in Polish for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shared.bundle.knowledge import Knowledge
from shared.bundle.readable import PERIODS, VERDICTS
from shared.diagnosis.answers import decimal_string
from shared.diagnosis.model import ParameterValue
from shared.diagnosis.result import Verdict
from shared.simulation.changed import UNITS, Change
from shared.simulation.sums import Money, ServiceTotal, Totals

Record = dict[str, object]
COLUMNS = (Verdict.ELIGIBLE, Verdict.LIKELY, Verdict.NOT_ELIGIBLE, Verdict.UNKNOWN)
HEADINGS = ("tak", "prawdop.", "nie", "nie wiad.")
NAME_WIDTH, COUNT_WIDTH = 52, 11


@dataclass(frozen=True)
class Simulation:
    """One run, or two: `after` is None where nothing was changed."""

    on: date
    content_hash: str
    changes: tuple[Change, ...]
    before: Totals
    after: Totals | None = None


def as_record(found: Simulation) -> Record:
    """Counts and sums of every service, before and (if something is changed) after."""
    return {
        "on": found.on.isoformat(),
        "content_hash": found.content_hash,
        "households": found.before.households,
        "set": [_change(one) for one in found.changes],
        "before": _totals(found.before),
        "after": None if found.after is None else _totals(found.after),
    }


def _change(change: Change) -> Record:
    return {
        "parameter": change.parameter.id,
        "unit": change.parameter.unit,
        "before": None if change.was is None else change.was.value,
        "after": change.value.value,
    }


def _totals(found: Totals) -> Record:
    return {
        "services": [_service(one) for one in found.services],
        "sums": [_money(one) for one in found.periods],
        "excluded_households": found.touched,
    }


def _service(total: ServiceTotal) -> Record:
    return {
        "id": total.service_id,
        "verdicts": {one.value: total.verdicts[one] for one in COLUMNS},
        "amount": None if total.money is None else _money(total.money),
    }


def _money(money: Money) -> Record:
    return {
        "period": money.period,
        "min": decimal_string(money.least),
        "max": None if money.endless else decimal_string(money.most),
        "max_of_bounded": decimal_string(money.most),
        "unbounded_households": money.endless,
        "excluded_households": money.left_out,
    }


def as_text(found: Simulation, knowledge: Knowledge) -> str:
    """A table of all services, or of those that change."""
    lines = [f"Stan na {found.on}. Gospodarstwa domowe: {grouped(found.before.households)}."]
    lines += [_change_text(one) for one in found.changes]
    lines.append("")
    if found.after is None:
        lines += _table(found.before, knowledge)
    else:
        lines += _changes(found.before, found.after, knowledge)
    return "\n".join([*lines, "", f"sha256 {found.content_hash}"])


def _change_text(change: Change) -> str:
    unit = UNITS[change.parameter.unit]
    was, then = (_value_text(one, unit) for one in (change.was, change.value))
    return f"Zmiana: {change.parameter.names.pl}: {was} -> {then}"


def _value_text(value: ParameterValue | None, unit: str) -> str:
    if value is None:
        return "jeszcze nieogłoszone"
    numbers = (value.value,) if isinstance(value.value, str) else value.value
    return f"{', '.join(numbers)} {unit}".rstrip()


def _table(found: Totals, knowledge: Knowledge) -> Iterator[str]:
    yield _row("", HEADINGS, "kwota")
    for total in found.services:
        counts = [grouped(total.verdicts[one]) for one in COLUMNS]
        is_paid = total.granted or total.verdicts[Verdict.UNKNOWN]
        yield _row(_name(total, knowledge), counts, _sum_text(total.money) if is_paid else "")
    yield ""
    yield from _altogether(found)


def _row(name: str, counts: Sequence[str], money: str) -> str:
    cells = "".join(f"{count:>{COUNT_WIDTH}}" for count in counts)
    return f"{name:<{NAME_WIDTH}}{cells}   {money}".rstrip()


def _name(total: ServiceTotal, knowledge: Knowledge) -> str:
    name = knowledge.services[total.service_id].names.pl
    return name if len(name) < NAME_WIDTH else f"{name[: NAME_WIDTH - 2]}…"


def _altogether(found: Totals) -> Iterator[str]:
    for money in found.periods:
        yield f"Razem: {_sum_text(money)}"
    if found.touched:
        yield (
            "Usługi, które się wykluczają: z takich liczy się ta, która daje więcej; "
            f"dotyczy to gospodarstw: {grouped(found.touched)}."
        )


def _changes(before: Totals, after: Totals, knowledge: Knowledge) -> Iterator[str]:
    pairs = [pair for pair in zip(before.services, after.services, strict=True) if _differ(*pair)]
    for was, then in pairs:
        yield _name(was, knowledge)
        for verdict in COLUMNS:
            if was.verdicts[verdict] != then.verdicts[verdict]:
                yield f"  {_counts_text(verdict, was.verdicts[verdict], then.verdicts[verdict])}"
        if was.money != then.money:
            yield from _moneys_text(was.money, then.money)
        yield ""
    yield f"Bez zmian: {len(before.services) - len(pairs)} z {len(before.services)} usług."
    yield ""
    for word, found in (("Przedtem", before), ("Potem", after)):
        yield f"{word}:"
        yield from (f"  {line}" for line in _altogether(found))


def _differ(was: ServiceTotal, then: ServiceTotal) -> bool:
    return (was.verdicts, was.money) != (then.verdicts, then.money)


def _counts_text(verdict: Verdict, was: int, then: int) -> str:
    return f"{VERDICTS[verdict.value]}: {grouped(was)} -> {grouped(then)} ({_signed(then - was)})"


def _moneys_text(was: Money | None, then: Money | None) -> Iterator[str]:
    yield f"  kwota: {_sum_text(was)}"
    yield f"      -> {_sum_text(then)}"
    if was is not None and then is not None:
        least, most = then.least - was.least, then.most - was.most
        more = zlote(least) if least == most else f"od {zlote(least)} do {zlote(most)}"
        yield f"   różnica: {more}"


def _sum_text(money: Money | None) -> str:
    """A sum with its period; what excludes something else and is left out stands behind it."""
    if money is None:
        return ""
    ends = f"od {zlote(money.least)} do {zlote(money.most)}"
    if money.least == money.most:
        ends = zlote(money.least)
    endless = f"; bez ogłoszonej górnej granicy: {grouped(money.endless)}" if money.endless else ""
    left_out = f"; wykluczone: {grouped(money.left_out)}" if money.left_out else ""
    return f"{ends} {PERIODS[money.period]}{endless}{left_out}"


def grouped(number: int) -> str:
    """A whole number in groups of three digits, as 1 234 567."""
    return f"{number:,}".replace(",", " ")


def zlote(grosze: int) -> str:
    """Money in groups of three digits, as 1 234,50 zł; without grosze where there are none."""
    whole, rest = divmod(abs(grosze), 100)
    sign = "-" if grosze < 0 else ""
    return f"{sign}{grouped(whole)}{f',{rest:02d}' if rest else ''} zł"


def _signed(number: int) -> str:
    return f"{'+' if number > 0 else ''}{grouped(number)}"
