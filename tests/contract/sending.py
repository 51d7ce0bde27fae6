"""From a generated case to the bytes of a request, with what breaks things put in now and then."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from werkzeug.routing import Rule

from tests.contract.addresses import CULPRITS, FORM, JSON, path_of

FURTHER = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
HTMX = {"HX-Request": "true"}

# What may stand in an address under a name, beside what stands in it already.
Known = Callable[[str, Mapping[str, str]], list[str]]


@dataclass(frozen=True)
class Sent:
    """One request."""

    method: str
    target: str
    kind: str = FORM
    body: bytes = b""
    headers: Mapping[str, str] | None = None
    is_forged: bool = False  # without the token of its form


@dataclass(frozen=True)
class Spice:
    """What is done to a request beside what the document describes."""

    ids: tuple[int, ...]
    culprit: str | None
    where: int
    method: str | None
    is_htmx: bool
    is_forged: bool
    is_twice: bool


def _one_in(times: int) -> st.SearchStrategy[bool]:
    return st.integers(1, times).map(lambda drawn: drawn == times)


SPICES = st.builds(
    Spice,
    ids=st.tuples(*[st.integers(0, 10_000)] * 3),
    culprit=st.none() | st.sampled_from(CULPRITS),
    where=st.integers(0, 10_000),
    method=st.sampled_from((*(None,) * 35, *FURTHER)),  # what is drawn first is the first
    is_htmx=st.booleans(),
    is_forged=_one_in(8),
    is_twice=_one_in(8),
)


def ask(operation: Any, examples: int, one: Callable[[schemathesis.Case, Spice], None]) -> None:
    """Hand over so many requests of one operation, the same ones every time."""
    good = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    bad = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    can_be_bad = operation.path_parameters or operation.query or operation.body

    @seed(20261122)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(good, good, bad) if can_be_bad else good, spice=SPICES)
    def hand_over(case: schemathesis.Case, spice: Spice) -> None:
        one(case, spice)

    hand_over()


def written_out(
    method: str, rule: Rule, case: schemathesis.Case, spice: Spice, known: Known
) -> Sent:
    """The request of this case; most of what its address names really is."""
    places = {name: str(value) for name, value in case.path_parameters.items()}
    for name, pick in zip(sorted(places), spice.ids, strict=False):
        really = [] if hasattr(rule._converters[name], "items") else known(name, places)
        if really and pick % 8:  # now and then what was made up stays
            places[name] = really[pick % len(really)]
    query, body = dict(case.query or {}), case.body
    fields = dict(body) if isinstance(body, dict) else {}
    _spoil(spice, places, query, fields)
    target = target_of(rule, places) + (f"?{form_of(query).decode()}" if query else "")
    sent = Sent(method, target, FORM, form_of(fields), HTMX if spice.is_htmx else {})
    if case.media_type == JSON:
        plain = body if isinstance(body, (dict, list, str, int, float)) else None
        sent = replace(sent, kind=JSON, body=json.dumps(plain).encode())
    return replace(sent, is_forged=spice.is_forged and method == "POST")


def _spoil(spice: Spice, *parts: dict[str, Any]) -> None:
    """Put what breaks things into one field, or say one of the form twice."""
    every = [(part, name) for part in parts for name in sorted(part)]
    if not every:
        return
    part, name = every[spice.where % len(every)]
    if spice.culprit is not None and (spice.culprit or part is not parts[0]):
        part[name] = spice.culprit
    elif spice.is_twice and part is parts[-1]:
        part[name] = [part[name], "x"]


def target_of(rule: Rule, places: Mapping[str, str]) -> str:
    """The address with these in their places."""
    target = path_of(rule)
    for name, value in places.items():
        target = target.replace(f"{{{name}}}", quote(_wire(value), safe=""))
    return target


def form_of(fields: Mapping[str, Any]) -> bytes:
    """A form as it crosses the wire, also of what is no text."""
    pairs = [
        (name, each)
        for name, value in fields.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    return urlencode([(_wire(name), _wire(value)) for name, value in pairs]).encode()


def _wire(value: object) -> bytes:
    said = "" if value is None else str(value)
    return said.encode("utf-8", "surrogatepass")
