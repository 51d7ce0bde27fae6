"""The map of the city: signs apart, names readable, small, and the same every time."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from random import Random
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from shared.catalog.gazetteer import Gazetteer, Position
from shared.web.map import Picture, Pin, draw_map
from shared.web.map.frame import WIDTH, around
from shared.web.map.names import names_on
from shared.web.map.spread import APART, spread
from tests.city import real_knowledge
from tests.tally import count

MOST_BYTES = 40_000
NONE = Gazetteer()


def pins_of(points: list[Position]) -> list[Pin]:
    return [Pin(n, point, f"Punkt {n}", f"#place-{n}") for n, point in enumerate(points, 1)]


def somewhere(chance: Random) -> Position:
    return Position(chance.uniform(51.69, 51.85), chance.uniform(19.33, 19.63))


def drawn(points: list[Position], here: Position | None = None, shape: float = 0.72) -> Picture:
    picture = draw_map(real_knowledge().gazetteer, pins_of(points), here, shape)
    assert picture is not None
    return picture


def markup(picture: Picture) -> str:
    pages = Environment(
        loader=PackageLoader("shared.web"), autoescape=True, undefined=StrictUndefined
    )
    pages.globals["t"] = lambda key: key
    return str(pages.get_template("shared/map.html").module.city_map(picture, "Mapa"))  # type: ignore[attr-defined]


def test_every_service_of_the_city_fits_on_a_small_map_with_its_signs_apart() -> None:
    known = real_knowledge()
    for service in known.services.values():
        doors = [known.locations[one] for one in service.where.locations][:12]
        points = [Position(d.lat, d.lon) for d in doors if d.lat is not None and d.lon is not None]
        if not points:
            continue
        picture = drawn(points)
        assert len(markup(picture).encode()) < MOST_BYTES, service.id
        for one, other in combinations(picture.marks, 2):
            assert hypot(one.x - other.x, one.y - other.y) > 52, service.id


def test_a_dozen_doors_anywhere_stand_apart_and_on_the_picture() -> None:
    chance = Random(7)
    for _ in range(count(40, 2000)):
        points = [somewhere(chance) for _ in range(12)]
        points[1] = points[0]  # two agencies in one building
        picture = drawn(points, somewhere(chance), chance.choice([0.6, 0.72, 1.2]))
        for one, other in combinations(picture.marks, 2):
            assert hypot(one.x - other.x, one.y - other.y) > 52
        for mark in picture.marks:
            assert 26 <= mark.x <= WIDTH - 26
            assert 26 <= mark.y <= picture.height - 26


def test_a_sign_that_had_to_move_is_led_back_to_its_point() -> None:
    same = Position(51.76, 19.46)
    picture = drawn([same, same])
    assert [mark.is_moved for mark in picture.marks] == [True, True]
    assert "map-leader" in markup(picture)
    assert {(mark.at_x, mark.at_y) for mark in picture.marks} == {(500, 360)}


def test_a_lone_door_stands_where_it_is() -> None:
    picture = drawn([Position(51.76, 19.46)])
    assert (picture.marks[0].x, picture.marks[0].y, picture.marks[0].is_moved) == (500, 360, False)


def test_doors_close_together_are_shown_from_close_by() -> None:
    near = drawn([Position(51.765, 19.455), Position(51.768, 19.466)])
    far = drawn([Position(51.72, 19.38), Position(51.83, 19.60)])
    assert (near.bar_meters, far.bar_meters) == (1000, 5000)


def test_north_is_up_and_east_is_right() -> None:
    south_west, north_east = drawn([Position(51.74, 19.40), Position(51.80, 19.55)]).marks
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


def test_a_kilometer_is_as_long_as_the_scale_says() -> None:
    picture = drawn([Position(51.765, 19.455), Position(51.765, 19.455 + 1000 / 68_880)])
    west, east = picture.marks
    assert east.x - west.x == pytest.approx(picture.bar_length * 1000 / picture.bar_meters, abs=4)


def test_names_never_cover_a_sign() -> None:
    known = real_knowledge().gazetteer
    signs = [(500, 300), (200, 200)]
    frame = around([Position(51.74, 19.42), Position(51.79, 19.50)], 0.72)
    names = names_on(known, frame, signs)
    assert names
    for name in names:
        half = len(name.text) * 30 * 0.56 / 2
        for x, y in signs:
            assert abs(x - name.x) > 33 or abs(y - name.y) > 20 or abs(x - name.x) > half


def test_no_name_stands_twice() -> None:
    names = [name.text for name in drawn([Position(51.74, 19.42), Position(51.79, 19.50)]).names]
    assert len(names) == len(set(names))


def test_the_links_come_in_the_order_of_the_list_and_say_which_door() -> None:
    tree = ElementTree.fromstring(markup(drawn([somewhere(Random(n)) for n in range(5)])))
    links = [(link.get("href"), link.get("aria-label")) for link in tree.iter("a")]
    assert links == [(f"#place-{n}", f"{n}. Punkt {n}") for n in range(1, 6)]


def test_whose_coordinates_they_are_is_always_said() -> None:
    text = markup(drawn([Position(51.76, 19.46)]))
    assert "OpenStreetMap" in text
    assert "GUGiK" in text


def test_a_name_is_written_as_text_whatever_it_holds() -> None:
    pin = Pin(1, Position(51.76, 19.46), '"><script>alert(1)</script>', "#place-1")
    picture = draw_map(real_knowledge().gazetteer, [pin])
    assert picture is not None
    assert "<script" not in markup(picture)


def test_where_there_is_nothing_to_show_there_is_no_map() -> None:
    assert draw_map(real_knowledge().gazetteer, []) is None
    assert draw_map(NONE, pins_of([Position(51.76, 19.46)])) is None


def test_here_alone_is_worth_a_map() -> None:
    picture = draw_map(real_knowledge().gazetteer, [], Position(51.76, 19.46))
    assert picture is not None
    assert picture.here == (500, 360)


def test_signs_keep_their_order_and_the_same_points_give_the_same_signs() -> None:
    points = [(10, 10), (12, 10), (500, 300), (500, 300), (500, 300)]
    assert spread(points, 1000, 700) == spread(points, 1000, 700)
    left, right, *_ = spread(points, 1000, 700)
    assert right[0] - left[0] >= APART - 2
