"""Faults to plant in life events, in the words of the search, and in what plain readers read."""

from __future__ import annotations

from tests.shared.bundle.planted import NORTH, SERVICE, SHELTER, Planted

EVENTS, SYNONYMS, SHORT = "life_events.yaml", "synonyms.yaml", "abbreviations.yaml"

PLANTED_WORDS = {
    "synonym of no service": Planted(
        SYNONYMS, "services: [shelter]", "services: [shelf]", "shelf", "no service `shelf`", "did"
    ),
    "danger leads to no service": Planted(
        "crisis_words.yaml",
        "words: [głodn*]",
        "words: [głodn*]\n    services: [soup]",
        "soup",
        "no service `soup`",
        "services",
    ),
    "event with a service that is not there": Planted(
        EVENTS, "[shelter, allowance]", "[shelter, alowance]", "alow", "no service", "allowance"
    ),
    "event with a service twice": Planted(
        EVENTS, "[shelter, allowance]", "[shelter, shelter]", "shelter, s", "twice", "delete one"
    ),
    "event with nothing to check": Planted(
        EVENTS, "services: [shelter, allowance]", "services: []", "id: no_roof", "nothing", "list"
    ),
    "event without a door": Planted(
        EVENTS, "      service: shelter\n", "", "first_door", "is 0 doors", "name one"
    ),
    "event with two doors": Planted(
        EVENTS,
        "      service: shelter\n",
        "      service: shelter\n      organization: mops\n",
        "first_door",
        "is 2 doors",
        "name one",
    ),
    "event with a place that is not there": Planted(
        EVENTS, "service: shelter\n", "location: tower\n", "tower", "no location `tower`", "add it"
    ),
    "event not in plain words": Planted(
        EVENTS, "plain: Zadzwoń., ", "", "text: {", "`text` has no plain", "add `plain"
    ),
    "short form explained twice": Planted(
        SHORT, "- {short: SKO, ", "- {short: MOPS, ", "kolegium", "explained twice", "keep one"
    ),
    "short form nobody explains": Planted(
        SHELTER, "plain: Nocleg dla każdego.", "plain: Nocleg w KDR.", "KDR", "`KDR`", "write the"
    ),
    "dotted short form": Planted(
        SERVICE,
        "plain: Pieniądze na życie.",
        "plain: Pieniądze np. na chleb.",
        "np",
        "`np.`",
        "out",
    ),
    "Polish where there is no plain text": Planted(
        NORTH, "{pl: Punkt północny}", "{pl: Punkt II}", "II", "`II`", "abbreviations.yaml"
    ),
}
