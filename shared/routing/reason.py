"""Why this place: the sentences a person reads beside it."""

from __future__ import annotations

from shared.catalog.model import Location, WhereRule
from shared.text import Text

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
OF_RULE: dict[WhereRule, Text] = {
    "nearest": NEAREST,
    "by_district": DEPENDS,
    "any": ANY,
    "single": SINGLE,
}


def why(
    rule: WhereRule, district: str | None, distance_m: int | None, replaces: Location | None
) -> Text:
    """One to three short sentences: the rule, the distance, the closed place this one replaces."""
    parts = [_of_district(district) if district else OF_RULE[rule]]
    if distance_m is not None:
        parts.append(_of_distance(distance_m))
    if replaces is not None:
        parts.append(_of_closed(replaces.names))
    return _sentences(parts)


def _of_district(district: str) -> Text:
    name = DISTRICTS[district]
    return Text(
        pl=f"Obsługuje dzielnicę {name}",
        plain=f"To miejsce dla dzielnicy {name}",
        uk=f"Обслуговує район {name}",
        en=f"Serves the district of {name}",
    )


def _of_distance(distance_m: int) -> Text:
    far = _length(distance_m)
    comma = far.replace(".", ",")
    cyrillic = comma.replace("k", "к").replace("m", "м")
    return Text(
        pl=f"Stąd w linii prostej około {comma}",
        plain=f"Stąd około {comma}",
        uk=f"Звідси по прямій близько {cyrillic}",
        en=f"About {far} from here in a straight line",
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
            for language in ("pl", "plain", "uk", "en")
        }
    )
