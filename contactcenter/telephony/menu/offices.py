"""Agencies and their points, by number: never a place that only people in danger go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from contactcenter.telephony.menu.onward import Offer
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, place_name, read
from shared.bundle import Knowledge
from shared.catalog.model import Location

FEW = 5
DISTRICTS = ("baluty", "gorna", "polesie", "srodmiescie", "widzew")
EVERYWHERE = "all"
_WORKED_OUT: dict[str, Mapping[str, tuple[Location, ...]]] = {}


def offices(scene: Scene, _about: tuple[str, ...]) -> tuple[Offer, ...]:
    """Agencies with a point whose hours can be asked for; those with the most services first."""
    knowledge = scene.knowledge
    services = Counter(service.organization for service in knowledge.services.values())
    having = [id_ for id_ in knowledge.organizations if services[id_] and points(knowledge, id_)]
    having.sort(key=lambda id_: -services[id_])
    return tuple(
        Offer((read(scene, knowledge.organizations[id_].names),), _points_of(knowledge, id_))
        for id_ in having
    )


def districts(scene: Scene, about: tuple[str, ...]) -> tuple[Offer, ...]:
    """The city's districts, for an agency with many points."""
    fixed = "pl:" if scene.language == "en" else ""  # English has no names of its own for them
    return tuple(
        Offer(
            (message(scene, f"{fixed}phone-district-{district}"),),
            f"places.{about[0]}.{district}.1",
        )
        for district in DISTRICTS
        if about and _in_district(points(scene.knowledge, about[0]), district)
    )


def places(scene: Scene, about: tuple[str, ...]) -> tuple[Offer, ...]:
    """The points of an agency, in one district or all."""
    organization, district = (*about, "", "")[:2]
    found = points(scene.knowledge, organization)
    if district in DISTRICTS:
        found = _in_district(found, district)
    return tuple(Offer(place_name(scene, place), f"place.{place.id}") for place in found)


def points(knowledge: Knowledge, organization: str) -> tuple[Location, ...]:
    """The points of an agency a caller may ask about, shut ones too: they were somebody's office.

    Of an agency with many, only those whose hours are known or that were shut.
    """
    every = _in_agencies(knowledge).get(organization, ())
    if len(every) > FEW:
        return tuple(one for one in every if one.schedule or one.exceptions or one.closed_from)
    return every


def may_be_told(knowledge: Knowledge, place_id: str) -> bool:
    """Whether this is a place whose hours are read to anybody who asks."""
    place = knowledge.locations.get(place_id)
    return place is not None and place in points(knowledge, place.organization)


def _points_of(knowledge: Knowledge, organization: str) -> str:
    found = points(knowledge, organization)
    if len(found) == 1:
        return f"place.{found[0].id}"
    is_many = len(found) > FEW and any(_in_district(found, one) != found for one in DISTRICTS)
    return f"districts.{organization}" if is_many else f"places.{organization}.{EVERYWHERE}.1"


def _in_district(found: tuple[Location, ...], district: str) -> tuple[Location, ...]:
    """The points of a district; one that names none serves the whole city."""
    return tuple(one for one in found if not one.districts or district in one.districts)


def _in_agencies(knowledge: Knowledge) -> Mapping[str, tuple[Location, ...]]:
    """The places by agency, without the hidden ones: worked out once for each content."""
    found = _WORKED_OUT.get(knowledge.content_hash)
    if found is None:
        hidden = _only_in_danger(knowledge)
        shown = [one for one in knowledge.locations.values() if one.id not in hidden]
        found = {
            id_: tuple(one for one in shown if one.organization == id_)
            for id_ in knowledge.organizations
        }
        _WORKED_OUT.clear()
        _WORKED_OUT[knowledge.content_hash] = found
    return found


def _only_in_danger(knowledge: Knowledge) -> set[str]:
    """Places that only safety-sensitive services name, and shut ones such a place has replaced."""
    sensitive, others = set[str](), set[str]()
    for service in knowledge.services.values():
        (sensitive if service.safety_sensitive else others).update(service.where.locations)
    hidden = sensitive - others
    replaced = {p.id for p in knowledge.locations.values() if p.successor in hidden}
    return hidden | (replaced - others)
