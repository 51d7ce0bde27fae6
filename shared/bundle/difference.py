"""What is different between two contents, record by record, in the words of the files.

Complete: whatever differs is told, a field that has no Polish name under its own. Shapes of the map
and the words of the search are only counted. The same two contents give the same list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from shared.bundle.knowledge import Knowledge

What = Literal["added", "removed", "changed"]
Built = Mapping[str, Any]
ROOMS = {
    "services": "usługa",
    "parameters": "liczba z przepisów",
    "definitions": "wzór",
    "facts": "pytanie",
    "topics": "temat pytań",
    "organizations": "instytucja",
    "locations": "miejsce",
    "documents": "dokument",
    "acts": "akt prawny",
    "incomes": "co się liczy jako dochód",
}
COUNTED = {"crisis_words": "słowa o niebezpieczeństwie", "synonyms": "słowa wyszukiwania"}
COUNTED |= {"gazetteer": "mapa"}
TOLD_BY_SERVICE = frozenset({"service_id", "kind", "documents"})  # of a rule: told once
LONGEST = 70
EXPRESSION = "wyrażenie"
KEYS = ("id", "from", "kind", "act", "number")
FIELDS = {
    "names": "nazwa",
    "summary": "jedno zdanie",
    "description": "opis",
    "text": "tekst",
    "note": "uwaga",
    "question": "pytanie",
    "conditions": "warunek",
    "versions": "wersja",
    "when": EXPRESSION,
    "is": EXPRESSION,
    "from": "od",
    "to": "do",
    "amount": "kwota",
    "basis": "podstawa",
    "act": "akt",
    "article": "artykuł",
    "status": "stan",
    "source": "źródło",
    "checked_on": "data sprawdzenia",
    "values": "wartość",
    "value": "wartość",
    "known_until": "znana do",
    "each_next": "każda następna pozycja",
    "documents": "dokument",
    "definitions": "wzór",
    "excludes": "wykluczenie",
    "counts_as_income_for": "dochód do",
    "not_income_for": "nie jest dochodem do",
    "services": "usługi",
    "legal_basis": "podstawa prawna",
    "application": "wniosek",
    "channels": "droga",
    "windows": "termin",
    "decision": "decyzja",
    "appeal": "odwołanie",
    "where": "gdzie",
    "locations": "miejsca",
    "schedule": "godziny",
    "exceptions": "wyjątek w godzinach",
    "opens": "otwarcie",
    "closes": "zamknięcie",
    "phones": "telefon",
    "number": "numer",
    "address": "adres",
    "street": "ulica",
    "translation": "tłumaczenie",
    "choices": "odpowiedź",
    "minimum": "najmniej",
    "maximum": "najwięcej",
    "order": "kolejność",
    "organization": "prowadzi",
    "helplines": "telefon pomocy",
    "cost": "koszt",
    "easy": "tekst łatwy do czytania",
    "pl": "po polsku",
    "plain": "prostym polskim",
    "uk": "po ukraińsku",
    "en": "po angielsku",
}


class Change(NamedTuple):
    """One difference. `room` and `id` name the record, `path` the spot in it, in Polish.

    `before` and `after` are what stood there, as it is written; None where nothing did.
    """

    room: str
    id: str
    name: str
    what: What
    path: tuple[str, ...]
    before: str | None
    after: str | None


def differences(before: Knowledge, after: Knowledge) -> tuple[Change, ...]:
    """Everything that is different, services first, each room in the order of the ids."""
    if before.content_hash == after.content_hash:
        return ()
    old, new = _built(before), _built(after)
    found: list[Change] = []
    for room in _in_order({**old, **new}):
        found += _of(room, old.get(room, {}), new.get(room, {}))
    return tuple(found)


def _of(room: str, old: Any, new: Any) -> Iterator[Change]:
    if room in COUNTED:
        if old != new:
            word, sizes = COUNTED[room], (f"wpisów: {_leaves(one)}" for one in (old, new))
            yield Change(word, room, word, "changed", (), *sizes)
    elif _is_by_id(old) and _is_by_id(new):
        yield from _of_room(room, old, new)
    else:
        yield from _of_whole(room, old, new)


def _of_whole(room: str, old: Any, new: Any) -> Iterator[Change]:
    """A room that is one record, or a list nobody named."""
    for path, was, now in _walk(old, new, ()):
        yield Change(room, room, room, "changed", path, was, now)


def _in_order(rooms: Built) -> list[str]:
    """The rooms that have a name here, then any other there is."""
    return [*(room for room in ROOMS if room in rooms), *(r for r in rooms if r not in ROOMS)]


def _built(knowledge: Knowledge) -> dict[str, Any]:
    """The content as plain maps by id; a service with its rule, which is told once."""
    plain = msgspec.to_builtins(knowledge.content)
    rules = {rule["service_id"]: rule for rule in plain.pop("rules")}
    rooms = {room: _by_id(records) for room, records in plain.items()}
    for service_id, service in rooms["services"].items():
        told = {k: v for k, v in rules[service_id].items() if k not in TOLD_BY_SERVICE}
        rooms["services"][service_id] = {**service, **told}
    return rooms


def _is_by_id(room: Any) -> bool:
    is_map = isinstance(room, Mapping)
    return is_map and all(isinstance(one, Mapping) and "id" in one for one in room.values())


def _by_id(records: Any) -> Any:
    """The records by id, where they have one."""
    is_named = _are_records(records) and all("id" in one for one in records)
    return {one["id"]: one for one in records} if is_named else records


def _of_room(room: str, old: Built, new: Built) -> Iterator[Change]:
    for record_id in sorted(old.keys() | new.keys()):
        before, after = old.get(record_id), new.get(record_id)
        name = _name_of(after or before or {})
        for path, was, now in _walk(before, after, ()):
            what: What = "changed" if path or (before and after) else _what(before)
            is_whole = before is None or after is None
            values = (None, None) if is_whole else (was, now)
            yield Change(ROOMS.get(room, room), record_id, name, what, path, *values)


def _what(before: object) -> What:
    return "added" if before is None else "removed"


def _name_of(record: Built) -> str:
    for field in ("names", "question"):
        if isinstance(record.get(field), Mapping):
            return str(record[field]["pl"])
    return str(record.get("title") or record["id"])


Found = tuple[tuple[str, ...], str | None, str | None]


def _walk(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Found]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for field in {**before, **after}:
            step = FIELDS.get(field, f"`{field}`")
            yield from _walk(before.get(field), after.get(field), (*path, step))
    elif _are_records(before) and _are_records(after):
        yield from _walk_records(before or [], after or [], path)
    else:
        yield path, _said(before), _said(after)


def _are_records(value: object) -> bool:
    """Whether it is a list of maps; what is not there may stand for an empty one."""
    if value is None:
        return True
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value)


def _walk_records(
    before: Sequence[Built], after: Sequence[Built], path: tuple[str, ...]
) -> Iterator[Found]:
    old, new = _keyed(before), _keyed(after)
    for key in sorted(old.keys() | new.keys()):
        head, last = path[:-1], path[-1] if path else ""
        spot = f"{last} {key}{_called(new.get(key) or old[key])}".strip()
        yield from _walk(old.get(key), new.get(key), (*head, spot))
    if (
        list(old) != list(new)
        and old == {key: new.get(key) for key in old}
        and len(old) == len(new)
    ):
        yield (*path, "kolejność"), ", ".join(old), ", ".join(new)


def _called(record: Built) -> str:
    """What a record in a list is called, beside its key: its name, or how its text begins."""
    for field in ("names", "text"):
        told = record.get(field)
        if isinstance(told, Mapping) and "pl" in told:
            text = str(told["pl"])
            return f" „{text if len(text) <= LONGEST else text[:LONGEST].rsplit(' ', 1)[0] + ' …'}”"
    return ""


def _keyed(records: Sequence[Built]) -> dict[str, Built]:
    """The records by what names them in their list; by their place where nothing does."""
    field = next(
        (key for key in KEYS if len({str(one.get(key)) for one in records}) == len(records)), None
    )
    if field is None or not all(field in one for one in records):
        return {str(place): one for place, one in enumerate(records, start=1)}
    return {str(one[field]): one for one in records}


def _said(value: Any) -> str | None:
    """A value as one line."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, Mapping):
        said = ((FIELDS.get(key, key), _said(one)) for key, one in value.items())
        return "; ".join(f"{key}: {one}" for key, one in said if one not in (None, ""))
    if isinstance(value, list | tuple):
        return ", ".join(str(_said(one)) for one in value)
    return str(value)


def _leaves(value: object) -> int:
    """How many single things it is made of."""
    if isinstance(value, Mapping):
        return sum(_leaves(one) for one in value.values())
    if isinstance(value, list | tuple):
        return sum(_leaves(one) for one in value)
    return 1
