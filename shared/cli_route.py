"""`okienko route`: which door to go to with these matters, why that one, and whether it is open.

Exit codes: 0 routed, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, knowledge_in, print_json, say

if TYPE_CHECKING:
    from shared.bundle.knowledge import Knowledge
    from shared.catalog.model import CallLine, Channel, Phone
    from shared.catalog.schedule import Opening
    from shared.routing.journey import Journey, Need
    from shared.routing.place import Placement
    from shared.routing.plan import Plan
    from shared.routing.route import Route
    from shared.routing.whereabouts import Spot, Unknown

MOST_SHOWN = 3
MOST_SERVICES = 20  # no visit is about more
YEARS = range(2000, 2101)  # before and after, nobody knows which days are holidays
ALSO_SAID = {"pjm": "sign_language"}


def add_route(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    route = commands.add_parser("route", help="which door to go to, and whether it is open")
    route.add_argument("services", nargs="+", metavar="SERVICE", help="ids, as in `search`")
    route.add_argument("--from", dest="start", metavar="PLACE", help="osiedle, district, lat,lon")
    route.add_argument("--at", metavar="TIME", help="as 2026-11-24T15:40; now by default")
    route.add_argument("--need", action="append", default=[], metavar="NEED", help="step_free, …")
    route.add_argument("--no-address", action="store_true", help="lives nowhere in particular")
    route.add_argument("--json", action="store_true", help="for machines")
    route.add_argument("--folder", metavar="FOLDER", help="content other than our own")
    route.set_defaults(run=run_route)


def run_route(arguments: argparse.Namespace) -> int:
    """`okienko route`: ranked doors for each service, and one plan for all of them."""
    from shared.routing.plan import plan
    from shared.routing.route import route_all

    at, needs = _time(arguments.at), _needs(arguments.need)
    knowledge = knowledge_in(arguments.folder)
    services = [knowledge.services[one] for one in _services(arguments.services, knowledge)]
    journey, spot = _journey(arguments, knowledge, at, needs)
    routes = route_all(services, knowledge.organizations, knowledge.locations, journey)
    whole = plan(routes, journey)
    if arguments.json:
        print_json(
            {
                "at": at.isoformat(),
                "from": _spot(spot),
                "routes": [_route(one) for one in routes],
                "plan": _plan(whole),
            }
        )
    else:
        _tell(routes, whole)
    return WELL


def _services(named: list[str], knowledge: Knowledge) -> list[str]:
    from rapidfuzz import process

    services = list(dict.fromkeys(named))
    if len(services) > MOST_SERVICES:
        raise Stop(f"SERVICE: at most {MOST_SERVICES} at once")
    for one in services:
        if one not in knowledge.services:
            near = process.extract(one, list(knowledge.services), limit=3, score_cutoff=50)
            meant = _or([name for name, _, _ in near])
            raise Stop(f"{one}: there is no such service{meant}")
    return services


def _journey(
    arguments: argparse.Namespace, knowledge: Knowledge, at: datetime, needs: frozenset[Need]
) -> tuple[Journey, Spot | None]:
    from shared.routing.journey import Journey
    from shared.routing.whereabouts import Unknown, find_spot, journey_from

    journey = Journey(at=at, needs=needs, has_address=not arguments.no_address)
    if arguments.start is None:
        return journey, None
    spot = find_spot(knowledge.gazetteer, arguments.start)
    if isinstance(spot, Unknown):
        raise Stop(_refusal(arguments.start, spot))
    return journey_from(journey, spot), spot


def _refusal(said: str, unknown: Unknown) -> str:
    if unknown.why == "outside_the_city":
        return f"--from {said}: this point is not in the city"
    if unknown.why == "several_places":
        return f"--from {said}: several places are called that{_or(list(unknown.alike))}"
    return f"--from {said}: no such osiedle, district or landmark{_or(list(unknown.alike))}"


def _or(names: list[str]) -> str:
    return f"; did you mean {', '.join(names)}?" if names else ""


def _time(written: str | None) -> datetime:
    from shared.catalog.schedule import to_city_time
    from shared.clock import SystemClock

    if written is None:
        return to_city_time(SystemClock().now()).replace(microsecond=0)
    try:
        told = datetime.fromisoformat(written)
        if "T" not in written or told.year not in YEARS:
            raise ValueError
        return to_city_time(told)
    except ValueError:
        raise Stop(f"--at {written}: not a time; write it as 2026-11-24T15:40") from None


def _needs(written: list[str]) -> frozenset[Need]:
    from shared.routing.journey import NEEDS

    named = {one for text in written for one in text.split(",")}
    known = {ALSO_SAID.get(one, one) for one in named}
    for one in sorted(known):
        if one not in NEEDS:
            raise Stop(f"--need {one}: one of {', '.join(NEEDS)}")
    return frozenset(need for need in NEEDS if need in known)


def _spot(spot: Spot | None) -> dict[str, Any] | None:
    if spot is None:
        return None
    return {
        "kind": spot.kind,
        "name": spot.name,
        "district": spot.district,
        "lat": spot.position.lat if spot.position else None,
        "lon": spot.position.lon if spot.position else None,
    }


def _route(route: Route) -> dict[str, Any]:
    return {
        "service": route.service_id,
        "assignment": route.assignment,
        "doors": [_door(door) for door in route.doors],
        "ask_first": _phone(route.ask),
        "instead": [_channel(channel) for channel in route.instead],
        "call": _line(route.line),
    }


def _door(door: Placement) -> dict[str, Any]:
    from msgspec import to_builtins

    location, way = door.location, door.way
    return {
        "location": location.id,
        "address": f"{location.address.street}, {location.address.city}",
        "assignment": door.assignment,
        "reason": to_builtins(door.reason),
        "about_m": way.straight_m if way else None,
        "walk_minutes": way.walk_minutes if way else None,
        "arrive_at": door.arrive_at.isoformat() if door.arrive_at else None,
        "on_arrival": _opening(door.opening),
        "replaces": door.replaces,
        "needs": dict(door.needs),
        "to_confirm": location.status == "to_confirm",
    }


def _opening(opening: Opening) -> dict[str, Any]:
    return {
        "state": opening.state,
        "why": opening.why,
        "until": opening.until_at.isoformat() if opening.until_at else None,
        "opens": opening.opens_at.isoformat() if opening.opens_at else None,
    }


def _channel(channel: Channel) -> dict[str, str]:
    return {"kind": channel.kind, "text": channel.text.pl}


def _phone(phone: Phone | None) -> dict[str, str] | None:
    return {"number": phone.number, "status": phone.status} if phone else None


def _line(line: CallLine | None) -> dict[str, Any] | None:
    if line is None:
        return None
    transfer = _phone(line.transfer)
    return {"queue": line.queue, "skill": line.skill, "transfer": transfer, "status": line.status}


def _plan(plan: Plan) -> dict[str, Any]:
    coordinator = plan.coordinator
    return {
        "stops": [
            {
                "locations": [office.location.id for office in stop.offices],
                "services": list(stop.service_ids),
                "arrive_at": stop.arrive_at.isoformat() if stop.arrive_at else None,
                "on_arrival": _opening(stop.opening),
                "call_first": stop.call_first,
            }
            for stop in plan.stops
        ],
        "elsewhere": list(plan.elsewhere),
        "coordinator": coordinator._asdict() if coordinator else None,
        "about_m": plan.straight_m,
    }


def _tell(routes: tuple[Route, ...], plan: Plan) -> None:
    for route in routes:
        say(f"{route.service_id}  ({route.assignment.replace('_', ' ')})")
        for door in route.doors[:MOST_SHOWN]:
            said = _opening_in_words(door.opening)
            say(f"    {door.location.id}: {said}. {door.reason.en}")
        if route.ask:
            say(f"    call first: {route.ask.number}")
    if len(routes) > 1:
        say("the fewest doors:")
        for number, stop in enumerate(plan.stops, 1):
            say(f"    {number}. {stop.placement.location.id}: {', '.join(stop.service_ids)}")
        if plan.coordinator:
            say(f"    held together by: {plan.coordinator.role}, {plan.coordinator.organization}")


def _opening_in_words(opening: Opening) -> str:
    if opening.state == "open":
        return f"open until {opening.until_at:%H:%M}" if opening.until_at else "always open"
    if opening.state == "unknown":
        return "hours unknown, call first"
    return f"closed until {opening.opens_at:%Y-%m-%d %H:%M}" if opening.opens_at else "closed"
