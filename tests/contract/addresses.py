"""An OpenAPI document of everything an app answers to, made from its URL map and what it was heard
to read. It describes what is sent, not what is said: whatever comes, others judge the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.contract.hearing import Ears

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PLACE = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
ASKED = ("GET", "POST")

# What breaks what trusts its reader: signs no database keeps, numbers no column holds, days no
# calendar has, digits that are no digits, bytes that are no text.
CULPRITS = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udcff\udcfe", "\u202e", "\ufeff", "e\u0301" * 60, "😀",
    "0", "-1", "00", "9" * 19, "9" * 400, "9" * 5000, "1e400", "NaN", "inf", "1_000", "+1", "½",
    "²", "٣", "0001-01-01", "9999-12-31", "2026-02-30", "2026-W01-1", "20261123", "0000-00-00",
    "2026-11-23T25:61", "24:00", "00:00", "9999-12", "2026-00", "0001-01", "x" * 70, "x" * 300,
    "ż" * 3000, "../../etc/passwd", "//evil.example", "http://[", "%", "%00", "{}", "[]", "null",
    "' OR 1=1 --", "<b>", "{{7*7}}", "\r\nSet-Cookie: a=b", "on", "true", "a:b", ":", "a|b|c", ",",
)  # fmt: skip


def openapi(
    app: Flask, ears: Ears, bodies: Mapping[str, dict[str, Any]], doors: Iterable[tuple[str, Rule]]
) -> dict[str, Any]:
    """The document of these doors. `bodies`: what machines send in JSON, as schemas by endpoint."""
    paths: dict[str, dict[str, Any]] = {}
    for method, rule in doors:
        described = _operation(rule, method, ears, bodies.get(rule.endpoint))
        paths.setdefault(path_of(rule), {})[method.lower()] = described
    return {"openapi": "3.0.3", "info": {"title": app.name, "version": "1"}, "paths": paths}


def asked_by(rule: Rule) -> list[str]:
    """The methods of a rule that a form or a link can send."""
    return [method for method in ASKED if method in (rule.methods or ())]


def path_of(rule: Rule) -> str:
    """The rule's address as OpenAPI writes it."""
    return PLACE.sub(r"{\1}", rule.rule)


def _operation(rule: Rule, method: str, ears: Ears, body: dict[str, Any] | None) -> dict[str, Any]:
    parameters = [_place(rule, name) for name in sorted(rule.arguments)]
    parameters += [
        {"name": name, "in": "query", "schema": _field(ears, name)}
        for name in sorted(ears.query[rule.endpoint])
    ]
    parameters.append({"name": "HX-Request", "in": "header", "schema": {"enum": ["true"]}})
    described: dict[str, Any] = {
        "operationId": f"{method.lower()} {rule.endpoint}",
        "parameters": parameters,
        "responses": {"default": {"description": "whatever is right"}},
    }
    if method == "POST":
        kind, schema = (FORM, _form(ears, rule.endpoint)) if body is None else (JSON, body)
        described["requestBody"] = {"required": True, "content": {kind: {"schema": schema}}}
    return described


def _place(rule: Rule, name: str) -> dict[str, Any]:
    closed = getattr(rule._converters[name], "items", None)
    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 80}
    if closed:
        schema["enum"] = sorted(closed)
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _form(ears: Ears, endpoint: str) -> dict[str, Any]:
    asked = sorted(ears.form[endpoint])
    return {
        "type": "object",
        "properties": {name: _field(ears, name) for name in asked},
        "required": asked,
        "additionalProperties": False,
    }


def _field(ears: Ears, name: str) -> dict[str, Any]:
    """What may stand in a field: what pages offer, twice as often as anything else."""
    anything = {"type": "string", "maxLength": 200}
    offered = ears.offered[name]
    return {"anyOf": [{"type": "string", "enum": offered}, anything]} if offered else anything
