"""Faults to plant in definitions, dates and what follows from them, one of each kind."""

from __future__ import annotations

from tests.shared.bundle.planted import PEOPLE, PERSON, SERVICE, Planted

PLANTED_FORMULAS = {
    "no such day": Planted(
        PERSON, 'min: "1900-01-01"', 'min: "1900-02-30"', "1900", "not one of a date", "2026-11-22"
    ),
    "days where numbers belong": Planted(
        PERSON, 'max: "120"', 'max: "1990-01-01"', "1990", "not one of a int", "numbers"
    ),
    "range of days upside down": Planted(
        PERSON, 'max: "2099-12-31"', 'max: "1899-12-31"', "1899", "min is not below max", "correct"
    ),
    "derived from nothing": Planted(
        PERSON, "years_since(birth_on)", "birth_on", "- id: age", "does not fol", "date"
    ),
    "age against the date of birth": Planted(
        SERVICE,
        "persons: [{age: 40}]",
        'persons: [{age: 40, birth_on: "1990-01-01"}]',
        "1990",
        "`age.0`: `40` contradicts",
        "correct",
    ),
    "definition nobody uses": Planted(
        SERVICE, "self(is_of_age)", "self(age) >= 18", f"{PEOPLE}:is_of_age", "no rule uses", "use"
    ),
    "own definition nobody uses": Planted(
        SERVICE, "is: what_is_lacking", 'is: "5"', "id: what_is", "no rule uses", "use it"
    ),
    "fault in a definition": Planted(
        PEOPLE, '"age >= 18"', '"agge >= 18"', "agge", "column 10: nothing is called agge", "age"
    ),
    "fault in an own definition": Planted(
        SERVICE,
        '"criterion - income_month"',
        '"criterion - incme_month"',
        "incme",
        "column 22: nothing is called incme_month",
        "income_month",
    ),
    "definition defined by itself": Planted(
        PEOPLE, '"age >= 18"', '"not is_of_age"', "not is_of", "defined by itself", "cut"
    ),
    "definition twice": Planted(
        SERVICE, "id: what_is_lacking", "id: is_of_age", "id: is_of_age", "twice", "rename"
    ),
    "definition named like a choice": Planted(
        SERVICE, "id: what_is_lacking", "id: tenancy", "id: tenancy", "is also a fact", "rename"
    ),
    "no act of a definition": Planted(
        PEOPLE, "act: ups", "act: upss", "upss", "there is no act", "ups"
    ),
    "definition without a translation": Planted(
        PEOPLE, ", en: a person of age", "", "names", "has no English text", "en"
    ),
}
