"""Every id that is named must be the id of something, and every file be named after its id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from shared.bundle.fault import Fault
from shared.bundle.files import ServiceFile, WrittenDefinition
from shared.bundle.gather import Page, Written
from shared.bundle.ids import Ids, missing
from shared.bundle.read import Sheet, Trail
from shared.catalog.model import Location


def faults(written: Written, ids: Ids) -> Iterator[Fault]:
    """References to nothing, and files named after something else."""
    for page in written.services:
        yield from _of_service(page, ids)
    for place in written.locations:
        yield from _of_location(place, ids)
    for numbers in written.parameters:
        for index, parameter in enumerate(numbers.record.parameters):
            for row, value in enumerate(parameter.values):
                trail = ("parameters", index, "values", row, "act")
                yield from missing(ids, "acts", value.act, numbers.sheet, trail)
    for formulas in written.definitions:
        yield from _of_definitions(formulas.sheet, formulas.record.definitions, ids)
    yield from _of_words(written, ids)
    yield from _of_file_names(written)


def _of_words(written: Written, ids: Ids) -> Iterator[Fault]:
    for words in written.crisis:
        for index, one in enumerate(words.record.crisis_words):
            trail = ("crisis_words", index, "services")
            yield from _of_services(words.sheet, trail, one.services, ids)
    for synonyms in written.synonyms:
        for index, group in enumerate(synonyms.record.asked):
            trail = ("asked", index, "services")
            yield from _of_services(synonyms.sheet, trail, group.services, ids)


def _of_services(
    sheet: Sheet, trail: Trail, services: tuple[str, ...], ids: Ids
) -> Iterator[Fault]:
    for index, service in enumerate(services):
        yield from missing(ids, "services", service, sheet, (*trail, index))


def _of_definitions(
    sheet: Sheet, definitions: tuple[WrittenDefinition, ...], ids: Ids
) -> Iterator[Fault]:
    for index, definition in enumerate(definitions):
        trail = ("definitions", index, "basis", "act")
        yield from missing(ids, "acts", definition.basis.act, sheet, trail)


def _of_service(page: Page[ServiceFile], ids: Ids) -> Iterator[Fault]:
    sheet, service = page
    yield from missing(ids, "organizations", service.organization, sheet, ("organization",))
    for index, basis in enumerate(service.legal_basis):
        yield from missing(ids, "acts", basis.act, sheet, ("legal_basis", index, "act"))
    yield from _of_definitions(sheet, service.definitions, ids)
    for span in service.spans():
        for index, condition in enumerate(span.conditions):
            trail = (*span.trail, "conditions", index, "basis", "act")
            yield from missing(ids, "acts", condition.basis.act, sheet, trail)
        if span.amount:
            trail = (*span.trail, "amount", "basis", "act")
            yield from missing(ids, "acts", span.amount.basis.act, sheet, trail)
    for index, version in enumerate(service.versions):
        trail = ("versions", index, "basis", "act")
        yield from missing(ids, "acts", version.basis.act, sheet, trail)
    for index, document in enumerate(service.documents):
        yield from missing(ids, "documents", document.id, sheet, ("documents", index, "id"))
    for index, location in enumerate(service.where.locations):
        yield from missing(ids, "locations", location, sheet, ("where", "locations", index))


def _of_location(page: Page[Location], ids: Ids) -> Iterator[Fault]:
    sheet, location = page
    yield from missing(ids, "organizations", location.organization, sheet, ("organization",))
    if location.successor is None:
        return
    yield from missing(ids, "locations", location.successor, sheet, ("successor",))
    if location.successor == location.id:
        yield sheet.fault(("successor",), "the place is its own successor", "name another place")
    if location.closed_from is None:
        problem = "there is a successor, but the place is not closed"
        yield sheet.fault(("successor",), problem, "add `closed_from: 2026-01-31`")


def _of_file_names(written: Written) -> Iterator[Fault]:
    named: list[tuple[Sheet, str, Any]] = [
        *((page.sheet, "id", page.record.id) for page in written.services),
        *((page.sheet, "id", page.record.id) for page in written.organizations),
        *((page.sheet, "id", page.record.id) for page in written.locations),
        *((page.sheet, "topic", page.record.topic) for page in written.facts),
    ]
    for sheet, field, name in named:
        stem = PurePosixPath(sheet.file).stem
        if stem != name:
            problem = f"the {field} is `{name}`, but the file is named `{stem}`"
            yield sheet.fault((field,), problem, f"rename the file to {name}.yaml")
