"""One folder of papers for several services: each once, who holds it, what calls for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.engine import Engine
from shared.diagnosis.frame import NOBODY, Frame
from shared.diagnosis.household import FactKey
from shared.diagnosis.interval import ZERO
from shared.diagnosis.result import Assessment, Verdict
from shared.diagnosis.tree import Both, Name, Quantifier

GRANTED = frozenset({Verdict.ELIGIBLE, Verdict.LIKELY})


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to bring, once for all the services that ask for it.

    `facts`: the answers that call for it, in content order; none where it is asked of everybody.
    `is_certain`: at least one service surely asks for it. `held_by`: who has it already.
    """

    document_id: str
    held_by: str
    services: tuple[str, ...]
    facts: tuple[FactKey, ...]
    is_certain: bool


def wanted_services(assessment: Assessment) -> tuple[str, ...]:
    """The entitlements that are at least likely: those a folder is made for unless told."""
    return tuple(
        result.service_id
        for result in assessment.results
        if result.kind != "help" and result.verdict in GRANTED
    )


def folder(
    engine: Engine,
    assessment: Assessment,
    held_by: Mapping[str, str],
    service_ids: Sequence[str] | None = None,
) -> tuple[Paper, ...]:
    """The papers for these services, those for the most services first, then as first asked for.

    `held_by` says of every document who holds it. Raises KeyError for a service or a document that
    the content does not have.
    """
    ids = wanted_services(assessment) if service_ids is None else service_ids
    frame = engine.frame(assessment.household, assessment.on)
    papers: dict[str, Paper] = {}
    for service_id in dict.fromkeys(ids):
        compiled = engine.compiled(service_id, assessment.on)
        for paper in _papers(engine, frame, compiled, held_by):
            earlier = papers.get(paper.document_id)
            papers[paper.document_id] = paper if earlier is None else _both(earlier, paper, engine)
    return tuple(sorted(papers.values(), key=lambda paper: -len(paper.services)))


def _papers(
    engine: Engine, frame: Frame, compiled: CompiledRule, held_by: Mapping[str, str]
) -> Iterator[Paper]:
    service_id = compiled.rule.service_id
    for need, code in zip(compiled.rule.documents, compiled.documents, strict=True):
        truth = True if code is None else code.value(frame)
        if truth is not False:
            facts = [] if code is None else list(_deciding(code, frame, None))
            in_order = _in_order(facts, engine)
            yield Paper(need.id, held_by[need.id], (service_id,), in_order, bool(truth))


def _both(one: Paper, other: Paper, engine: Engine) -> Paper:
    """The same paper for more services. Where one asks it of everybody, no answer calls for it."""
    is_of_everybody = not one.facts or not other.facts
    return Paper(
        document_id=one.document_id,
        held_by=one.held_by,
        services=(*one.services, *(new for new in other.services if new not in one.services)),
        facts=() if is_of_everybody else _in_order((*one.facts, *other.facts), engine),
        is_certain=one.is_certain or other.is_certain,
    )


def _in_order(facts: Sequence[FactKey], engine: Engine) -> tuple[FactKey, ...]:
    rank = {name: number for number, name in enumerate(engine.facts)}

    def place(key: FactKey) -> tuple[int, int]:
        return rank[key.fact], -1 if key.person is None else key.person

    return tuple(sorted(set(facts), key=place))


def _deciding(code: Code, frame: Frame, person: int | None) -> Iterator[FactKey]:
    """The facts on which a piece came out as it did: of an `or` that holds, the parts that hold."""
    if isinstance(code.node, Name):
        yield from (FactKey(fact, person if code.is_personal else None) for fact in code.facts)
        return
    if isinstance(code.node, Quantifier):
        for index in _persons(code, frame):
            yield from _of_parts(code, frame, index)
        return
    yield from _of_parts(code, frame, person)


def _of_parts(code: Code, frame: Frame, person: int | None) -> Iterator[FactKey]:
    parts = list(code.parts)
    if isinstance(code.node, Both):
        truth = _value(code, frame, person)
        same = [part for part in parts if _value(part, frame, person) is truth]
        parts = same or parts
    for part in parts:
        yield from _deciding(part, frame, person)


def _persons(code: Code, frame: Frame) -> list[int]:
    """Those who decide: of an `any` that holds, those who fit; else those who may fit, if any."""
    if isinstance(code.node, Quantifier) and code.node.name == "self":
        return [0]
    everybody = list(range(len(frame.persons)))
    fits = {index: [_value(part, frame, index) for part in code.parts] for index in everybody}
    surely = [index for index in everybody if all(worth is True for worth in fits[index])]
    may = [index for index in everybody if not any(worth in (False, ZERO) for worth in fits[index])]
    is_any = isinstance(code.node, Quantifier) and code.node.name == "any"
    return (surely if is_any else []) or may or everybody


def _value(code: Code, frame: Frame, person: int | None) -> object:
    frame.look_at(NOBODY if person is None else person)
    value: object = code.value(frame)
    frame.look_at(NOBODY)
    return value
