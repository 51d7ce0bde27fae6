"""Numbers, hours, days, dates, sums and telephone numbers, said aloud in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from contactcenter.telephony.menu.spoken import TONGUES, tongue
from contactcenter.telephony.menu.streets import in_full, street, without_street

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("number", "pl", "uk", "en"),
    [
        (0, "zero", "нуль", "zero"),
        (12, "dwanaście", "дванадцять", "twelve"),
        (40, "czterdzieści", "сорок", "forty"),
        (99, "dziewięćdziesiąt dziewięć", "дев’яносто дев’ять", "ninety-nine"),
        (100, "sto", "сто", "one hundred"),
        (215, "dwieście piętnaście", "двісті п’ятнадцять", "two hundred fifteen"),
        (1000, "tysiąc", "тисяча", "one thousand"),
        (2002, "dwa tysiące dwa", "дві тисячі два", "two thousand two"),
        (5_617, "pięć tysięcy sześćset siedemnaście", "п’ять тисяч шістсот сімнадцять", None),
        (12_000, "dwanaście tysięcy", "дванадцять тисяч", "twelve thousand"),
        (21_000, "dwadzieścia jeden tysięcy", "двадцять одна тисяча", "twenty-one thousand"),
        (22_000, "dwadzieścia dwa tysiące", "двадцять дві тисячі", "twenty-two thousand"),
    ],
)
def test_whole_numbers(number: int, pl: str, uk: str, en: str | None) -> None:
    assert tongue("pl").cardinal(number) == pl
    assert tongue("uk").cardinal(number) == uk
    assert en is None or tongue("en").cardinal(number) == en


@pytest.mark.parametrize(
    ("number", "pl", "uk", "en"),
    [
        (1, "jedna minuta", "одна хвилина", "one minute"),
        (2, "dwie minuty", "дві хвилини", "two minutes"),
        (4, "cztery minuty", "чотири хвилини", "four minutes"),
        (5, "pięć minut", "п’ять хвилин", "five minutes"),
        (11, "jedenaście minut", "одинадцять хвилин", "eleven minutes"),
        (12, "dwanaście minut", "дванадцять хвилин", "twelve minutes"),
        (14, "czternaście minut", "чотирнадцять хвилин", "fourteen minutes"),
        (21, "dwadzieścia jeden minut", "двадцять одна хвилина", "twenty-one minutes"),
        (22, "dwadzieścia dwie minuty", "двадцять дві хвилини", "twenty-two minutes"),
        (25, "dwadzieścia pięć minut", "двадцять п’ять хвилин", "twenty-five minutes"),
        (111, "sto jedenaście minut", "сто одинадцять хвилин", "one hundred eleven minutes"),
        (112, "sto dwanaście minut", "сто дванадцять хвилин", "one hundred twelve minutes"),
    ],
)
def test_minutes_decline(number: int, pl: str, uk: str, en: str) -> None:
    assert [TONGUES[code].minutes(number) for code in ("pl", "uk", "en")] == [pl, uk, en]


@pytest.mark.parametrize(
    ("low", "high", "pl", "uk", "en"),
    [
        (6, 12, "od sześciu do dwunastu minut", "від шести до дванадцяти хвилин", "from six to"),
        (1, 2, "od jednej do dwóch minut", "від однієї до двох хвилин", "from one to two minutes"),
        (0, 5, "do pięciu minut", "до п’яти хвилин", "at most five minutes"),
        (0, 1, "do minuty", "до хвилини", "at most one minute"),
        (1, 1, "około minuty", "близько хвилини", "about one minute"),
        (3, 3, "około trzech minut", "близько трьох хвилин", "about three minutes"),
        (
            20,
            40,
            "od dwudziestu do czterdziestu minut",
            "від двадцяти до сорока хвилин",
            "from twenty to forty minutes",
        ),
        (
            12,
            21,
            "od dwunastu do dwudziestu jeden minut",
            "від дванадцяти до двадцяти однієї хвилини",
            "from twelve to twenty-one minutes",
        ),
        (
            22,
            32,
            "od dwudziestu dwóch do trzydziestu dwóch minut",
            "від двадцяти двох до тридцяти двох хвилин",
            "from twenty-two to thirty-two minutes",
        ),
    ],
)
def test_ranges_of_minutes(low: int, high: int, pl: str, uk: str, en: str) -> None:
    assert tongue("pl").wait(low, high) == pl
    assert tongue("uk").wait(low, high) == uk
    assert tongue("en").wait(low, high).startswith(en)


@pytest.mark.parametrize(
    ("opens", "closes", "pl", "uk", "en"),
    [
        ("08:00", "16:00", "od ósmej do szesnastej", "з восьмої до шістнадцятої", "eight a.m."),
        (
            "09:30",
            "17:05",
            "od dziewiątej trzydzieści do siedemnastej zero pięć",
            "з дев’ятої тридцять до сімнадцятої нуль п’ять",
            "nine thirty a.m.",
        ),
        ("12:00", "21:00", "od dwunastej do dwudziestej pierwszej", "з дванадцятої", "noon"),
        ("03:00", "24:00", "od trzeciej do północy", "з третьої до півночі", "three a.m."),
        ("00:00", "24:00", "całą dobę", "цілодобово", "day and night"),
    ],
)
def test_hours(opens: str, closes: str, pl: str, uk: str, en: str) -> None:
    assert tongue("pl").hours(opens, closes) == pl
    assert tongue("uk").hours(opens, closes).startswith(uk)
    assert en in tongue("en").hours(opens, closes)


def test_an_hour_to_come_at_and_an_hour_to_stay_until() -> None:
    assert tongue("pl").at("08:00") == "o ósmej"
    assert tongue("pl").until("15:30") == "do piętnastej trzydzieści"
    assert tongue("uk").at("11:00") == "об одинадцятій"
    assert tongue("uk").at("08:00") == "о восьмій"
    assert tongue("uk").at("00:00") == "опівночі"
    assert tongue("uk").until("15:30") == "до п’ятнадцятої тридцять"
    assert tongue("en").at("17:05") == "at five oh five p.m."
    assert tongue("en").until("12:00") == "until noon"


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_every_hour_of_the_day_has_its_own_words(language: str) -> None:
    said = [tongue(language).at(f"{hour:02}:00") for hour in range(24)]
    assert len(set(said)) == 24
    assert tongue(language).at("24:00") == said[0]


@pytest.mark.parametrize(
    ("days", "pl", "uk", "en"),
    [
        (WEEK[:5], "od poniedziałku do piątku", "з понеділка до п’ятниці", "from Monday to Friday"),
        (("tue",), "we wtorek", "у вівторок", "on Tuesday"),
        (("sat", "sun"), "w sobotę i w niedzielę", "у суботу і у неділю", "on Saturday and on"),
        (("mon", "wed", "thu", "fri"), "w poniedziałek i od środy do piątku", "у понеділок", "on"),
        (("mon", "wed", "fri"), "w poniedziałek, w środę i w piątek", "у понеділок, у", "on"),
        (WEEK, "codziennie", "щодня", "every day"),
    ],
)
def test_weekdays(days: tuple[str, ...], pl: str, uk: str, en: str) -> None:
    assert tongue("pl").days(days) == pl
    assert tongue("uk").days(days).startswith(uk)
    assert tongue("en").days(days).startswith(en)


@pytest.mark.parametrize(
    ("day", "pl", "uk", "en"),
    [
        (
            date(2026, 11, 22),
            "dwudziestego drugiego listopada dwa tysiące dwudziestego szóstego roku",
            "двадцять другого листопада дві тисячі двадцять шостого року",
            "the twenty-second of November twenty twenty-six",
        ),
        (
            date(2030, 1, 31),
            "trzydziestego pierwszego stycznia dwa tysiące trzydziestego roku",
            "тридцять першого січня дві тисячі тридцятого року",
            "the thirty-first of January twenty thirty",
        ),
        (
            date(2027, 5, 30),
            "trzydziestego maja dwa tysiące dwudziestego siódmego roku",
            "тридцятого травня дві тисячі двадцять сьомого року",
            "the thirtieth of May twenty twenty-seven",
        ),
        (
            date(2027, 3, 12),
            "dwunastego marca dwa tysiące dwudziestego siódmego roku",
            "дванадцятого березня дві тисячі двадцять сьомого року",
            "the twelfth of March twenty twenty-seven",
        ),
    ],
)
def test_dates(day: date, pl: str, uk: str, en: str) -> None:
    assert [TONGUES[code].full_date(day) for code in ("pl", "uk", "en")] == [pl, uk, en]


def test_a_day_soon_is_said_with_its_weekday() -> None:
    day = date(2026, 12, 1)
    assert tongue("pl").day(day) == "we wtorek, pierwszego grudnia"
    assert tongue("uk").day(day) == "у вівторок, першого грудня"
    assert tongue("en").day(day) == "on Tuesday, the first of December"


@pytest.mark.parametrize(
    ("grosze", "pl", "uk", "en"),
    [
        (100, "jeden złoty", "один злотий", "one zloty"),
        (202, "dwa złote dwa grosze", "два злоті два гроші", "two zlotys and two grosz"),
        (512, "pięć złotych dwanaście groszy", "п’ять злотих дванадцять грошів", "five zlotys and"),
        (2_100, "dwadzieścia jeden złotych", "двадцять один злотий", "twenty-one zlotys"),
        (2_200, "dwadzieścia dwa złote", "двадцять два злоті", "twenty-two zlotys"),
        (
            123_401,
            "tysiąc dwieście trzydzieści cztery złote jeden grosz",
            "тисяча двісті тридцять чотири злоті один грош",
            "one thousand two hundred thirty-four zlotys and one grosz",
        ),
    ],
)
def test_sums(grosze: int, pl: str, uk: str, en: str) -> None:
    assert tongue("pl").money(grosze) == pl
    assert tongue("uk").money(grosze) == uk
    assert tongue("en").money(grosze).startswith(en)


def test_a_telephone_number_is_said_digit_by_digit_with_a_breath_between_groups() -> None:
    assert tongue("pl").phone("116 123") == "jeden, jeden, sześć; jeden, dwa, trzy"
    assert tongue("uk").phone("42 60") == "чотири, два; шість, нуль"
    assert tongue("en").phone("800 120") == "eight, zero, zero; one, two, zero"
    assert tongue("pl").digits("200") == "dwa, zero, zero"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ul. Rybna 18", "ulica Rybna osiemnaście"),
        ("al. Piłsudskiego 133d", "aleja Piłsudskiego sto trzydzieści trzy d"),
        ("ul. 10 Lutego 7/9", "ulica dziesiątego Lutego siedem łamane na dziewięć"),
        ("ul. Kilińskiego 102/102a", "ulica Kilińskiego sto dwa łamane na sto dwa a"),
        ("ul. gen. T. Kutrzeby 16", "ulica generała T. Kutrzeby szesnaście"),
    ],
)
def test_addresses_are_said_in_full(written: str, said: str) -> None:
    assert street(written) == said


def test_a_name_loses_its_brackets_and_its_address() -> None:
    name = "Centrum Świadczeń, ul. Krzemieniecka 2b (zamknięte)"
    assert without_street(name) == ("Centrum Świadczeń", True)
    assert without_street("Urząd (stary)") == ("Urząd", False)
    assert in_full("Dom (stary) im. bł. Rafała") == "Dom imienia błogosławionego Rafała"
