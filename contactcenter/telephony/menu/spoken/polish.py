"""Polish numbers."""

from __future__ import annotations

from contactcenter.telephony.menu.spoken.slavic import Forms, Numerals, Slavic
from contactcenter.telephony.menu.spoken.tongue import row

NOMINATIVE = Numerals(
    row(
        "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście "
        "trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście "
        "dziewiętnaście"
    ),
    row(
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt "
        "osiemdziesiąt dziewięćdziesiąt"
    ),
    row("sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset"),
)
GENITIVE = Numerals(
    row(
        "zera jeden dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu "
        "jedenastu dwunastu trzynastu czternastu piętnastu szesnastu siedemnastu osiemnastu "
        "dziewiętnastu"
    ),
    row(
        "dwudziestu trzydziestu czterdziestu pięćdziesięciu sześćdziesięciu siedemdziesięciu "
        "osiemdziesięciu dziewięćdziesięciu"
    ),
    row("stu dwustu trzystu czterystu pięciuset sześciuset siedmiuset ośmiuset dziewięciuset"),
)
ORDINALS_OF = (
    "zerowego pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego "
    "dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego "
    "siedemnastego osiemnastego dziewiętnastego"
)
TENS_OF = (
    "dwudziestego trzydziestego czterdziestego pięćdziesiątego sześćdziesiątego siedemdziesiątego "
    "osiemdziesiątego dziewięćdziesiątego"
)
HOURS_OF = (
    "północy",
    *row(
        "pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej "
        "jedenastej dwunastej trzynastej czternastej piętnastej szesnastej siedemnastej "
        "osiemnastej dziewiętnastej dwudziestej"
    ),
    "dwudziestej pierwszej",
    "dwudziestej drugiej",
    "dwudziestej trzeciej",
    "północy",
)

POLISH = Slavic(
    nominative=NOMINATIVE,
    genitive=GENITIVE,
    feminine={1: "jedna", 2: "dwie"},
    feminine_of={1: "jednej"},
    thousand=Forms("tysiąc", "tysiące", "tysięcy", "tysiąca"),
    minute=Forms("minuta", "minuty", "minut", "minuty"),
    zloty=Forms("złoty", "złote", "złotych", "złotego"),
    grosz=Forms("grosz", "grosze", "groszy", "grosza"),
    ordinals_of=row(ORDINALS_OF),
    tens_of=dict(enumerate(row(TENS_OF), start=2)),
    hours_of=HOURS_OF,
    hours_at=tuple(f"o {hour}" for hour in HOURS_OF),
    days_on={
        "mon": "w poniedziałek",
        "tue": "we wtorek",
        "wed": "w środę",
        "thu": "w czwartek",
        "fri": "w piątek",
        "sat": "w sobotę",
        "sun": "w niedzielę",
    },
    days_of={
        "mon": "poniedziałku",
        "tue": "wtorku",
        "wed": "środy",
        "thu": "czwartku",
        "fri": "piątku",
        "sat": "soboty",
        "sun": "niedzieli",
    },
    months_of=row(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia"
    ),
    from_to="od {} do {}",
    days_from_to="od {} do {}",
    until_="do {}",
    and_="i",
    about="około {}",
    up_to="do {}",
    every_day="codziennie",
    round_the_clock="całą dobę",
    year="roku",
    two_thousand="dwa tysiące",
    bends_last=False,
)
