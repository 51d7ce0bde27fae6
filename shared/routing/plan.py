"""Several matters at once: the fewest doors, in the best order, and who keeps it together.

The fewest doors are found exactly: what only one place can do is fixed, and of the rest every
choice is tried, few doors before many. Of equally few doors those win that are not shut on arrival
and sure to exist, then those with the shortest way round. Two offices in one building are one door.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations, pairwise, permutations
from typing import Literal, NamedTuple

from shared.catalog.gazetteer import Position
from shared.catalog.schedule import Opening, opening
from shared.routing.journey import Journey, position_of, straight_m, way_between
from shared.routing.place import Placement
from shared.routing.route import Route

VISIT_MINUTES = 30  # how long one door takes; nobody has measured it, a queue can double it
MOST_ORDERED = 6  # so many doors are put into the best order; of more, the nearest comes next
# Who holds the threads when two or more agencies are needed: the social worker's agency where it is
# one of them (art. 45 of the act on social assistance), else the residents' contact center.
SOCIAL_WORK = "mops"
FRONT_DESK = "lckm"


class Stop(NamedTuple):
    """One door on the way, what to do there, and whether one is let in then.

    `offices`: the places behind this door, one as a rule. `call_first`: the door is not sure to be
    the right one, or to be open.
    """

    offices: tuple[Placement, ...]
    service_ids: tuple[str, ...]
    arrive_at: datetime | None
    opening: Opening
    call_first: bool

    @property
    def placement(self) -> Placement:
        """The door itself."""
        return self.offices[0]


class Coordinator(NamedTuple):
    """Who keeps a plan of several agencies together: the programme's *opiekun*."""

    role: Literal["opiekun"]
    organization: str


class Plan(NamedTuple):
    """The fewest doors for these matters, in order; `elsewhere`: matters that have no door here."""

    stops: tuple[Stop, ...]
    elsewhere: tuple[str, ...]
    coordinator: Coordinator | None
    straight_m: int


def plan(routes: Sequence[Route], journey: Journey) -> Plan:
    """One plan for several matters."""
    choices = {route.service_id: _choices(route) for route in routes if route.doors}
    buildings = _best_round(choices, journey)
    stops = tuple(_stops(buildings, choices, journey))
    agencies = {route.organization for route in routes}
    return Plan(
        stops=stops,
        elsewhere=tuple(route.service_id for route in routes if not route.doors),
        coordinator=_coordinator(agencies),
        straight_m=_length(journey.start, [position_of(s.placement.location) for s in stops]),
    )


def _choices(route: Route) -> dict[str, Placement]:
    """The buildings where this matter can be settled, each with its place there.

    Any door will do, or one is theirs; where nobody knows whose the others are, only the first.
    """
    is_any = route.assignment == "certain" and route.doors[0].because.rule == "any"
    doors = route.doors if is_any else route.doors[:1]
    found: dict[str, Placement] = {}
    for door in doors:
        found.setdefault(door.location.address.street, door)
    return found


def _best_round(choices: dict[str, dict[str, Placement]], journey: Journey) -> tuple[str, ...]:
    """The buildings to go to, in order: fewest, then open on arrival, then the shortest round."""
    at = {street: door for doors in choices.values() for street, door in doors.items()}
    covers = (_in_order(cover, at, journey) for cover in _fewest(list(choices.values())))
    return min(covers, key=lambda order: _cost(order, at, journey), default=())


def _fewest(wanted: Sequence[dict[str, Placement]]) -> Iterator[tuple[str, ...]]:
    """Every smallest set of buildings in which everything wanted can be settled."""
    fixed = {street for doors in wanted if len(doors) == 1 for street in doors}
    left = [set(doors) for doors in wanted if not fixed & set(doors)]
    others = sorted(set().union(*left))
    for size in range(len(others) + 1):
        found = [
            (*sorted(fixed), *chosen)
            for chosen in combinations(others, size)
            if all(doors & set(chosen) for doors in left)
        ]
        if found:
            yield from found
            return


def _in_order(
    streets: tuple[str, ...], at: dict[str, Placement], journey: Journey
) -> tuple[str, ...]:
    """The shortest round from the start; the last door is the end of it."""
    if len(streets) > MOST_ORDERED:
        return _nearest_next(streets, at, journey)
    rounds = permutations(streets)
    return min(rounds, key=lambda order: _cost(order, at, journey)[1:], default=())


def _nearest_next(
    streets: tuple[str, ...], at: dict[str, Placement], journey: Journey
) -> tuple[str, ...]:
    here, left, order = journey.start, list(streets), list[str]()
    while left:
        chosen = min(left, key=lambda street: _length(here, [_position(at[street])]))
        left.remove(chosen)
        order.append(chosen)
        here = _position(at[chosen]) or here
    return tuple(order)


def _cost(
    order: tuple[str, ...], at: dict[str, Placement], journey: Journey
) -> tuple[int, int, tuple[str, ...]]:
    """Doors shut on arrival or unconfirmed, then meters; names make it the same every time."""
    shut = sum(_is_doubtful(at[street]) for street in order)
    return shut, _length(journey.start, [_position(at[street]) for street in order]), order


def _is_doubtful(door: Placement) -> bool:
    return door.opening.state == "closed" or door.location.status == "to_confirm"


def _position(placement: Placement) -> Position | None:
    return position_of(placement.location)


def _length(start: Position | None, points: Sequence[Position | None]) -> int:
    """Meters in straight lines from point to point; what is not on the map adds nothing."""
    known = [point for point in (start, *points) if point is not None]
    return sum(straight_m(one, other) for one, other in pairwise(known))


def _stops(
    order: tuple[str, ...], choices: dict[str, dict[str, Placement]], journey: Journey
) -> Iterator[Stop]:
    """The doors with the time one gets to each, after the ones before it."""
    here, now, settled = journey.start, journey.at, set[str]()
    for street in order:
        doors = {
            service_id: found[street]
            for service_id, found in choices.items()
            if street in found and service_id not in settled
        }
        settled.update(doors)
        there = _position(next(iter(doors.values())))
        arrive_at = way_between(here, there).arrival(now) if here and there else None
        yield _stop(doors, arrive_at, arrive_at or now)
        now, here = (arrive_at or now) + timedelta(minutes=VISIT_MINUTES), there or here


def _stop(doors: dict[str, Placement], arrive_at: datetime | None, at: datetime) -> Stop:
    offices = {door.location.id: door for door in doors.values()}
    on_arrival = opening(next(iter(offices.values())).location, at)
    is_sure = all(door.assignment == "certain" for door in doors.values())
    call_first = not is_sure or on_arrival.state != "open"
    return Stop(tuple(offices.values()), tuple(doors), arrive_at, on_arrival, call_first)


def _coordinator(agencies: set[str]) -> Coordinator | None:
    if len(agencies) < 2:
        return None
    return Coordinator("opiekun", SOCIAL_WORK if SOCIAL_WORK in agencies else FRONT_DESK)
