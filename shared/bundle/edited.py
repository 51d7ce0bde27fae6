"""What is wrong with one edited record: the loader's own checks, told by field instead of line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from shared.bundle.checks import classes, places, plain, references, texts
from shared.bundle.convert import convert
from shared.bundle.fault import Fault
from shared.bundle.files import ServiceFile
from shared.bundle.gather import Page, Written
from shared.bundle.ids import LISTS, ONE_EACH, Definition, Ids
from shared.bundle.knowledge import Content
from shared.bundle.overlay import Value, record_type, value_of
from shared.bundle.read import Sheet, Spot, Trail
from shared.catalog.model import Asked, KisClass, Location, Organization

LANGUAGES = {"plain Polish": "plain", "Polish": "pl", "Ukrainian": "uk", "English": "en"}
NOWHERE = Definition(Sheet("", None, {}), (), "")


class FieldFault(NamedTuple):
    """A fault of the field at `trail` ("names", "uk"); in the loader's words."""

    trail: Trail
    problem: str
    cure: str


def faults_of(content: Content, kind: str, record_id: str, value: Value) -> tuple[FieldFault, ...]:
    """Everything the loader would refuse in this record, standing among the rest of `content`."""
    room = "classes" if kind == "class" else f"{kind}s"
    sheet = _sheet(f"{room}/{record_id}.yaml", value)
    shape = ServiceFile if kind == "service" else record_type(kind, record_id)
    record = convert(sheet, (), value, shape)
    found = record if isinstance(record, tuple) else _checked(sheet, record, content)
    return tuple(dict.fromkeys(_of_field(sheet, fault) for fault in found))


def new_faults(content: Content, kind: str, record_id: str, value: Value) -> tuple[FieldFault, ...]:
    """The faults this edit would bring: what was wrong before must not hold up a better number."""
    before = value_of(content, kind, record_id)
    known = faults_of(content, kind, record_id, before) if before else ()
    return tuple(one for one in faults_of(content, kind, record_id, value) if one not in known)


def _checked(sheet: Sheet, record: Any, content: Content) -> Iterator[Fault]:
    written, ids = Written(), _ids(content)
    match record:
        case ServiceFile():
            written.services.append(Page(sheet, record))
        case Location():
            written.locations.append(Page(sheet, record))
            yield from _other_days(sheet, record)
        case Organization():
            written.organizations.append(Page(sheet, record))
        case KisClass():
            yield from classes.of_class(sheet, (), record)
        case Asked():
            yield from _known_services(sheet, record, ids)
    yield from references.faults(written, ids)
    yield from places.faults(written)
    yield from texts.faults(written, ids)
    yield from _plain(sheet, record, content)
    yield from _empty_names(sheet, record)


def _plain(sheet: Sheet, record: Any, content: Content) -> Iterator[Fault]:
    known = {one.short for one in content.abbreviations}
    for trail, text in plain.texts_in(record):
        yield from plain.faults_of(sheet, trail, text, known)


def _known_services(sheet: Sheet, record: Asked, ids: Ids) -> Iterator[Fault]:
    for index, service_id in enumerate(record.services):
        if service_id not in ids["services"]:
            problem = f"there is no service `{service_id}`"
            yield sheet.fault(("services", index), problem, "name another")


def _empty_names(sheet: Sheet, record: Any) -> Iterator[Fault]:
    """A record nobody can name, a phrase of nothing."""
    names = getattr(record, "names", None)
    if names is not None and not names.pl.strip() and not isinstance(record, ServiceFile):
        yield sheet.fault(("names", "pl"), "`names` is empty in Polish", "write the text")


def _other_days(sheet: Sheet, place: Location) -> Iterator[Fault]:
    for index, days in enumerate(place.exceptions):
        trail: Trail = ("exceptions", index)
        if days.to < days.from_:
            yield sheet.fault((*trail, "to"), "the days end before they start", "correct the day")
        if (days.opens is None) != (days.closes is None):
            missing = "opens" if days.opens is None else "closes"
            yield sheet.fault((*trail, missing), "one of the hours is missing", "write both")


def _sheet(file: str, value: Value) -> Sheet:
    """A sheet whose lines are its fields, so that a fault's line tells the field."""
    trails = [(), *_trails(value, ())]
    spots = {trail: Spot(line, 1, line, exact=False) for line, trail in enumerate(trails, 1)}
    return Sheet(file, value, spots)


def _trails(value: object, trail: Trail) -> Iterator[Trail]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list | tuple):
        items = list(enumerate(value))
    for step, inner in items:
        yield (*trail, step)
        yield from _trails(inner, (*trail, step))


def _of_field(sheet: Sheet, fault: Fault) -> FieldFault:
    trail = list(sheet.spots)[fault.line - 1]
    if not trail and fault.problem.startswith("nobody said"):
        trail = ("translation",)
    return FieldFault((*trail, *_missing_step(fault.problem)), fault.problem, fault.cure)


def _missing_step(problem: str) -> Trail:
    """What is missing has no line of its own: the problem names it."""
    if problem.startswith("the field `") and problem.endswith("` is missing"):
        return (problem.split("`")[1],)
    if " has no " in problem and problem.endswith(" text"):
        return (LANGUAGES[problem.split(" has no ")[1].removesuffix(" text")],)
    for name, language in LANGUAGES.items():
        if problem == f"nobody said whether the {name} text is a draft":
            return (language,)
    return ()


def _ids(content: Content) -> Ids:
    ids: dict[str, Mapping[str, Definition]] = {}
    for name in (*LISTS, *ONE_EACH):
        records: Any = getattr(content, name)
        ids[name] = {one.id: NOWHERE for one in records}
    return ids
