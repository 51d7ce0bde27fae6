"""The doors of a page on the map, under the numbers they have in its list."""

from __future__ import annotations

from collections.abc import Sequence

from shared.bundle import Knowledge
from shared.catalog.gazetteer import Position
from shared.web.map import Picture, Pin, draw_map
from shared.web.present.places import PlaceView

WIDE = 0.72  # height over width


def door_map(
    knowledge: Knowledge,
    places: Sequence[PlaceView],
    here: Position | None = None,
    *,
    shape: float = WIDE,
    of: str = "",
) -> Picture | None:
    """The map of these doors; one whose position nobody knows is in the list alone.

    A touch on a sign leads to `#place-<number>` on the same page; `of` stands before it where a
    page tells of several services. None with no door to show.
    """
    pins = []
    for number, place in enumerate(places, start=1):
        location = knowledge.locations[place.location_id]
        if location.lat is not None and location.lon is not None:
            position = Position(location.lat, location.lon)
            pins.append(Pin(number, position, str(place.name), f"#{of}place-{number}"))
    return draw_map(knowledge.gazetteer, pins, here, shape) if pins else None
