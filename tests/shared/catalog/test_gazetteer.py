"""Neighborhoods, landmarks and outlines of the city: what the real content says of them."""

from __future__ import annotations

import pytest

from shared.catalog.gazetteer import Gazetteer, Outline, Position, points_of
from tests.city import real_knowledge


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return real_knowledge().gazetteer


def test_every_neighborhood_lies_in_the_district_it_names(gazetteer: Gazetteer) -> None:
    wrong = {
        osiedle.name: found
        for osiedle in gazetteer.osiedla
        if (found := gazetteer.district_at(Position(osiedle.lat, osiedle.lon))) != osiedle.district
    }
    assert (len(gazetteer.osiedla), wrong) == (36, {})


def test_every_district_is_drawn_once(gazetteer: Gazetteer) -> None:
    drawn = sorted(outline.district for outline in gazetteer.outlines)
    assert drawn == ["baluty", "gorna", "polesie", "srodmiescie", "widzew"]


def test_a_label_stands_in_its_own_district(gazetteer: Gazetteer) -> None:
    for outline in gazetteer.outlines:
        label = Position(outline.label.lat, outline.label.lon)
        assert gazetteer.district_at(label) == outline.district


@pytest.mark.parametrize(
    ("where", "point"),
    [("Warsaw", Position(52.23, 21.01)), ("Pabianice", Position(51.6646, 19.3547))],
)
def test_another_town_is_in_no_district(gazetteer: Gazetteer, where: str, point: Position) -> None:
    assert gazetteer.district_at(point) is None, where


def test_a_square_with_a_bite_is_not_the_whole_square() -> None:
    line = "51.7,19.4 51.8,19.4 51.8,19.5 51.75,19.45 51.7,19.5 51.7,19.4"
    label = {"lat": 51.75, "lon": 19.41}
    square = Outline(district="widzew", label=label, line=line)  # type: ignore[arg-type]
    city = Gazetteer(outlines=(square,))
    assert city.district_at(Position(51.75, 19.42)) == "widzew"
    assert city.district_at(Position(51.75, 19.49)) is None


def test_a_line_is_read_in_its_order() -> None:
    assert points_of("51.7,19.4 51.8,19.5") == (Position(51.7, 19.4), Position(51.8, 19.5))
