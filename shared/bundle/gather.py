"""Read the content folder: every file into its record, every misfit into a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from shared.bundle.convert import convert
from shared.bundle.fault import Fault
from shared.bundle.files import (
    AbbreviationsFile,
    ActsFile,
    CrisisFile,
    DefinitionsFile,
    DocumentsFile,
    FactsFile,
    IncomesFile,
    KisFile,
    LifeEventsFile,
    ParametersFile,
    ServiceFile,
    SynonymsFile,
)
from shared.bundle.read import Sheet, read_sheet
from shared.catalog.gazetteer import PlacesFile, ShapesFile
from shared.catalog.model import Location, Organization

R = TypeVar("R", bound=msgspec.Struct)


class Page(NamedTuple, Generic[R]):
    """One well-formed file: where things stand in it, and its record."""

    sheet: Sheet
    record: R


@dataclass(frozen=True)
class Written:
    """The whole content as written; `faults` are those of form and shape.

    `sheets` holds every file that is YAML at all, so that a reference into a file with a misfit
    in it is not reported a second time as a reference to nothing.
    """

    acts: list[Page[ActsFile]] = field(default_factory=list)
    documents: list[Page[DocumentsFile]] = field(default_factory=list)
    crisis: list[Page[CrisisFile]] = field(default_factory=list)
    synonyms: list[Page[SynonymsFile]] = field(default_factory=list)
    incomes: list[Page[IncomesFile]] = field(default_factory=list)
    kis: list[Page[KisFile]] = field(default_factory=list)
    life_events: list[Page[LifeEventsFile]] = field(default_factory=list)
    abbreviations: list[Page[AbbreviationsFile]] = field(default_factory=list)
    facts: list[Page[FactsFile]] = field(default_factory=list)
    parameters: list[Page[ParametersFile]] = field(default_factory=list)
    definitions: list[Page[DefinitionsFile]] = field(default_factory=list)
    organizations: list[Page[Organization]] = field(default_factory=list)
    locations: list[Page[Location]] = field(default_factory=list)
    services: list[Page[ServiceFile]] = field(default_factory=list)
    places: list[Page[PlacesFile]] = field(default_factory=list)
    shapes: list[Page[ShapesFile]] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def gather(folder: Path) -> Written:
    """Read everything under `folder`, in the order of the file names."""
    written = Written()
    _take(written, folder, "acts.yaml", ActsFile, written.acts)
    _take(written, folder, "documents.yaml", DocumentsFile, written.documents)
    _take_if_there(written, folder, "crisis_words.yaml", CrisisFile, written.crisis)
    _take_if_there(written, folder, "synonyms.yaml", SynonymsFile, written.synonyms)
    _take_if_there(written, folder, "incomes.yaml", IncomesFile, written.incomes)
    _take_if_there(written, folder, "kis.yaml", KisFile, written.kis)
    _take_if_there(written, folder, "life_events.yaml", LifeEventsFile, written.life_events)
    _take_if_there(written, folder, "abbreviations.yaml", AbbreviationsFile, written.abbreviations)
    if (folder / "map").exists():
        _take(written, folder, "map/places.yaml", PlacesFile, written.places)
        _take(written, folder, "map/shapes.yaml", ShapesFile, written.shapes)
    _take_all(written, folder, "facts", FactsFile, written.facts)
    _take_all(written, folder, "parameters", ParametersFile, written.parameters)
    _take_all(written, folder, "definitions", DefinitionsFile, written.definitions)
    _take_all(written, folder, "organizations", Organization, written.organizations)
    _take_all(written, folder, "locations", Location, written.locations)
    _take_all(written, folder, "services", ServiceFile, written.services)
    return written


def _take_all(
    written: Written, folder: Path, room: str, kind: type[R], pages: list[Page[R]]
) -> None:
    for path in _yaml_files(folder / room):
        _take(written, folder, f"{room}/{path.name}", kind, pages)


def _take_if_there(
    written: Written, folder: Path, file: str, kind: type[R], pages: list[Page[R]]
) -> None:
    if (folder / file).exists():
        _take(written, folder, file, kind, pages)


def _yaml_files(room: Path) -> Iterator[Path]:
    yield from sorted(path for path in room.glob("*.y*ml") if not path.name.startswith("."))


def _take(written: Written, folder: Path, file: str, kind: type[R], pages: list[Page[R]]) -> None:
    if not (folder / file).exists():
        written.faults.append(Fault(file, 1, "the file is missing", "write it"))
        return
    sheet = read_sheet(folder / file, file)
    if not isinstance(sheet, Sheet):
        written.faults.extend(sheet)
        return
    written.sheets.append(sheet)
    record = convert(sheet, (), sheet.value, kind)
    if isinstance(record, tuple):
        written.faults.extend(record)
    else:
        pages.append(Page(sheet, record))
