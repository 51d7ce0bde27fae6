"""Results: in groups, with amounts, never final, and never betraying anybody."""

from __future__ import annotations

from tests.kiosk.device import Citizen, Device

SENSITIVE = "ochrona przed przemocą"


def test_results_stand_in_their_groups(citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true", "income_month": "=500", "legal_title": "ownership"})
    page = citizen.get("/results").text
    likely, rather_not = page.index('id="group-likely"'), page.index('id="group-no"')
    assert likely < page.index("/service/zasilek") < rather_not < page.index("/service/dodatek")
    assert "255\u00a0zł" in page
    assert "Wynajmujesz mieszkanie." in page
    assert "To nie jest decyzja" in page


def test_what_hangs_on_the_unconfirmed_says_so(citizen: Citizen) -> None:
    citizen.answer({"age.0": "=17"})
    assert "do potwierdzenia" in citizen.get("/results").text


def test_help_is_a_quiet_door_and_no_result(citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    page = citizen.get("/results").text
    assert 'href="/help"' in page
    assert SENSITIVE not in page
    assert "nocleg dla każdego" not in page


def test_where_to_go_does_not_name_it_either(citizen: Citizen) -> None:
    assert SENSITIVE not in citizen.get("/where").text


def test_the_help_screen_names_it_and_can_vanish(citizen: Citizen) -> None:
    page = citizen.get("/help").text
    assert SENSITIVE in page
    assert "800 12 00 02" in page
    assert 'action="/hide"' in page
    assert 'action="/hide"' in citizen.get("/service/tarcza").text


def test_a_child_sees_its_own_line_and_no_word_about_parents_consent(device: Device) -> None:
    citizen = device.citizen().begin()
    citizen.answer({"age.0": "=15"})
    for path in ("/results", "/talk", "/service/zasilek"):
        page = citizen.get(path).text
        assert "116 111" in page, path
        assert "zgod" not in page.lower(), path


def test_an_adult_does_not(citizen: Citizen) -> None:
    citizen.answer({"age.0": "=40"})
    assert "116 111" not in citizen.get("/results").text


def test_a_service_shows_reasons_with_the_law(citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true", "income_month": "=500"})
    page = citizen.get("/service/zasilek").text
    assert "Dochód jest niższy niż 1\u00a0010\u00a0zł." in page
    assert "ustawa o pomocy społecznej, art. 8" in page
    assert "dokument tożsamości" in page
    assert "Można się odwołać." in page


def test_a_foreign_name_stands_beside_the_polish_one(device: Device) -> None:
    page = device.citizen().begin("uk").get("/service/zasilek").text
    assert "zasilek українською" in page
    assert '<p class="polish-name" lang="pl">zasiłek okresowy</p>' in page


def test_a_no_says_how_near_it_is_and_advises_nothing(citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true", "income_month": "=1053", "age.0": "=17"})
    page = citizen.get("/results").text.replace("\u00a0", " ")
    assert "próg to 1 009,99 zł; podana kwota jest o 43,01 zł wyższa." in page
    assert "Ty: po ukończeniu 18 lat wynik może być inny, od dnia między " in page


def test_only_a_no_says_so(citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true", "income_month": "=500", "age.0": "=40"})
    page = citizen.get("/results").text
    assert "podana kwota" not in page


def test_a_no_that_nothing_single_is_near_to_shows_as_well(citizen: Citizen) -> None:
    citizen.answer({"household_size": "=1", "age.0": "=40"})  # nobody gets younger
    page = citizen.get("/results").text
    assert page.index('id="group-no"') < page.index("/service/stypendium")
    assert 'class="near"' not in page
