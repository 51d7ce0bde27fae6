"""Faults to plant in what services mean for each other."""

from __future__ import annotations

from tests.shared.bundle.planted import SERVICE, SHELTER, Planted

EXCLUDED = "  - services: [shelter]"
COUNTED = "{services: [shelter], basis: {act: ups, article: art. 41}}"
ON_THE_SHELTER = "excludes: [{services: [%s], about: person, basis: {act: ups, article: a}}]"

PLANTED_RELATIONS = {
    "excludes nothing": Planted(
        SERVICE, EXCLUDED, "  - services: []", "services: []", "names nobody", "at least one"
    ),
    "excludes an unknown service": Planted(
        SERVICE, EXCLUDED, "  - services: [shelf]", "[shelf]", "no service `shelf`", "shelter"
    ),
    "excludes itself": Planted(
        SERVICE, EXCLUDED, "  - services: [allowance]", "[allowance]", "itself", "the other"
    ),
    "excludes twice": Planted(
        SERVICE,
        EXCLUDED,
        "  - services: [shelter, shelter]",
        "[shelter, shelter]",
        "`excludes` names `shelter` twice",
        "delete one",
    ),
    "excludes on both sides": Planted(
        SHELTER,
        "helplines:",
        f"{ON_THE_SHELTER % 'allowance'}\nhelplines:",
        "excludes: [",
        "exclude each other on both sides",
        "keep it in services/allowance.yaml:",
    ),
    "excludes without an act": Planted(
        SERVICE, "act: ups, article: art. 40", "act: upss, article: a", "upss", "no act", "ups"
    ),
    "excludes for whom": Planted(
        SERVICE, "about: person", "about: family", "about: family", "words", "household"
    ),
    "excludes in one language": Planted(
        SERVICE,
        "    about: person",
        "    about: person\n    text: {pl: Jedno z dwojga., uk: Одне з двох.}",
        "text: {pl: Jedno",
        "has no English text",
        "en",
    ),
    "income for an unknown service": Planted(
        SERVICE,
        COUNTED,
        COUNTED.replace("shelter", "shelf"),
        "[shelf]",
        "no service `shelf`",
        "shelter",
    ),
    "income and not income": Planted(
        SERVICE,
        f"counts_as_income_for:\n  - {COUNTED}",
        f"counts_as_income_for:\n  - {COUNTED}\nnot_income_for: [{COUNTED}]",
        "not_income_for",
        "both counts and does not count",
        "what the law says",
    ),
}
