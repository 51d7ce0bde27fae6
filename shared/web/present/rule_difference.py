"""What changed between two contents, and for whom, in plain Polish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from shared.bundle import Knowledge
from shared.bundle.difference import EXPRESSION, Change
from shared.bundle.readable import VERDICTS
from shared.bundle.rests import names_in
from shared.simulation.apart import Apart, Moved, Standing
from shared.web.present.rule_cases import Teller, day_words
from shared.web.present.rule_outline import outline
from shared.web.present.rule_words import RuleNames, money
from shared.web.present.words import Words

WHATS = {"added": "nowe", "removed": "usunięto", "changed": "zmiana"}


@dataclass(frozen=True)
class Difference:
    """Two contents compared. `lacking`: what one of them does not carry, in words."""

    before: Knowledge
    after: Knowledge
    on: date
    seed: int
    changes: tuple[Change, ...]
    apart: tuple[Apart, ...]
    lacking: tuple[str, ...]

    def record(self, words: Words, most: int) -> dict[str, Any]:
        """For machines: everything that changed, the moves by service with `most` examples."""
        return {
            "before": self.before.content_hash,
            "after": self.after.content_hash,
            "on": self.on.isoformat(),
            "seed": self.seed,
            "lacking": list(self.lacking),
            "changes": [change._asdict() for change in self.changes],
            "services": [self._service(one, words, most) for one in self.apart],
        }

    def _service(self, one: Apart, words: Words, most: int) -> dict[str, Any]:
        return {
            "id": one.service_id,
            "name": self.name(one.service_id),
            "cases": one.cases,
            "cases_changed": [self._moved(case, one, words) for case in one.moved_cases],
            "households": one.households,
            "households_changed": len(one.moved),
            "moves": [
                {"before": before, "after": after, "households": count}
                for (before, after), count in _moves(one.moved)
            ],
            "examples": [self._moved(moved, one, words) for moved in one.moved[:most]],
        }

    def _moved(self, moved: Moved, one: Apart, words: Words) -> dict[str, Any]:
        return {
            "name": moved.name,
            "on": moved.on.isoformat(),
            "household": list(self.told(moved, one.service_id, words)),
            "before": standing_words(moved.before),
            "after": standing_words(moved.after),
        }

    def name(self, service_id: str) -> str:
        """The Polish name, the newer one."""
        service = self.after.services.get(service_id) or self.before.services[service_id]
        return service.names.pl

    def told(self, moved: Moved, service_id: str, words: Words) -> Iterator[str]:
        """Of the household what the rule of the service looks at, before or after."""
        sides = [one for one in (self.before, self.after) if service_id in one.rules]
        only = frozenset[str]().union(
            *(names_in(one.rules[service_id], one.definitions) for one in sides)
        )
        facts = {name for side in (self.before, self.after) for name in side.facts}
        names = _Names(self.before, self.after, service_id)
        return Teller(names.best(moved), words).told(moved.household, only & facts)


@dataclass(frozen=True)
class _Names:
    """The names of whichever content knows all that the household tells."""

    before: Knowledge
    after: Knowledge
    service_id: str

    def best(self, moved: Moved) -> RuleNames:
        told = {*moved.household.facts}.union(*moved.household.persons)
        knowledge = self.after if told <= self.after.facts.keys() else self._both()
        rules = {**self.before.rules, **self.after.rules}
        return RuleNames(knowledge, rules[self.service_id])

    def _both(self) -> Knowledge:
        from msgspec.structs import replace

        facts = {**self.before.facts, **self.after.facts}
        content = replace(self.after.content, facts=tuple(facts.values()))
        return Knowledge(content, self.after.content_hash)


def as_text(found: Difference, words: Words, most: int) -> str:
    """What changed, then who comes out differently."""
    lines = [
        f"Było: sha256 {found.before.content_hash}",
        f"Jest: sha256 {found.after.content_hash}",
    ]
    lines += [f"Uwaga: {one}" for one in found.lacking]
    if not found.changes:
        return "\n".join([*lines, "", "Nic się nie zmieniło."])
    lines += ["", f"CO SIĘ ZMIENIŁO ({len(found.changes)})"]
    for (room, name, record_id), changes in groupby(found.changes, key=_record):
        lines += ["", f"{room}: {name} ({record_id})", *_changes(found, list(changes))]
    return "\n".join([*lines, "", *_who(found, words, most)])


def _record(change: Change) -> tuple[str, str, str]:
    return change.room, change.name, change.id


def _changes(found: Difference, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        spot = " › ".join(change.path)
        if not change.path and change.before is None:
            yield f"  {WHATS[change.what]} w całości"
        elif change.before is None:
            yield f"  {spot}: nowe: {change.after}"
        elif change.after is None:
            yield f"  {spot}: usunięto: {change.before}"
        else:
            yield f"  {spot or 'treść'}"
            yield f"    było: {change.before}"
            yield from _in_words(found.before, change, change.before)
            yield f"    jest: {change.after}"
            yield from _in_words(found.after, change, change.after)


def _in_words(knowledge: Knowledge, change: Change, source: str) -> Iterator[str]:
    """An expression as its outline; nothing for what is no expression."""
    if not change.path or change.path[-1] != EXPRESSION:
        return
    rule = knowledge.rules.get(change.id) or knowledge.content.rules[0]
    for line in outline(source, RuleNames(knowledge, rule)):
        yield f"      {'   ' * line.depth}- {line.text}"


def _who(found: Difference, words: Words, most: int) -> Iterator[str]:
    if not found.apart:
        yield "KOGO TO DOTYCZY: nikogo; zasady i liczby, na których się opierają, są te same."
        return
    asked = found.apart[0].households
    yield f"KOGO TO DOTYCZY (stan na {day_words(found.on)}; zmyślonych gospodarstw: {asked})"
    for one in found.apart:
        yield ""
        yield f"{found.name(one.service_id)} ({one.service_id})"
        yield f"  przykłady: {one.cases}, wychodzi inaczej: {len(one.moved_cases)}"
        for moved in one.moved_cases:
            yield f"    {moved.name} ({day_words(moved.on)}): {_turn(moved)}"
        yield f"  gospodarstwa: {one.households}, wychodzi inaczej: {len(one.moved)}"
        for (before, after), count in _moves(one.moved):
            yield f"    {count} × {before} → {after}"
        for moved in one.moved[:most]:
            yield f"    na przykład: {_turn(moved)}"
            yield from (f"      {line}" for line in found.told(moved, one.service_id, words))


def _turn(moved: Moved) -> str:
    return f"{standing_words(moved.before)} → {standing_words(moved.after)}"


def _moves(moved: Sequence[Moved]) -> list[tuple[tuple[str, str], int]]:
    """How many went from which verdict to which; the same verdict is another amount."""
    counted = Counter(_kind_of_move(one) for one in moved)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _kind_of_move(moved: Moved) -> tuple[str, str]:
    before, after = moved.before, moved.after
    if before.verdict is after.verdict:
        word = _verdict(before)
        rises = _ends(before) < _ends(after)
        return word, f"{word}, kwota {'większa' if rises else 'mniejsza'}"
    return _verdict(before), _verdict(after)


def _ends(standing: Standing) -> tuple[int, float]:
    return standing.low or 0, float("inf") if standing.high is None else standing.high


def _verdict(standing: Standing) -> str:
    return "nie ma usługi" if standing.verdict is None else VERDICTS[standing.verdict.value]


def standing_words(standing: Standing) -> str:
    """A verdict and its amount."""
    word = _verdict(standing)
    if standing.low is None:
        return word
    if standing.low == standing.high:
        return f"{word}, {money(standing.low)}"
    high = "bez ogłoszonej granicy" if standing.high is None else f"do {money(standing.high)}"
    return f"{word}, od {money(standing.low)} {high}"
