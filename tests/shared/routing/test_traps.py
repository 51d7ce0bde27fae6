"""Where people are sent wrongly in this city, on its own content."""

from __future__ import annotations

import pytest

from shared.routing.reason import DISTRICTS
from tests.city import real_knowledge
from tests.shared.routing.city_routes import doors, journey, plan_of, route_of, routed

CSS = {"css_drewnowska_5", "css_politechniki_32", "css_pilsudskiego_100", "lckm_piotrkowska_110"}


def everywhere() -> set[str]:
    """Every door anybody is sent to, from any district."""
    known = real_knowledge()
    asked = [journey(None), *(journey(name) for name in DISTRICTS.values())]
    found = (routed(*known.services, to=one) for one in asked)
    return {door.location.id for routes in found for route in routes for door in route.doors}


@pytest.mark.parametrize("service_id", ["orzeczenie", "legitymacja", "karta_parkingowa"])
def test_the_city_has_its_own_disability_board_and_warns_of_the_countys(service_id: str) -> None:
    (door,) = route_of(service_id, "Widzew").doors
    assert (door.location.id, door.assignment) == ("mzon_lecznicza_6", "certain")
    assert "133d" in (door.location.services_note or door.location.names).pl


@pytest.mark.parametrize(
    ("district", "office"),
    [
        ("Bałuty", "pup_kilinskiego_102"),
        ("Polesie", "pup_kilinskiego_102"),
        ("Widzew", "pup_milionowa_91"),
        ("Górna", "pup_milionowa_91"),
        ("Śródmieście", "pup_milionowa_91"),
    ],
)
def test_the_labor_office_goes_by_district(district: str, office: str) -> None:
    assert doors("rejestracja_bezrobotny", district) == [office]
    assert route_of("rejestracja_bezrobotny", district).assignment == "probable"


@pytest.mark.parametrize(
    "service_id",
    ["rejestracja_bezrobotny", "zasilek_bezrobotny", "posrednictwo", "dodatek_aktywizacyjny"],
)
def test_people_without_an_address_register_at_milionowa(service_id: str) -> None:
    route = route_of(service_id, has_address=False)
    assert [door.location.id for door in route.doors] == ["pup_milionowa_91"]
    assert "bez stałego adresu" in route.doors[0].reason.pl


def test_who_does_not_say_where_they_live_is_told_to_ask_the_labor_office() -> None:
    route = route_of("rejestracja_bezrobotny")
    assert len(route.doors) == 2
    assert route.assignment == "ask_first"
    assert route.ask is not None


def test_of_the_two_labor_offices_at_milionowa_the_citys_is_named() -> None:
    (door,) = route_of("rejestracja_bezrobotny", "Widzew").doors
    assert "Łódź-Wschód" in (door.location.services_note or door.location.names).pl


@pytest.mark.parametrize("service_id", ["stypendium_szkolne", "zasilek_szkolny"])
def test_school_aid_is_the_education_departments_not_social_welfares(service_id: str) -> None:
    route = route_of(service_id, "Górna")
    assert [door.location.id for door in route.doors] == ["wydzial_edukacji_krzemieniecka_2b"]
    assert route.organization == "wydzial_edukacji"


@pytest.mark.parametrize("district", DISTRICTS.values())
def test_any_point_for_family_benefits_serves_any_district(district: str) -> None:
    route = route_of("becikowe", district)
    assert {door.location.id for door in route.doors} >= CSS
    assert {door.assignment for door in route.doors} == {"certain"}
    assert route.doors[-1].location.id == "css_urzednicza_45"  # newer lists do not have it


def test_the_point_at_tramwajowa_moved_and_the_house_now_helps_against_violence() -> None:
    known = real_knowledge()
    assert known.locations["pps_tramwajowa_21"].successor == "pps_pilsudskiego_154"
    assert "pps_tramwajowa_21" not in everywhere()
    assert doors("zasilek_celowy", "osiedle Śródmieście-Wschód")[0] in (
        "pps_tuwima_35", "pps_pilsudskiego_154",
    )  # fmt: skip
    assert "tramwajowa_21_przemoc" in doors("niebieska_karta")
    assert "tramwajowa_21_przemoc" not in doors("zasilek_celowy", "Śródmieście")


@pytest.mark.parametrize(
    ("home", "point"),
    [
        ("osiedle Retkinia", "pps_sprinterow_11"),
        ("Retkinia Zachód-Smulsko", "pps_sprinterow_11"),
        ("Złotno", "pps_wielkopolska_53"),
        ("Zdrowie-Mania", "pps_wielkopolska_53"),
        ("Olechów-Janów", "pps_sacharowa_21a"),
        ("Chojny", "pps_rzgowska_170"),
    ],
)
def test_the_closed_point_at_olimpijska_has_a_successor_for_each_neighborhood(
    home: str, point: str
) -> None:
    route = route_of("zasilek_celowy", home)
    assert (route.doors[0].location.id, route.assignment) == (point, "probable")
    assert {door.assignment for door in route.doors[1:]} == {"ask_first"}


def test_nobody_is_sent_to_the_countys_disability_board() -> None:
    known = real_knowledge()
    assert not any("133d" in known.locations[one].address.street for one in everywhere())


def test_nobody_is_sent_to_a_door_that_has_closed() -> None:
    sent = everywhere()
    assert not sent & {"pps_olimpijska_7", "galczynskiego_7", "pps_tramwajowa_21"}
    assert "kwietniowa_2_4" in sent


def test_a_tenant_asks_first_which_office_is_the_houses() -> None:
    route = route_of("obnizka_czynszu", "Bałuty")
    assert route.doors[0].location.id == "zlm_kosciuszki_47"
    assert {door.assignment for door in route.doors} == {"ask_first"}
    assert route.ask is not None
    assert route.ask.number == "42 628 70 00"
    assert len(route.doors) == 6


def test_shelters_take_different_people_so_one_calls_first() -> None:
    route = route_of("schronienie", "Polesie")
    assert route.assignment == "ask_first"
    assert route.ask is not None
    assert route.ask.number in [
        line.number for line in real_knowledge().services["schronienie"].helplines
    ]
    assert route.doors[0].reason.pl.startswith("Każde z tych miejsc przyjmuje kogoś innego")


def test_hours_nobody_has_checked_for_half_a_year_are_never_called_open() -> None:
    known = real_knowledge()
    for route in routed(*known.services, to=journey("Polesie")):
        for door in route.doors:
            old = (journey().at.date() - door.location.checked_on).days > 180
            assert not (old and door.opening.state == "open"), door.location.id
        assert route.is_sure_to_be_let_in or route.ask or not route.doors[0].location.phones


def test_every_service_has_a_queue_a_skill_and_where_there_is_one_a_number_to_pass_to() -> None:
    for route in routed(*real_knowledge().services, to=journey()):
        assert route.line is not None
        has_number = bool(real_knowledge().organizations[route.organization].phones)
        assert (route.line.transfer is not None) == has_number
        assert route.line.status == "to_confirm"


def test_two_agencies_get_a_named_coordinator_and_one_building_is_one_door() -> None:
    both = plan_of("turnus", "rejestracja_bezrobotny", said="Polesie")
    (stop,) = both.stops
    assert {office.location.id for office in stop.offices} == {
        "mops_kilinskiego_102", "pup_kilinskiego_102",
    }  # fmt: skip
    assert both.coordinator is not None
    assert (both.coordinator.role, both.coordinator.organization) == ("opiekun", "mops")
    assert plan_of("becikowe", "zasilek_rodzinny").coordinator is None


def test_family_matters_go_where_the_alimony_must_go_anyway() -> None:
    (stop,) = plan_of("becikowe", "zasilek_rodzinny", "fundusz_alimentacyjny", said="Widzew").stops
    assert stop.placement.location.id == "css_drewnowska_5"
    assert set(stop.service_ids) == {"becikowe", "zasilek_rodzinny", "fundusz_alimentacyjny"}
