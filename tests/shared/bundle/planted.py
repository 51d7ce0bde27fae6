"""Faults to plant in the small content, one of each kind."""

from __future__ import annotations

from typing import NamedTuple

SERVICE, SHELTER = "services/allowance.yaml", "services/shelter.yaml"
PEOPLE = "definitions/people.yaml"
INCOME, PERSON = "facts/income.yaml", "facts/person.yaml"
NUMBERS, NORTH, SOUTH = (
    "parameters/assistance.yaml",
    "locations/point_north.yaml",
    "locations/point_south.yaml",
)


class Planted(NamedTuple):
    """Write `new` for `old` in `file`; the fault stands on the line that has `at` in it."""

    file: str
    old: str
    new: str
    at: str
    problem: str
    cure: str


PLANTED = {
    "not yaml": Planted(SERVICE, "order: 30", "order: 30: 1", "30: 1", "not valid YAML", "indent"),
    "key twice": Planted(NORTH, "lat: 51.79", "lat: 51.79\nlat: 51.8", "51.8", "twice", "keep one"),
    "alias": Planted(
        "acts.yaml",
        "title: ustawa o pomocy\n",
        "title: &t ustawa\n    journal: *t\n",
        "title: &t",
        "aliases",
        "write the text",
    ),
    "unknown field": Planted(NORTH, "lat:", "latt:", "latt", "unknown field `latt`", "`lat`"),
    "comma in braces": Planted(
        SHELTER, "{pl: Zadzwoń.}", "{pl: Zadzwoń, proszę}", "proszę", "unknown field", "quotes"
    ),
    "missing field": Planted(NORTH, "organization: mops\n", "", "id: point", "missing", "add"),
    "not a word of the list": Planted(
        SERVICE, "topic: money", "topic: cash", "topic", "not one of the words", "one of: money"
    ),
    "number without quotes": Planted(
        NUMBERS, 'value: "776.00"', "value: 776.00", "776", "float", "quotes"
    ),
    "not a number": Planted(
        NUMBERS, 'value: "776.00"', 'value: "776,00"', "776", "`776,00` is not a number", "1010.00"
    ),
    "not a date": Planted(
        NUMBERS, "from: 2022-01-01", "from: 1.01.2022", "1.01.2022", "RFC3339", "2026-11-22"
    ),
    "no act": Planted(
        SERVICE,
        "{act: ups, article: art. 38, st",
        "{act: upss, article: art. 38, st",
        "art. 38, st",
        "there is no act `upss`",
        "did you mean `ups`",
    ),
    "no act of a number": Planted(
        NUMBERS,
        "to: 2024-12-31\n        act: ups",
        "to: 2024-12-31\n        act: zus",
        "act: zus",
        "no act `zus`",
        "add it",
    ),
    "no document": Planted(
        SERVICE,
        "- id: identity_document",
        "- id: identity_card",
        "identity_card",
        "no document `identity_card`",
        "`identity_document`",
    ),
    "no organization": Planted(
        SOUTH, "organization: mops", "organization: mopps", "mopps", "no organization", "`mops`"
    ),
    "no location": Planted(
        SERVICE,
        "[point_north, point_south]",
        "[point_nort, point_south]",
        "locations: [",
        "no location `point_nort`",
        "`point_north`",
    ),
    "no successor": Planted(
        SOUTH,
        "position: exact",
        "position: exact\nclosed_from: 2026-01-01\nsuccessor: point_west",
        "successor",
        "no location `point_west`",
        "did you mean",
    ),
    "successor of an open place": Planted(
        SOUTH,
        "position: exact",
        "position: exact\nsuccessor: point_north",
        "successor",
        "not closed",
        "closed_from",
    ),
    "file name": Planted(
        SHELTER, "id: shelter", "id: shelters", "id: ", "named `shelter`", "renam"
    ),
    "id twice": Planted(
        "acts.yaml",
        "acts:\n",
        "acts:\n  - {id: ups, title: a, journal: b, status: verified}\n",
        "- id: ups",
        "defined twice (first in acts.yaml:2)",
        "rename one",
    ),
    "unused fact": Planted(
        SERVICE,
        'when: "legal_title = tenancy"',
        "assessed_by_official: true",
        "",
        "no rule uses the fact `legal_title`",
        "use it or delete it",
    )._replace(at=f"{INCOME}:- id: legal_title"),
    "unused parameter": Planted(
        NUMBERS,
        "parameters:\n",
        "parameters:\n  - {id: spare, names: {pl: x}, unit: money, values: [{value: '1', from: "
        "2025-01-01, act: ups, article: a, status: verified, source: s, "
        "checked_on: 2026-11-22}]}\n",
        "spare",
        "no rule uses the parameter `spare`",
        "use it or delete it",
    ),
    "overlap": Planted(
        NUMBERS,
        "to: 2024-12-31",
        "to: 2025-03-31",
        "2025-03-31",
        "overlap from 2025-01-01",
        "to: 2024-12-31",
    ),
    "gap": Planted(
        NUMBERS,
        "to: 2024-12-31",
        "to: 2024-11-30",
        "from: 2025-01-01",
        "nothing holds from 2024-12-01 to 2024-12-31",
        "from: 2024-12-01",
    ),
    "no last day": Planted(
        NUMBERS, "        to: 2024-12-31\n", "", '"776.00"', "no last day", "to: 2024-12-31"
    ),
    "oldest value last": Planted(
        NUMBERS, "from: 2025-01-01", "from: 2021-01-01", "2021-01-01", "not after", "oldest"
    ),
    "a table for a sum": Planted(
        NUMBERS, 'value: "776.00"', 'value: ["776.00"]', "776", "is a money", "one number"
    ),
    "no plain text": Planted(
        SERVICE, "  plain: Pieniądze na życie.\n", "", "summary:", "no plain Polish text", "plain:"
    ),
    "no translation": Planted(
        SERVICE,
        "      uk: Дохід не перевищує {criterion}.\n",
        "",
        "    text:",
        "no Ukrainian text",
        "uk:",
    ),
    "long plain sentence": Planted(
        SERVICE, "plain: Pieniądze na życie.", "plain: " + "słowo " * 16, "słowo", "16 words", "two"
    ),
    "no translation mark": Planted(
        SERVICE,
        "{uk: draft, en: draft}",
        "{uk: draft}",
        "translation",
        "English text is a draft",
        "translation: {en: draft}",
    ),
    "dead placeholder": Planted(
        SERVICE,
        "en: The income is not above {criterion}.",
        "en: Not above {criterium}.",
        "criterium",
        "no parameter `criterium`",
        "`criterion`",
    ),
    "unknown name in an expression": Planted(
        SERVICE,
        '"income_month <= criterion and',
        '"income_month <= criterium and',
        "income_month <=",
        "column 28: ",
        "",
    ),
    "expression that cannot be parsed": Planted(
        SERVICE, '"legal_title = tenancy"', '"legal_title = = tenancy"', "= =", "column 26: ", ""
    ),
    "outside the city": Planted(NORTH, "lat: 51.79", "lat: 52.79", "lat", "outside the", "again"),
    "half a position": Planted(NORTH, "lon: 19.45\n", "", "id: point", "go together", "all three"),
    "phone": Planted(
        NORTH, "42 640 70 07", "42-640-70-07", "42-640", "not a phone number", "42 638 59 69"
    ),
    "helpline": Planted(SHELTER, '"987"', '"98 7 1"', "98 7 1", "not a phone number", "116 123"),
    "hours": Planted(
        NORTH, 'closes: "16:00"', 'closes: "08:00"', "08:00", "cannot be", 'closes: "24:00"'
    ),
    "sensitive, not help": Planted(
        SERVICE,
        "safety_sensitive: false",
        "safety_sensitive: true",
        "safety_sens",
        "not `kind: help`",
        "help is never refused",
    ),
    "help out of reach": Planted(
        SHELTER,
        '  - {number: "987", names: {pl: Pomoc bezdomnym}, status: verified}\n',
        "",
        "id: shelter",
        "nobody can reach",
        "add `helplines:`",
    )._replace(
        old='helplines:\n  - {number: "987", names: {pl: Pomoc bezdomnym}, status: verified}\n'
    ),
    "no decision": Planted(
        SERVICE,
        "decision: {text: {pl: Decyzja w 30 dni.}, days: 30}\n",
        "",
        "kind: ent",
        "no `decision`",
        "add `decision:`",
    ),
    "no appeal": Planted(
        SERVICE,
        "appeal: {text: {pl: Odwołanie do SKO.}, days: 14}\n",
        "",
        "kind: ent",
        "no `appeal`",
        "add `appeal:`",
    ),
    "two ways to decide": Planted(
        SERVICE,
        '    when: "legal_title = tenancy"',
        '    when: "legal_title = tenancy"\n    assessed_by_official: true',
        "- id: title",
        "needs either",
        "exactly one",
    ),
    "amount said twice": Planted(
        SERVICE,
        "  period: month",
        "  period: month\n  discretionary: true",
        "amount:",
        "not said in exactly one way",
        "discretionary",
    ),
    "district left out": Planted(
        SOUTH, "[gorna, polesie, widzew]", "[gorna, polesie]", "", "district widzew", "add widzew"
    )._replace(at=f"{SERVICE}:locations: ["),
    "single with two": Planted(
        SERVICE, "rule: by_district", "rule: single", "rule: single", "2 locations", "rule: any"
    ),
    "case with an unknown fact": Planted(
        SERVICE,
        'household: {income_month: "1010.00"',
        'household: {income: "1010.00"',
        "household:",
        "`income`: there is no such fact",
        "okienko facts",
    ),
    "case out of range": Planted(
        SERVICE,
        "persons: [{age: 40}]",
        "persons: [{age: 140}]",
        "persons:",
        "`age.0`: `140` is out of range",
        "from 0 to 120",
    ),
    "choice fact without choices": Planted(
        INCOME, "type: money", "type: choice", "- id: income_month", "choices do not fit", "list"
    ),
    "person not named": Planted(
        PERSON,
        'question_other: {pl: "{who}: ile',
        'question_other: {pl: "ile',
        "question_other",
        "does not say who",
        "{who}",
    ),
}
