"""YAML with its line numbers kept, so that every fault can say where it is.

Only the plain parts of YAML: mappings, lists, strings, true/false, whole numbers, floats, null.
No anchors, no tags, no duplicate keys. `yes`, `on` and dates stay the words they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from shared.bundle.fault import Fault

Step = str | int
Trail = tuple[Step, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+")
WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Spot(NamedTuple):
    """Where a value begins in its file: line and column count from 1. `key_line`: where its key is.

    `exact`: the value is written on one line, so that columns inside it can be trusted.
    """

    line: int
    column: int
    key_line: int
    exact: bool


class Sheet(NamedTuple):
    """One file's content: plain values, and where each of them stands."""

    file: str
    value: object
    spots: Mapping[Trail, Spot]

    def spot(self, trail: Trail) -> Spot:
        """Where `trail` stands, or the nearest thing around it that is written down."""
        while trail not in self.spots:
            trail = trail[:-1]
        return self.spots[trail]

    def fault(self, trail: Trail, problem: str, cure: str) -> Fault:
        """A fault at the line where `trail` (its key, if it has one) stands."""
        return Fault(self.file, self.spot(trail).key_line, problem, cure)


def read_sheet(path: Path, file: str) -> Sheet | tuple[Fault, ...]:
    """Read one YAML file; every fault of form in it otherwise."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except UnicodeDecodeError:
        return (Fault(file, 1, "the file is not UTF-8 text", "save it as UTF-8"),)
    except yaml.MarkedYAMLError as error:
        return (_not_yaml(file, error),)
    except yaml.YAMLError:
        return (Fault(file, 1, "the file has characters YAML does not allow", "retype them"),)
    if root is None:
        return (Fault(file, 1, "the file is empty", "write the record or delete the file"),)
    faults = tuple(_faults_of_form(file, root, set()))
    if faults:
        return faults
    spots: dict[Trail, Spot] = {(): _spot(root, root)}
    return Sheet(file, _value(root, (), spots), spots)


def _not_yaml(file: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = (error.problem or "it cannot be read").replace("\n", " ")
    return Fault(
        file,
        mark.line + 1 if mark else 1,
        f"not valid YAML: {problem}",
        'check the indentation, and put a text that has ": " or starts with a sign in quotes',
    )


def _faults_of_form(file: str, node: Node, seen: set[int]) -> Iterator[Fault]:
    """Duplicate keys, and aliases: an alias shows as a node met a second time."""
    if id(node) in seen:
        line = node.start_mark.line + 1
        yield Fault(file, line, "anchors and aliases are not used here", "write the text out again")
        return
    seen.add(id(node))
    if isinstance(node, MappingNode):
        yield from _faults_of_keys(file, node)
        for _, value in node.value:
            yield from _faults_of_form(file, value, seen)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _faults_of_form(file, value, seen)


def _faults_of_keys(file: str, node: MappingNode) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            yield Fault(file, line, "a key is not a plain word", "write the key as one word")
        elif key.value in first:
            problem = f"the key `{key.value}` is written twice (first on line {first[key.value]})"
            yield Fault(file, line, problem, "keep one of the two")
        else:
            first[key.value] = line


def _spot(key: Node, node: Node) -> Spot:
    start, end = node.start_mark, node.end_mark
    quoted = isinstance(node, ScalarNode) and node.style in ("'", '"')
    exact = start.line == end.line
    return Spot(start.line + 1, start.column + 1 + quoted, key.start_mark.line + 1, exact)


def _value(node: Node, trail: Trail, spots: dict[Trail, Spot]) -> object:
    if isinstance(node, MappingNode):
        return {
            key.value: _kept(key, value, (*trail, key.value), spots) for key, value in node.value
        }
    if isinstance(node, SequenceNode):
        return [_kept(item, item, (*trail, index), spots) for index, item in enumerate(node.value)]
    plain = isinstance(node, ScalarNode) and not node.style
    return _scalar(node.value, plain=plain)


def _kept(key: Node, node: Node, trail: Trail, spots: dict[Trail, Spot]) -> object:
    spots[trail] = _spot(key, node)
    return _value(node, trail, spots)


def _scalar(text: str, *, plain: bool) -> object:
    if not plain:
        return text
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text
