"""Why this place: the sentences a person reads beside it."""

from __future__ import annotations

from typing import NamedTuple

from shared.catalog.model import Location, WhereRule
from shared.routing.journey import Way
from shared.text import LANGUAGES, Text

DISTRICTS = {
    "baluty": "Bałuty",
    "gorna": "Górna",
    "polesie": "Polesie",
    "srodmiescie": "Śródmieście",
    "widzew": "Widzew",
}
DEPENDS = Text(
    pl="Właściwe miejsce zależy od tego, gdzie mieszkasz",
    plain="Miejsce zależy od tego, gdzie mieszkasz",
    uk="Місце залежить від того, де ви живете",
    en="The right place depends on where you live",
)
NEAREST = Text(
    pl="Idź do punktu najbliżej swojego domu",
    plain="Idź do punktu najbliżej domu",
    uk="Ідіть до пункту, найближчого до вашого дому",
    en="Go to the point nearest to your home",
)
ANY = Text(
    pl="Możesz iść do dowolnego z tych miejsc",
    plain="Możesz iść do każdego z tych miejsc",
    uk="Можна звернутися до будь-якого з цих місць",
    en="You can go to any of these places",
)
SINGLE = Text(
    pl="Tę sprawę załatwia to jedno miejsce",
    plain="Tę sprawę załatwisz tylko tutaj",
    uk="Цю справу вирішують лише тут",
    en="This is the one place that deals with it",
)
NO_ADDRESS = Text(
    pl="Przyjmuje osoby bez stałego adresu",
    plain="Tu idą osoby bez stałego adresu",
    uk="Приймає людей без постійної адреси",
    en="Serves people without a fixed address",
)
HEAD_OFFICE = Text(
    pl="Tu powiedzą, które biuro obsługuje Twój dom",
    plain="Tu powiedzą, które biuro jest dla Twojego domu",
    uk="Тут скажуть, яке бюро обслуговує ваш будинок",
    en="They will tell you which office serves your house",
)
ONE_OF_OFFICES = Text(
    pl="Każdy dom ma swoje biuro. Najpierw zapytaj, które jest Twoje",
    plain="Każdy dom ma swoje biuro. Zapytaj, które jest Twoje",
    uk="Кожен будинок має своє бюро. Спочатку запитайте, яке ваше",
    en="Every house has its own office. Ask first which one is yours",
)
EACH_FOR_OTHERS = Text(
    pl="Każde z tych miejsc przyjmuje kogoś innego. Najpierw zadzwoń",
    plain="Te miejsca są dla różnych osób. Najpierw zadzwoń",
    uk="Кожне з цих місць приймає інших людей. Спочатку зателефонуйте",
    en="Each of these places takes different people. Call first",
)
OF_RULE: dict[WhereRule, Text] = {
    "nearest": NEAREST,
    "by_district": DEPENDS,
    "any": ANY,
    "single": SINGLE,
}


class Because(NamedTuple):
    """What speaks for a place; `said` stands in for the rule's own sentence."""

    rule: WhereRule
    said: Text | None = None
    area: str | None = None
    district: str | None = None
    is_sure: bool = True
    way: Way | None = None
    from_home: bool = False
    replaces: Location | None = None

    def in_words(self) -> Text:
        """One to four short sentences: the rule, the way, the closed place this one replaces."""
        parts = [self._rule()]
        if self.way is not None:
            parts.append(_of_way(self.way, from_home=self.from_home))
        if self.replaces is not None:
            parts.append(_of_closed(self.replaces.names))
        return _sentences(parts)

    def _rule(self) -> Text:
        if self.said is not None:
            return self.said
        if self.area is not None:
            return _of_area(self.area)
        if self.district is not None:
            return _of_district(self.district, is_sure=self.is_sure)
        return OF_RULE[self.rule]


def _of_area(area: str) -> Text:
    return Text(
        pl=f"To punkt dla okolicy: {area}",
        plain=f"To punkt dla okolicy: {area}",
        uk=f"Це пункт для околиці: {area}",
        en=f"This is the point for: {area}",
    )


def _of_district(district: str, *, is_sure: bool) -> Text:
    name = DISTRICTS[district]
    if is_sure:
        return Text(
            pl=f"Obsługuje dzielnicę {name}",
            plain=f"To miejsce dla dzielnicy {name}",
            uk=f"Обслуговує район {name}",
            en=f"Serves the district of {name}",
        )
    return Text(
        pl=f"Właściwe, jeśli mieszkasz w dzielnicy {name}",
        plain=f"To miejsce dla Ciebie, jeśli mieszkasz w dzielnicy {name}",
        uk=f"Підходить, якщо ви живете в районі {name}",
        en=f"The right place if you live in the district of {name}",
    )


def _of_way(way: Way, *, from_home: bool) -> Text:
    far = _length(way.straight_m)
    comma = far.replace(".", ",")
    cyrillic = comma.replace("k", "к").replace("m", "м")
    start = "Z domu" if from_home else "Stąd"
    begin = "Від дому" if from_home else "Звідси"
    whence = "from your home" if from_home else "from here"
    walk, ride = way.walk_minutes, way.minutes
    is_far = ride < walk
    return Text(
        pl=f"{start} w linii prostej około {comma}, pieszo około {walk} minut"
        + (f", z dojazdem około {ride}" if is_far else ""),
        plain=f"{start} około {comma}. Pieszo około {walk} minut"
        + (f". Z dojazdem około {ride} minut" if is_far else ""),
        uk=f"{begin} по прямій близько {cyrillic}, пішки близько {walk} хвилин"
        + (f", транспортом близько {ride}" if is_far else ""),
        en=f"About {far} {whence} in a straight line, about {walk} minutes on foot"
        + (f", about {ride} by tram or bus" if is_far else ""),
    )


def _length(distance_m: int) -> str:
    if distance_m < 975:
        return f"{max(50, round(distance_m / 50) * 50)} m"
    kilometers, tenths = divmod((distance_m + 50) // 100, 10)
    return f"{kilometers}.{tenths} km"


def _of_closed(names: Text) -> Text:
    return Text(
        pl=f"Zastępuje zamknięte miejsce: {names.pl}",
        plain=f"Dawne miejsce jest zamknięte: {names.in_('plain')}",
        uk=f"Замість закритого місця: {names.in_('uk')}",
        en=f"Replaces a place that has closed: {names.in_('en')}",
    )


def _sentences(parts: list[Text]) -> Text:
    return Text(
        **{
            language: "".join(f"{part.in_(language)}. " for part in parts).strip()
            for language in LANGUAGES
        }
    )
