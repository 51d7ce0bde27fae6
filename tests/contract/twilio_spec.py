"""What Twilio publishes about its REST API, as rules one request can be held to.

The OpenAPI documents say more in prose than in keywords: a value of `Beep` is a plain string there
whose four words stand in its description. Those are read too. Fields nobody knows are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tests.contract.contracts import CONTRACTS, needs

FOLDER = CONTRACTS / "twilio"
needs_twilio = needs("twilio", "Twilio's OpenAPI documents are published by Twilio", "our requests")

FORM = "application/x-www-form-urlencoded"
MOST_TWIML = 4000
_ANY_HOST = re.compile(r"(\w+)(?:\.[a-z-]+\.[a-z0-9]+)?\.twilio\.com")
_PART = re.compile(r"\{(\w+)\}")
_IN_PROSE = re.compile(r"[Cc]an be:? ?((?:`[^`]+`(?:, or |, and | or | and |, ?)?){2,})")
_SOUND = re.compile(
    r"(/Recordings/[^/]+)\.(?:wav|mp3)$"
)  # said in prose: another ending, the sound


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked: its form's and query's fields, and what its path must hold."""

    path: re.Pattern[str]
    parts: Mapping[str, Any]
    query: Mapping[str, Any]
    form: Mapping[str, Any]
    required: frozenset[str]
    one_of: tuple[frozenset[str], ...]


class SpecIndex:
    """All operations of some OpenAPI documents, by host and method."""

    def __init__(self, *documents: Mapping[str, Any]) -> None:
        self._schemas: dict[str, Any] = {}
        self._operations: dict[tuple[str, str], list[Operation]] = {}
        for document in documents:
            self._schemas |= document["components"]["schemas"]
            for path, item in document["paths"].items():
                host = urlsplit(
                    item.get("servers", document["servers"])[0]["url"]
                ).netloc.partition(".")[0]
                for method in ("get", "post", "delete"):
                    if method in item:
                        known = self._operations.setdefault((host, method.upper()), [])
                        known.append(_operation(path, item[method]))

    def faults(
        self, method: str, url: str, query: Mapping[str, Any], form: Mapping[str, Any]
    ) -> list[str]:
        """All that is wrong with one request; nothing when it is as published."""
        parts = urlsplit(url)
        host = _ANY_HOST.fullmatch(parts.netloc)
        path = _SOUND.sub(r"\1.json", parts.path)
        known = self._operations.get((host[1] if host else "", method), [])
        for operation in known:
            found = operation.path.fullmatch(path)
            if found:
                return list(self._wrong(operation, found.groupdict(), query, form))
        return [f"no such operation: {method} {parts.netloc}{parts.path}"]

    def _wrong(
        self,
        operation: Operation,
        parts: Mapping[str, str],
        query: Mapping[str, Any],
        form: Mapping[str, Any],
    ) -> Iterator[str]:
        for known, given in ((operation.parts, parts), (operation.query, query)):
            yield from self._wrong_fields(known, given)
        yield from self._wrong_fields(operation.form, form)
        yield from (f"{name} is missing" for name in sorted(operation.required - set(form)))
        for names in operation.one_of:
            if not names & set(form):
                yield f"one of {sorted(names)} is missing"

    def _wrong_fields(self, known: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
        for name, value in given.items():
            if name not in known:
                yield f"{name} is not known"
                continue
            schema = self._resolved(known[name])
            values = value if isinstance(value, list) else [value]
            if isinstance(value, list) != (schema.get("type") == "array"):
                yield f"{name} must {'not ' * isinstance(value, list)}be a list"
                continue
            item = self._resolved(schema["items"]) if "items" in schema else schema
            for one in values:
                yield from (f"{name}: {fault}" for fault in _wrong_value(item, schema, str(one)))

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        name = schema.get("$ref", "").rpartition("/")[2]
        return {**self._schemas[name], **schema} if name else schema


def _operation(path: str, said: Mapping[str, Any]) -> Operation:
    body = said.get("requestBody", {}).get("content", {}).get(FORM, {}).get("schema", {})
    parameters = said.get("parameters", ())

    def placed(where: str) -> dict[str, Any]:
        return {one["name"]: one["schema"] for one in parameters if one["in"] == where}

    conditional = said.get("x-twilio", {}).get("conditional", ())
    return Operation(
        re.compile(_PART.sub(r"(?P<\1>[^/]+?)", path.replace(".", r"\."))),
        placed("path"),
        placed("query"),
        body.get("properties", {}),
        frozenset(body.get("required", ())),
        tuple(frozenset(_camel(name) for name in group) for group in conditional),
    )


def _camel(name: str) -> str:
    return "".join(word.title() for word in name.split("_"))


def _wrong_value(item: Mapping[str, Any], outer: Mapping[str, Any], value: str) -> Iterator[str]:
    allowed = item.get("enum") or _said_in_prose(outer.get("description", ""))
    if allowed and value not in allowed:
        yield f"{value!r} is none of {allowed}"
    form = _FORMS.get(item.get("format", "")) or _FORMS.get(item.get("type", ""))
    if form and not form.fullmatch(value):
        yield f"{value!r} is no {item.get('format') or item['type']}"
    if not re.fullmatch(item.get("pattern", ".*"), value, re.DOTALL):
        yield f"{value!r} does not match {item['pattern']}"
    if not item.get("minLength", 0) <= len(value) <= item.get("maxLength", len(value)):
        yield f"{value!r} is too short or too long"
    if item.get("format") == "twiml" and len(value) > MOST_TWIML:
        yield "the document is too long"


_FORMS = {
    "uri": re.compile(r"https?://[^\s/]+\S*"),
    "endpoint": re.compile(r"\+[1-9]\d{1,14}|(?:client|sip|app):\S+"),
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?\d+(?:\.\d+)?"),
}


def _said_in_prose(description: str) -> list[str]:
    found = _IN_PROSE.search(description)
    return re.findall(r"`([^`]+)`", found[1]) if found else []


@cache
def published() -> SpecIndex:
    """The API the adapter uses."""
    text = (FOLDER / "twilio_api_v2010.json").read_text(encoding="utf-8")
    return SpecIndex(json.loads(text))
